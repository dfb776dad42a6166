"""Takes requests of a gateway and of other functions, messages that Pub/Sub pushes and events of Eventarc, checks them and
hands them to `run`.

`run` is a parameter so that the tests need neither the SDK nor a network.
"""

import os
import traceback

from contract import CONTRACT
from events import read_delivery
from json_text import to_json
from log import log
from message import problems_of

_JSON = {"content-type": "application/json"}


def create_handler(run):
    def handler(request):
        headers = _allowed_origin(request)
        if request.method == "OPTIONS":
            return "", 204, headers
        delivery = read_delivery(request, CONTRACT)
        kind, identifier = delivery["kind"], delivery["id"]
        problems = delivery["problems"] + [text for found in delivery["inputs"] for text in problems_of(found, CONTRACT)]
        if problems:
            log("WARNING", f"{kind} refused", request, id=identifier, problems=problems)
            return to_json({"error": "invalid input", "problems": problems}), 400, {**headers, **_JSON}
        try:
            found = [run(message) or {} for message in delivery["inputs"]]
        except Exception as error:  # any failure of a step is the delivery's
            reason = {"error": type(error).__name__, "reason": str(error), "stack": traceback.format_exc()}
            log("ERROR", f"{kind} failed", request, id=identifier, **reason)
            # What was started without waiting for it isn't tried again; other messages come back after an answer that says
            # failure.
            if delivery["started"]:
                return "", 204, headers
            return to_json({"error": "failed"}), 500, {**headers, **_JSON}
        log("INFO", f"{kind} done", request, id=identifier)
        if kind != "request":
            return "", 204, headers
        keys = {name: delivery["inputs"][0].get(name) for name in CONTRACT["fields"]}
        return to_json({**keys, **found[0]}), _status(request.method, found[0]), {**headers, **_JSON}

    return handler


def _status(method, found):
    """201 for what was posted, 404 for a read that found nothing, else 200."""
    if method == "POST":
        return 201
    nothing = bool(found) and all(value is None for value in found.values())
    return 404 if method == "GET" and nothing else 200


def _allowed_origin(request):
    allowed = os.environ.get("CORS_ORIGINS", "").split()
    origin = request.headers.get("origin")
    if "*" in allowed:
        origin = "*"
    elif origin not in allowed:
        return {}
    return {
        "access-control-allow-origin": origin,
        "access-control-allow-methods": "GET, POST, PUT, PATCH, DELETE, OPTIONS",
        "access-control-allow-headers": "authorization, content-type, x-api-key",
        "vary": "origin",
    }
