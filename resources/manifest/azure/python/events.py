"""What services hand over, as inputs: messages of queues, events of Event Grid, changes of items, what comes over a connection."""

import base64
import re

from json_text import from_json

_ADDED = {"_rid", "_self", "_etag", "_attachments", "_ts", "_lsn"}  # by Cosmos DB


def message_inputs(text, fields):
    """A message is JSON, in Base64 where Event Grid put it there; an event in it is unwrapped."""
    try:
        value = from_json(text)
    except ValueError:
        value = from_json(base64.b64decode(text, validate=True))
    return event_inputs(value, fields) if _is_event(value) else [value]


def event_inputs(event, fields):
    """An event's data; of a blob its name, which stands for the fields that it can't say."""
    if not event.get("eventType", "").startswith("Microsoft.Storage.Blob"):
        return [event["data"]]
    _, _, name = event["subject"].partition("/blobs/")
    return [{**dict.fromkeys(fields, name), "id": name}]


def change_input(item):
    """An item as it is now, without what Cosmos DB adds to it."""
    return {name: value for name, value in item.items() if name not in _ADDED}


def socket_input(request, fields):
    """A field that the message doesn't say is the connection, in letters that a key may have."""
    connection = request.get("connectionContext", {}).get("connectionId")
    key = "c-" + re.sub(r"[^A-Za-z0-9._-]", "", str(connection))
    said = request.get("data")
    if isinstance(said, str):
        try:
            said = from_json(said)
        except ValueError:
            said = {}
    return {**dict.fromkeys(fields, key), **(said if isinstance(said, dict) else {}), "connectionId": connection}


def _is_event(value):
    return isinstance(value, dict) and "data" in value and isinstance(value.get("eventType"), str) and isinstance(value.get("subject"), str)
