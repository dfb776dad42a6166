"""What the services of OCI hand to a function: batches of connectors, rules of Events, messages of topics, direct invocations."""

import base64

from json_text import from_json


def inputs_of(value, fields):
    if isinstance(value, list):
        return [found for item in value for found in inputs_of(item, fields)]
    if not isinstance(value, dict):
        return [value]
    # A record of a stream, through a connector: its value is coded in base64.
    if isinstance(value.get("value"), str) and "stream" in value:
        return inputs_of(from_json(base64.b64decode(value["value"])), fields)
    # A message of a queue, through a connector.
    if isinstance(value.get("content"), str) and "id" in value:
        return inputs_of(_parsed(value["content"]), fields)
    # A rule of Events tells of an object.
    if str(value.get("eventType", "")).startswith("com.oraclecloud.objectstorage."):
        key = value["data"]["resourceName"]
        return [{**{name: key for name in fields}, "id": key}]
    return [value]


def _parsed(text):
    try:
        return from_json(text)
    except ValueError:
        return text  # refused as an input
