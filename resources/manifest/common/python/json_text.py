"""JSON both ways."""

import json


def from_json(text):
    return json.loads(text)


def to_json(value):
    return json.dumps(value, ensure_ascii=False)
