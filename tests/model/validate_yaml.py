"""Validates YAML files against a JSON Schema: validate_yaml.py SCHEMA FILE...

Prints "valid" or "invalid: where: why" for each file, in order. Exits with 77 if a library is missing.
"""
import json
import re
import sys

try:
    import jsonschema
    import yaml
except ImportError as error:
    print(error)
    sys.exit(77)


class Loader(yaml.SafeLoader):
    """Plain scalars as the core schema of YAML 1.2 has them: yes, no, dates and 1:30 are texts."""


Loader.yaml_implicit_resolvers = {}
for tag, pattern, first in (
    ("null", r"(~|null|Null|NULL|)", list("~nN") + [""]),
    ("bool", r"(true|True|TRUE|false|False|FALSE)", list("tTfF")),
    ("int", r"[-+]?[0-9]+", list("-+0123456789")),
    ("float", r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?", list("-+.0123456789")),
):
    Loader.add_implicit_resolver(f"tag:yaml.org,2002:{tag}", re.compile(f"^{pattern}$"), first)

with open(sys.argv[1], encoding="utf-8") as file:
    schema = json.load(file)
jsonschema.Draft202012Validator.check_schema(schema)
validator = jsonschema.Draft202012Validator(schema)
for name in sys.argv[2:]:
    with open(name, encoding="utf-8") as file:
        errors = sorted(validator.iter_errors(yaml.load(file, Loader)), key=lambda error: list(map(str, error.path)))
    print("valid" if not errors else "invalid: " + "; ".join(
        ".".join(map(str, error.path)) + ": " + error.message.replace("\n", " ")[:200] for error in errors))
