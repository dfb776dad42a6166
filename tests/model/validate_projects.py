"""Validates YAML files against a JSON Schema: validate_projects.py SCHEMA FILE...

Prints "valid" or "invalid: where: why" for each file, in order. Exits with 77 if a library is missing.
"""
import json
import sys

try:
    import jsonschema
    import yaml
except ImportError as error:
    print(error)
    sys.exit(77)

with open(sys.argv[1], encoding="utf-8") as file:
    schema = json.load(file)
jsonschema.Draft202012Validator.check_schema(schema)
validator = jsonschema.Draft202012Validator(schema)
for name in sys.argv[2:]:
    with open(name, encoding="utf-8") as file:
        errors = sorted(validator.iter_errors(yaml.safe_load(file)), key=lambda error: list(map(str, error.path)))
    print("valid" if not errors else "invalid: " + "; ".join(
        ".".join(map(str, error.path)) + ": " + error.message.replace("\n", " ")[:200] for error in errors))
