"""What comes over HTTP: a request, a message that Pub/Sub pushes or an event of Eventarc."""

import base64
import binascii

from json_text import from_json


def read_delivery(request, contract):
    """The inputs that a delivery holds, and what is wrong with it. `started`: nobody waits and nothing is to be tried again."""
    headers, raw = request.headers, request.get_data()
    if headers.get("ce-type") and headers.get("ce-id"):
        return _delivery("event", headers["ce-id"], _event_inputs(headers, raw, contract["fields"]))
    if len(raw) > contract["max_bytes"] * 2 + 4096:  # base64 and what is around it
        return _delivery("request", None, ([], [f"body: at most {contract['max_bytes']} bytes are taken"]))
    try:
        body = from_json(raw) if raw else None
    except ValueError:
        return _delivery("request", None, ([], ["body: not JSON"]))
    if isinstance(body, dict) and isinstance(body.get("subscription"), str) and isinstance(body.get("message"), dict):
        message = body["message"]
        started = body["subscription"].endswith(".starts")
        return _delivery("message", message.get("messageId"), _message_inputs(message, contract["fields"]), started)
    return _delivery("request", None, _request_inputs(request, raw, body, contract["max_bytes"]))


def _delivery(kind, identifier, found, started=False):
    inputs, problems = found
    return {"kind": kind, "id": identifier, "started": started, "inputs": inputs, "problems": problems}


def _request_inputs(request, raw, body, max_bytes):
    """Query and body as one dictionary; of the same name the body's wins. The gateway hands on path parameters in the query."""
    if len(raw) > max_bytes:
        return [], [f"body: at most {max_bytes} bytes are taken"]
    if raw and not isinstance(body, dict):
        return [], ["body: must be a JSON object"]
    return [{**request.args, **(body or {})}], []


def _message_inputs(message, fields):
    """A message's data is JSON. What a bucket tells names an object, which stands for the fields that it can't say."""
    attributes = message.get("attributes") or {}
    if "bucketId" in attributes and "objectId" in attributes:
        return [_with_key(attributes["objectId"], fields)], []
    try:
        return [from_json(base64.b64decode(message.get("data") or ""))], []
    except (ValueError, binascii.Error):
        return [], ["message: not JSON"]


def _event_inputs(headers, raw, fields):
    """A change of Firestore is told by the document's name; other events are their data."""
    if headers["ce-type"].startswith("google.cloud.firestore.document."):
        key = headers.get("ce-document", "").split("/")[-1]
        return [{**_with_key(key, fields), "change": headers["ce-type"].split(".")[-1]}], []
    try:
        return [from_json(raw)], []
    except ValueError:
        return [], ["event: not JSON"]


def _with_key(key, fields):
    return {**{name: key for name in fields}, "id": key}
