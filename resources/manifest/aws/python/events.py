"""Events of the services that invoke a function: records of queues, topics, streams, tables and stores, and what comes over a
WebSocket connection.
"""

import base64
import json
import urllib.parse
from decimal import Decimal

from json_text import from_json


def is_records(event):
    return isinstance(event, dict) and isinstance(event.get("Records"), list)


def takes_back_items(records):
    """Whether single records can be handed back: those of a queue. Others fail together."""
    return all("messageId" in record and "body" in record for record in records)


def record_id(record):
    if "messageId" in record:
        return record["messageId"]
    if "Sns" in record:
        return record["Sns"].get("MessageId")
    if "kinesis" in record:
        return record["kinesis"].get("sequenceNumber")
    if "dynamodb" in record:
        return record["dynamodb"].get("SequenceNumber")
    stored = record.get("s3", {}).get("object", {})
    return stored.get("sequencer", stored.get("key"))


def record_inputs(record, fields):
    """What a record hands on. A field that a stored object can't say is its key."""
    if "Sns" in record:
        return inputs_of(from_json(record["Sns"]["Message"]), fields)
    if "kinesis" in record:
        return inputs_of(from_json(base64.b64decode(record["kinesis"]["data"])), fields)
    if "dynamodb" in record:
        return [_change_input(record)]
    if "s3" in record:
        return [_with_key(urllib.parse.unquote_plus(record["s3"]["object"]["key"]), fields)]
    return inputs_of(from_json(record["body"]), fields)


def inputs_of(value, fields):
    """What a store tells through a queue, topic or bus is unwrapped; anything else is the input itself."""
    if not isinstance(value, dict):
        return [value]
    if is_records(value):
        return [found for record in value["Records"] for found in record_inputs(record, fields)]
    if value.get("Event") == "s3:TestEvent":
        return []
    bucket, stored = value.get("bucket"), value.get("object")
    if isinstance(bucket, dict) and "name" in bucket and isinstance(stored, dict) and "key" in stored:
        return [_with_key(stored["key"], fields)]
    return [value]


def _with_key(key, fields):
    return {**{name: key for name in fields}, "id": key}


def _change_input(record):
    """The item as it is now, or as it was before it was removed."""
    change = record["dynamodb"]
    item = change.get("NewImage") or change.get("OldImage") or change.get("Keys") or {}
    return {**_plain_map(item), "change": record.get("eventName")}


def _plain_map(attributes):
    return {name: _plain(value) for name, value in attributes.items()}


def _plain(attribute):
    ((kind, value),) = attribute.items()
    if kind == "N":
        return _number(value)
    if kind == "NS":
        return [_number(text) for text in value]
    if kind == "NULL":
        return None
    if kind == "L":
        return [_plain(item) for item in value]
    if kind == "M":
        return _plain_map(value)
    return value


def _number(text):
    number = Decimal(text)
    return int(number) if number == number.to_integral_value() else number


def is_socket(event):
    return isinstance(event, dict) and "connectionId" in (event.get("requestContext") or {})


def socket_input(event, contract):
    """What came over a connection, and problems. A field that the message doesn't say is the connection, in letters that a
    key may have.
    """
    connection = event["requestContext"]["connectionId"]
    text = event.get("body") or ""
    if len(text.encode()) > contract["max_bytes"]:
        return None, [f"body: at most {contract['max_bytes']} bytes are taken"]
    try:
        message = from_json(text) if text else {}
    except json.JSONDecodeError:
        return None, ["body: not JSON"]
    if not isinstance(message, dict):
        return None, ["body: must be a JSON object"]
    key = "c-" + connection.replace("=", "")
    otherwise = {name: key for name in contract["fields"]}
    query = event.get("queryStringParameters") or {}
    return {**otherwise, **query, **message, "connectionId": connection}, []
