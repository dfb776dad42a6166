"""CloudEvents over HTTP, in binary and structured mode (CloudEvents 1.0, HTTP protocol binding)."""

import base64
import urllib.error
import urllib.parse
import urllib.request
import uuid

from json_text import from_json, to_json


class DeliveryError(Exception):
    def __init__(self, host, status):
        super().__init__(f"{host} answered {status}")
        self.retryable = status >= 500 or status == 429


def is_event(headers):
    return "ce-id" in headers or _structured(headers)


def _structured(headers):
    return headers.get("content-type", "").startswith("application/cloudevents+json")


def event_inputs(headers, raw, fields):
    """What an event hands on. A field that a stored object can't say is its key."""
    if _structured(headers):
        event = from_json(raw)
    else:
        event = {"type": headers.get("ce-type"), "subject": headers.get("ce-subject")}
        if raw:
            event["data"] = from_json(raw)
    if event.get("type") in ("object.written", "object.removed"):
        key = event["subject"]
        return [{**{name: key for name in fields}, "id": key}]
    if "data_base64" in event:
        return [from_json(base64.b64decode(event["data_base64"]))]
    return [event.get("data")]


def publish(url, source, data, key=None, timeout_s=30):
    """Posts an event to a Broker or a KafkaSink."""
    headers = {
        "Content-Type": "application/json",
        "ce-specversion": "1.0",
        "ce-id": str(uuid.uuid4()),
        "ce-source": "/" + source,
        "ce-type": "message",
    }
    if key is not None:
        headers["ce-partitionkey"] = urllib.parse.quote(str(key), safe="")
    request = urllib.request.Request(url, data=to_json(data).encode(), headers=headers, method="POST")
    try:
        with urllib.request.urlopen(request, timeout=timeout_s) as answer:
            answer.read()
    except urllib.error.HTTPError as error:
        raise DeliveryError(urllib.parse.urlsplit(url).netloc, error.code) from error
