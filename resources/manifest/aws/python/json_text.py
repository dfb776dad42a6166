"""JSON both ways."""

import json
from decimal import Decimal


def from_json(text):
    """Fractions become Decimal, as DynamoDB wants them."""
    return json.loads(text, parse_float=Decimal)


def to_json(value):
    return json.dumps(value, default=_plain, ensure_ascii=False)


def _plain(value):
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    raise TypeError(f"{type(value).__name__} is not JSON")
