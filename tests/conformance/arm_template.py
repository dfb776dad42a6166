"""Templates of Azure Resource Manager: their expressions, and the schemas of azure_schemas.json in strict mode.

Nothing here knows how Virga writes them. (learn.microsoft.com/azure/azure-resource-manager/templates, 2026.)
"""

import json
import pathlib
import re
import uuid

SCHEMAS = json.loads((pathlib.Path(__file__).parent / "azure_schemas.json").read_text())["types"]
FUNCTIONS = {"resourceId", "reference", "listKeys", "guid", "format", "uniqueString", "resourceGroup", "subscription",
             "environment", "parameters", "variables", "subscriptionResourceId", "json", "string"}
SUFFIX = "abcdefghijklm"  # uniqueString gives 13 letters and digits
TOKEN = re.compile(r"\s*(?:(?P<text>'(?:[^']|'')*')|(?P<word>[A-Za-z_][A-Za-z0-9_]*)|(?P<number>\d+)|(?P<sign>[(),.\[\]]))")


def is_expression(value):
    return isinstance(value, str) and value.startswith("[") and value.endswith("]") and not value.startswith("[[")


class Call:
    """A call of a function with what is taken of its result: reference(…).identity.principalId."""

    def __init__(self, name, arguments):
        self.name, self.arguments, self.path = name, arguments, []

    def walk(self):
        yield self
        for argument in self.arguments:
            if isinstance(argument, Call):
                yield from argument.walk()


def parse(text):
    """The expression, a Call or a text; ValueError where it isn't one."""
    tokens, at = [], 0
    while at < len(text):
        found = TOKEN.match(text, at)
        if not found:
            raise ValueError(f"no token at {text[at:at + 30]!r}")
        tokens.append((found.lastgroup, found.group(found.lastgroup)))
        at = found.end()
    tokens.append(("end", ""))
    position = 0

    def take(sign=None):
        nonlocal position
        kind, value = tokens[position]
        if sign is not None and value != sign:
            raise ValueError(f"{sign!r} expected, found {value!r} in {text[:80]!r}")
        position += 1
        return kind, value

    def value():
        kind, content = take()
        if kind == "text":
            return content[1:-1].replace("''", "'")
        if kind == "number":
            return int(content)
        if kind != "word":
            raise ValueError(f"{content!r} isn't a value in {text[:80]!r}")
        take("(")
        call = Call(content, [])
        while tokens[position][1] != ")":
            call.arguments.append(value())
            if tokens[position][1] == ",":
                take()
        take(")")
        while tokens[position][1] == ".":
            take()
            call.path.append(take()[1])
        return call

    result = value()
    if tokens[position][0] != "end":
        raise ValueError(f"{tokens[position][1]!r} after the end of {text[:80]!r}")
    return result


def texts(tree, path=""):
    """Each text of a tree with its path."""
    if isinstance(tree, dict):
        for key, value in tree.items():
            yield from texts(value, f"{path}.{key}")
    elif isinstance(tree, list):
        for index, value in enumerate(tree):
            yield from texts(value, f"{path}.{index}")
    elif isinstance(tree, str):
        yield path, tree


class Template:
    def __init__(self, tree):
        self.tree = tree

    def evaluated(self, value):
        """A text as it would be deployed, with stand-ins for what only Azure knows."""
        if not is_expression(value):
            return value[1:] if isinstance(value, str) and value.startswith("[[") else value
        return self.result(parse(value[1:-1]))

    def result(self, call):
        if not isinstance(call, Call):
            return call
        arguments = [self.result(argument) for argument in call.arguments]
        if call.name == "format":
            used = set(map(int, re.findall(r"(?<!\{)\{(\d+)\}(?!\})", arguments[0].replace("{{", "").replace("}}", ""))))
            if used != set(range(len(arguments) - 1)):
                raise ValueError(f"format has {len(arguments) - 1} arguments for {sorted(used)}: {arguments[0][:80]}")
            return arguments[0].format(*arguments[1:])
        if call.name == "variables":
            if arguments[0] not in self.tree["variables"]:
                raise ValueError(f"no variable {arguments[0]!r}")
            variable = self.tree["variables"][arguments[0]]
            return self.evaluated(variable) if isinstance(variable, str) else "(object)"
        if call.name == "parameters":
            if arguments[0] not in self.tree["parameters"]:
                raise ValueError(f"no parameter {arguments[0]!r}")
            return f"<{arguments[0]}>"
        if call.name == "uniqueString":
            return SUFFIX
        if call.name == "resourceId":
            kind, *names = arguments
            if len(names) != kind.count("/"):
                raise ValueError(f"{kind} has {kind.count('/')} names, not {len(names)}")
            return f"{kind}:{'/'.join(names)}"
        if call.name == "guid":
            return str(uuid.uuid5(uuid.NAMESPACE_URL, "\n".join(map(str, arguments))))
        if call.name not in FUNCTIONS:
            raise ValueError(f"no function {call.name!r}")
        path = "".join("." + word for word in call.path)
        return f"<{call.name}({', '.join(map(str, arguments))}){path}>"

    def id_of(self, resource):
        return f"{resource['type']}:{self.evaluated(resource['name'])}"

    def asked(self, resource):
        """The ids of the resources that reference() and listKeys() ask when this one is deployed."""
        for _, text in texts({key: value for key, value in resource.items() if key != "dependsOn"}):
            if not is_expression(text):
                continue
            expression = parse(text[1:-1])
            for call in expression.walk() if isinstance(expression, Call) else ():
                if call.name == "reference":
                    yield self.result(call.arguments[0])
                elif call.name == "listKeys":
                    target = call.arguments[0]
                    yield self.result(target.arguments[1] if target.name == "format" else target)


def misfits(schema, value, path):
    """What a value has that its schema hasn't, and the other way round."""
    if not schema or (isinstance(value, str) and is_expression(value) and "p" not in schema and "any" not in schema):
        return
    if isinstance(value, str) and is_expression(value):
        return
    if "any" in schema:
        tries = [list(misfits(option, value, path)) for option in schema["any"]]
        if all(tries):
            yield from min(tries, key=len)
    elif "p" in schema:
        if not isinstance(value, dict):
            yield f"{path}: must be an object"
            return
        for name in schema.get("r", []):
            if name not in value:
                yield f"{path}: lacks {name}"
        for name, content in value.items():
            if name in schema["p"]:
                yield from misfits(schema["p"][name], content, f"{path}.{name}")
            elif "m" in schema:
                yield from misfits(schema["m"], content, f"{path}.{name}")
            else:
                yield f"{path}: unknown property {name}"
    elif "a" in schema:
        if not isinstance(value, list):
            yield f"{path}: must be an array"
            return
        for index, content in enumerate(value):
            yield from misfits(schema["a"], content, f"{path}.{index}")
    elif "e" in schema:
        if value not in schema["e"]:
            yield f"{path}: {value!r} is none of {', '.join(map(str, schema['e'][:12]))}"
    else:
        kinds = {"string": str, "integer": int, "number": (int, float), "boolean": bool, "object": dict}
        kind = kinds.get(schema.get("t"))
        if kind and (not isinstance(value, kind) or (isinstance(value, bool) and kind is not bool)):
            yield f"{path}: must be a {schema['t']}, not {value!r}"
        elif isinstance(value, str) and "pattern" in schema:
            # A name is told by its last segment; the schemas' patterns hold for all of it.
            pattern = re.sub(r"^\^\.\*/", "^", schema["pattern"])
            if not re.search(pattern, value):
                yield f"{path}: {value!r} must match {pattern}"
        elif isinstance(value, (int, float)) and not schema.get("minimum", value) <= value <= schema.get("maximum", value):
            yield f"{path}: {value} is out of bounds"


# Properties of every resource of a template, beside those of its type.
COMMON = {"tags": {"m": {"t": "string"}, "p": {}}, "dependsOn": {"a": {"t": "string"}}, "scope": {"t": "string"},
          "location": {"t": "string"}}


def problems_of_resource(template, resource):
    known = SCHEMAS.get(resource.get("type"))
    where = f"{resource.get('type')} {resource.get('name')}"
    if known is None:
        yield f"{where}: unknown type"
        return
    schema = known.get(resource.get("apiVersion"))
    if schema is None:
        yield f"{where}: {resource.get('apiVersion')} is none of {', '.join(known)}"
        return
    strict = {**schema, "p": {**COMMON, **schema["p"]}}
    shown = {**resource, "name": template.evaluated(resource["name"]).split("/")[-1] if "name" in resource else None}
    yield from misfits(strict, shown if resource.get("name") else {k: v for k, v in resource.items() if k != "name"}, where)
