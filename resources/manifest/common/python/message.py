"""Messages: JSON objects that keep a contract."""

import re

from json_text import to_json


def problems_of(message, contract):
    """What is wrong with a message, one sentence each; nothing if it keeps the contract."""
    if not isinstance(message, dict):
        return ["input: must be a JSON object"]
    if len(to_json(message).encode()) > contract["max_bytes"]:
        return [f"input: at most {contract['max_bytes']} bytes are taken"]
    problems = []
    for name, rule in contract["fields"].items():
        value = message.get(name)
        if value is None:
            if rule.get("required"):
                problems.append(f"{name}: missing")
        elif not isinstance(value, rule["type"]):
            problems.append(f"{name}: must be a {rule['type'].__name__}")
        elif "pattern" in rule and not re.fullmatch(rule["pattern"], value):
            problems.append(f"{name}: must match {rule['pattern']}")
    return problems
