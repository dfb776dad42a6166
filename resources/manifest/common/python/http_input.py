"""Requests over HTTP as inputs: method, path, query as a dictionary, body as bytes."""

import urllib.parse

from json_text import from_json
from routes import ROUTES


def request_input(method, path, query, raw, max_bytes):
    """Query, body and path parameters as one dictionary, and what is wrong with them.

    Of the same name the path's wins, then the body's.
    """
    if len(raw) > max_bytes:
        return None, [f"body: at most {max_bytes} bytes are taken"]
    body = {}
    if raw:
        try:
            body = from_json(raw)
        except ValueError:
            return None, ["body: not JSON"]
        if not isinstance(body, dict):
            return None, ["body: must be a JSON object"]
    return {**query, **body, **path_parameters(method, path, ROUTES)}, []


def path_parameters(method, path, routes):
    """The parameters of the first route that fits; {name+} takes the rest of the path."""
    parts = path.split("/")[1:]
    for known_method, known_path in routes:
        if known_method in ("ANY", method):
            found = _parameters(parts, known_path.split("/")[1:])
            if found is not None:
                return found
    return {}


def _parameters(parts, names):
    found = {}
    for index, name in enumerate(names):
        if index >= len(parts):
            return None
        if name.startswith("{") and name.endswith("+}"):
            found[name[1:-2]] = urllib.parse.unquote("/".join(parts[index:]))
            return found
        if name.startswith("{") and name.endswith("}"):
            if not parts[index]:
                return None
            found[name[1:-1]] = urllib.parse.unquote(parts[index])
        elif name != parts[index]:
            return None
    return found if len(parts) == len(names) else None


def success_status(method, found):
    """201 for what was posted, 404 for a read that found nothing, else 200."""
    if method == "POST":
        return 201
    nothing = bool(found) and all(value is None for value in found.values())
    return 404 if method == "GET" and nothing else 200
