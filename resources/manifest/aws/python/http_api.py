"""Events of an HTTP API (payload format 2.0)."""

import base64

from json_text import from_json, to_json


def is_request(event):
    return isinstance(event, dict) and "http" in (event.get("requestContext") or {})


def request_input(event, max_bytes):
    """Query, body and path parameters as one dictionary, and what is wrong with them.

    Of the same name the path's wins, then the body's.
    """
    raw = (event.get("body") or "").encode()
    if event.get("isBase64Encoded"):
        raw = base64.b64decode(raw)
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
    return {**(event.get("queryStringParameters") or {}), **body, **(event.get("pathParameters") or {})}, []


def response(status, body):
    return {"statusCode": status, "headers": {"content-type": "application/json"}, "body": to_json(body or {})}


def success_status(event, found):
    """201 for what was posted, 404 for a read that found nothing, else 200."""
    method = event["requestContext"]["http"]["method"]
    if method == "POST":
        return 201
    nothing = bool(found) and all(value is None for value in found.values())
    return 404 if method == "GET" and nothing else 200
