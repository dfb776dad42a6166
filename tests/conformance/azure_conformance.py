#!/usr/bin/env python3
"""Puts the exports to Azure Functions before the schemas of Azure Resource Manager and the rules of its templates.

usage: azure_conformance.py EXPORT_DESIGNS EXAMPLES

Of each export: the templates in strict mode, their references, order and names; the roles of an example against what its
steps name; host.json and the settings that the code asks for; the skeletons' own tests. Then defects are put into exports
that pass, and have to be found. Exit code 77 (skipped) without PyYAML; other missing tools skip their part by name.
"""

import copy
import json
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import xml.etree.ElementTree

import java_skeleton
from arm_template import Call, Template, is_expression, parse, problems_of_resource, texts

try:
    import yaml
except ImportError:
    print("SKIPPED: PyYAML is missing; exports to Azure are NOT checked")
    sys.exit(77)

failures = 0

# learn.microsoft.com/azure/azure-resource-manager/management/resource-name-rules, 2026: the last segment of the name.
NAMES = {
    "Microsoft.Storage/storageAccounts": r"[a-z0-9]{3,24}",
    "Microsoft.Storage/storageAccounts/blobServices/containers": r"[a-z0-9](-?[a-z0-9]){2,62}",
    "Microsoft.Storage/storageAccounts/queueServices/queues": r"[a-z0-9](-?[a-z0-9]){2,62}",
    "Microsoft.KeyVault/vaults": r"[a-zA-Z](-?[a-zA-Z0-9]){2,23}",
    "Microsoft.KeyVault/vaults/secrets": r"[a-zA-Z0-9-]{1,127}",
    "Microsoft.Web/sites": r"[a-zA-Z0-9][a-zA-Z0-9-]{0,58}[a-zA-Z0-9]",
    "Microsoft.Web/serverfarms": r"[a-zA-Z0-9-]{1,60}",
    "Microsoft.ApiManagement/service": r"[a-zA-Z][a-zA-Z0-9-]{0,48}[a-zA-Z0-9]",
    "Microsoft.EventGrid/topics": r"[a-zA-Z0-9-]{3,50}",
    "Microsoft.EventGrid/systemTopics": r"[a-zA-Z0-9-]{3,50}",
    "Microsoft.EventGrid/topics/eventSubscriptions": r"[a-zA-Z0-9-]{3,64}",
    "Microsoft.EventGrid/systemTopics/eventSubscriptions": r"[a-zA-Z0-9-]{3,64}",
    "Microsoft.EventHub/namespaces": r"[a-zA-Z][a-zA-Z0-9-]{4,48}[a-zA-Z0-9]",
    "Microsoft.EventHub/namespaces/eventhubs/consumergroups": r"[a-zA-Z0-9][a-zA-Z0-9._-]{0,49}",
    "Microsoft.SignalRService/webPubSub": r"[a-zA-Z][a-zA-Z0-9-]{1,61}[a-zA-Z0-9]",
    "Microsoft.SignalRService/webPubSub/hubs": r"[A-Za-z][A-Za-z0-9_`,.\[\]]{0,127}",
    "Microsoft.DocumentDB/databaseAccounts": r"[a-z0-9-]{3,44}",
    "Microsoft.Sql/servers": r"[a-z0-9](-?[a-z0-9]){0,62}",
    "Microsoft.Cache/redis": r"[a-zA-Z0-9](-?[a-zA-Z0-9]){0,62}",
    "Microsoft.App/containerApps": r"[a-z](-?[a-z0-9]){1,31}",
    "Microsoft.App/managedEnvironments": r"[a-z](-?[a-z0-9]){1,59}",
}

TIME = r"(\d+\.)?\d\d:\d\d:\d\d(\.\d+)?"
# learn.microsoft.com/azure/azure-functions/functions-host-json, 2026, as far as exports have need of it.
HOST = {
    "queues": {"batchSize": (1, 32), "newBatchThreshold": (0, 1000), "maxDequeueCount": (1, 10**6), "visibilityTimeout": TIME,
               "maxPollingInterval": TIME, "messageEncoding": r"base64|none"},
    "eventHubs": {"maxEventBatchSize": (1, 10**6), "minEventBatchSize": (1, 10**6), "maxWaitTime": TIME,
                  "prefetchCount": (0, 10**6), "batchCheckpointFrequency": (1, 1000)},
    "http": {"routePrefix": r".*"},
    "durableTask": {"hubName": r"[A-Za-z][A-Za-z0-9]{2,44}", "storageProvider": None},
}


def check(holds, text, detail=""):
    global failures
    if holds:
        return
    failures += 1
    print(f"FAILED: {text}")
    if detail:
        print(str(detail)[:3000])


def run(command, **options):
    return subprocess.run(command, capture_output=True, text=True, timeout=300, **options)


class Export:
    """What of an export can be broken."""

    def __init__(self, folder):
        self.name = folder.name
        infra = folder / "infra"
        self.main = json.loads((infra / "azuredeploy.json").read_text())
        self.events = json.loads((infra / "events.json").read_text()) if (infra / "events.json").exists() else None
        self.apps = {path.name: App(path) for path in sorted((folder / "src").iterdir())}


class App:
    def __init__(self, folder):
        self.host = json.loads((folder / "host.json").read_text())
        self.settings = json.loads((folder / "local.settings.json").read_text())
        self.code = "\n".join(path.read_text() for path in sorted(folder.rglob("*"))
                              if path.suffix in (".mjs", ".py", ".java", ".cs") and not path.parts[-2].startswith("test"))


def problems_of_template(template, others):
    """`others`: ids that another template deploys before."""
    found = []
    tree = template.tree
    for path, text in texts(tree):
        if is_expression(text):
            try:
                template.evaluated(text)
            except ValueError as error:
                found.append(f"{path}: {error}")
    if found:
        return found
    ids = {}
    for resource in tree["resources"]:
        name = template.evaluated(resource["name"])
        if name.count("/") != resource["type"].count("/") - 1 and "roleAssignments" not in resource["type"]:
            found.append(f"{resource['type']}: the name {name!r} has another number of segments")
        pattern = NAMES.get(resource["type"])
        if pattern and not re.fullmatch(pattern, name.split("/")[-1]):
            found.append(f"{resource['type']}: {name!r} is no name")
        if template.id_of(resource) in ids:
            found.append(f"{template.id_of(resource)} is there twice")
        ids[template.id_of(resource)] = resource
        found += problems_of_resource(template, resource)
    after = {key: [template.evaluated(text) for text in resource.get("dependsOn", [])] for key, resource in ids.items()}

    def before(key, seen):
        for other in after.get(key, []):
            if other not in seen:
                seen.add(other)
                before(other, seen)
        return seen

    for key, resource in ids.items():
        found += [f"{key}: depends on {other}, which isn't there" for other in after[key] if other not in ids]
        earlier = before(key, set())
        if key in earlier:
            found.append(f"{key}: depends on itself")
        # reference() with an id doesn't order by itself.
        for asked in template.asked(resource):
            if asked not in ids and asked not in others:
                found.append(f"{key}: asks {asked}, which isn't there")
            elif asked in ids and asked not in earlier:
                found.append(f"{key}: asks {asked} without depending on it")
        kind, _, name = key.partition(":")
        owner = f"{kind.rsplit('/', 1)[0]}:{name.rsplit('/', 1)[0]}"
        if kind.count("/") > 1 and owner not in others and owner not in earlier:
            found.append(f"{key}: doesn't depend on {owner}")
    for path, text in texts(tree["resources"]):
        if not is_expression(text):
            continue
        expression = parse(text[1:-1])
        for call in expression.walk() if isinstance(expression, Call) else ():
            if call.name == "resourceId" and call.arguments[0] != "Microsoft.Web/sites/functions":
                target = template.result(call)
                if target not in ids and target not in others:
                    found.append(f"{path}: names {target}, which isn't there")
    used = json.dumps(tree)
    found += [f"parameter {name} isn't used" for name in tree["parameters"]
              if name != "location" and f"parameters('{name}')" not in used]
    return found


def problems_of_policies(template):
    values = {template.evaluated(r["name"]).split("/")[-1] for r in template.tree["resources"] if r["type"].endswith("/namedValues")}
    for resource in template.tree["resources"]:
        if not resource["type"].endswith("/policies"):
            continue
        text = template.evaluated(resource["properties"]["value"])
        plain = re.sub(r"<(reference|parameters|listKeys)?[^<>]*\([^<>]*\)[^<>]*>|<[a-z0-9-]+-(endpoint|audience|openid-config)>", "x", text)
        try:
            root = xml.etree.ElementTree.fromstring(plain)
        except xml.etree.ElementTree.ParseError as error:
            yield f"policy: {error}: {plain}"
            continue
        if [child.tag for child in root] != ["inbound", "backend", "outbound", "on-error"]:
            yield "policy: sections are missing"
        for name in re.findall(r"\{\{([^}]*)\}\}", text):
            if name not in values:
                yield f"policy: no value {name!r}"
        for limit in root.iter("rate-limit"):
            if int(limit.get("calls")) < 1 or not 1 <= int(limit.get("renewal-period")) <= 300:
                yield "policy: rate-limit out of bounds"


def problems_of_app(name, app, template, export):
    host = app.host
    if host.get("version") != "2.0" or set(host) - {"version", "functionTimeout", "extensionBundle", "extensions", "logging"}:
        yield f"{name}: host.json isn't one"
    if not re.fullmatch(TIME, host.get("functionTimeout", "")):
        yield f"{name}: functionTimeout"
    for extension, settings in host.get("extensions", {}).items():
        for key, value in settings.items():
            rule = HOST.get(extension, {}).get(key, ())
            fits = rule is None or (isinstance(rule, str) and isinstance(value, str) and re.fullmatch(rule, value)) or (
                isinstance(rule, tuple) and len(rule) == 2 and isinstance(value, int) and rule[0] <= value <= rule[1])
            if not fits:
                yield f"{name}: host.json: {extension}.{key} is {value!r}"
    local = app.settings
    if set(local) != {"IsEncrypted", "Values"} or not all(isinstance(value, str) for value in local["Values"].values()):
        yield f"{name}: local.settings.json isn't one"
    site = next((r for r in template.tree["resources"] if r["type"] == "Microsoft.Web/sites"
                 and template.evaluated(r["name"]) == f"{name}-{'abcdefghijklm'}"), None)
    if site is None:
        yield f"{name}: no site is deployed"
        return
    settings = {entry["name"] for entry in site["properties"]["siteConfig"]["appSettings"]}
    asked = set(re.findall(r"process\.env\.(\w+)|os\.environ\[\"(\w+)\"\]|System\.getenv\(\"(\w+)\"\)|%(\w+)%", app.code))
    for key in {word for words in asked for word in words if word}:
        if key not in settings:
            yield f"{name}: the code asks for {key}, which isn't set"
    for connection in re.findall(r"connection\s*[:=]\s*[\"'](\w+)[\"']", app.code):
        if not any(key.startswith(connection + "__") for key in settings):
            yield f"{name}: no settings of the connection {connection}"
    for timer in re.findall(r"schedule\s*[:=]\s*[\"']([^\"']+)[\"']", app.code):
        if not re.fullmatch(r"0( [0-9*,/-]+){5}", timer):
            yield f"{name}: {timer!r} is no NCRONTAB expression"
    for resource in (export.events or {"resources": []})["resources"]:
        for _, text in texts(resource):
            if f"format('{name}-{{0}}'" in text and "Microsoft.Web/sites/functions" in text:
                function = re.search(r"'([a-z0-9]+)'\)\]$", text).group(1)
                if f"'{function}'" not in app.code and f'"{function}"' not in app.code:
                    yield f"{name}: an event goes to {function}, which the code hasn't"


def problems_of(export):
    main = Template(export.main)
    found = problems_of_template(main, set())
    if found:
        return found
    deployed = {main.id_of(resource) for resource in export.main["resources"]}
    if export.events:
        found += problems_of_template(Template(export.events), deployed)
    found += problems_of_policies(main)
    for name, app in export.apps.items():
        found += problems_of_app(name, app, main, export)
    sites = [r for r in export.main["resources"] if r["type"] == "Microsoft.Web/sites"]
    if len(sites) != len(export.apps):
        found.append(f"{len(sites)} sites for {len(export.apps)} apps")
    return found


# What a function needs for what it does to a component, by kind.
# (learn.microsoft.com/azure/role-based-access-control/built-in-roles, 2026.)
ROLES = {
    ("queue", "send"): {"c6a89b2d-59bc-44d0-9896-0f6e12d7b80a"},
    ("queue", "consume"): {"19e7f393-937e-4f77-808e-94535e297925", "8a0f0c08-91a1-4084-bc3d-661d67233fed"},
    ("queue", "poison"): {"974c5e8b-45b9-4653-ba55-5f855dd0fb88"},
    ("object-store", "read"): {"2a2b9908-6ea1-4ae2-8e65-a410df84e7d1"},
    ("object-store", "write"): {"ba92f5b4-2d11-453d-a403-e96b0029c9fe"},
    ("nosql-db", "read"): {"00000000-0000-0000-0000-000000000001"},
    ("nosql-db", "write"): {"00000000-0000-0000-0000-000000000002"},
    ("topic", "send"): {"d5a91429-5739-47e2-a06b-3470a27159e7"},
    ("event-bus", "send"): {"d5a91429-5739-47e2-a06b-3470a27159e7"},
    ("stream", "send"): {"2b629674-e913-4c01-ae53-ef4638d8f975"},
    ("stream", "consume"): {"a638d3c7-ab3a-418d-83e6-5f17a39d4fde"},
    ("secret-store", "read"): {"4633458b-17de-408a-b874-0445c86b69e6"},
    ("external", "read"): {"4633458b-17de-408a-b874-0445c86b69e6"},
    ("websocket-api", "send"): {"12cf5a90-567b-43ae-8102-96cf46c7d9b4"},
    ("cache", "read"): {"Data Reader"},
    ("cache", "write"): {"Data Contributor"},
    ("function", "read"): {"4633458b-17de-408a-b874-0445c86b69e6"},
}


def steps_in(tree):
    if isinstance(tree, list):
        for entry in tree:
            yield from steps_in(entry)
    elif isinstance(tree, dict):
        if "call" in tree or "send" in tree:
            yield tree
        for key, value in tree.items():
            if isinstance(value, (list, dict)):
                yield from steps_in(value)


def drawn_edges(design):
    """(who, what, role) of an example as its file draws it."""
    components, edges = design["components"], set()
    kind = {name: component["kind"] for name, component in components.items()}

    def edge(who, what, does):
        for role in ROLES.get((kind[what], does), ()):
            edges.add((who, what, role))

    poison = {c["dead-letter"]: name for name, c in components.items() if c.get("dead-letter") and c.get("consumers")}
    for name, component in components.items():
        for step in steps_in(component.get("steps", component.get("states", []))):
            target = step.get("call", step.get("send"))
            does = "send" if "send" in step else "write" if step.get("operation") in ("write", "remove") else "read"
            edge(name, target, does)
        for consumer in component.get("consumers", []) + component.get("changes", []):
            edge(consumer["to"], name, "read" if kind[name] == "nosql-db" else "consume")
            if "on-failure" in consumer:
                edge(consumer["to"], consumer["on-failure"], "send")
            if kind[name] == "queue" and component.get("dead-letter"):
                edge(consumer["to"], component["dead-letter"], "poison")
        for told in component.get("rules", []) + component.get("subscriptions", []) + component.get("notifications", []):
            if kind[told["to"]] == "queue":
                edge("blobs" if kind[name] == "object-store" else name, told["to"], "send")
        for route in component.get("routes", []) if kind[name] == "websocket-api" else []:
            edge(route["to"], name, "send")
    # A function of its own hands on what Azure's services can't hand to each other.
    for name, component in components.items():
        if kind[name] == "schedule":
            others = [t["to"] for t in component["targets"] if kind[t["to"]] not in ("function", "workflow")]
            for other in others:
                edge(f"{name}-start", other, "send")
        for rule in component.get("rules", []):
            if kind[rule["to"]] in ("topic", "event-bus"):
                edge(f"{name}-{rule['to']}", rule["to"], "send")
    return edges, poison


def deployed_edges(template, poison):
    edges = set()
    for resource in template.tree["resources"]:
        if "oleAssignments" not in resource["type"] and "accessPolicyAssignments" not in resource["type"]:
            continue
        properties = resource["properties"]
        who = re.search(r"<reference\([^:]+:(.*?)(?:-abcdefghijklm)?, '?20", template.evaluated(
            properties.get("principalId", properties.get("objectId")))).group(1)
        if "accessPolicyAssignments" in resource["type"]:
            what, role = template.evaluated(resource["name"]).split("/")[0], properties["accessPolicyName"]
        elif "sqlRoleAssignments" in resource["type"]:
            what = template.evaluated(properties["scope"]).split("/")[-1]
            role = re.search(r"sqlRoleDefinitions/([0-9-]+)", template.evaluated(properties["roleDefinitionId"])).group(1)
        else:
            what = template.evaluated(resource["scope"]).split("/")[-1].split(":")[-1]
            role = re.search(r"roleDefinitions, ([0-9a-f-]+)", template.evaluated(properties["roleDefinitionId"])).group(1)
        what = what.removesuffix("-abcdefghijklm").removeprefix("key-")
        if what.startswith("host") or what == "leases":  # the account of the hosts, and what readers of changes keep
            continue
        edges.add((who, what, role))
    named = {name + "-poison": dead for dead, name in poison.items()}
    return {(who, named.get(what, what), role) for who, what, role in edges}


def roles(export, example):
    drawn, poison = drawn_edges(yaml.safe_load(example.read_text()))
    deployed = deployed_edges(Template(export.main), poison)
    check(drawn == deployed, f"{export.name}: roles are the drawn edges",
          f"only drawn: {sorted(drawn - deployed)}\nonly deployed: {sorted(deployed - drawn)}")


def bicep(folder):
    for path in sorted((folder / "infra").glob("*.bicep")):
        text = path.read_text()
        plain = re.sub(r"'(?:[^'\\\n]|\\.)*'", "''", text)
        check(all(plain.count(a) == plain.count(b) for a, b in ("{}", "[]", "()")) and "'" not in plain.replace("''", ""),
              f"{folder.name}/{path.name}: balanced")
        symbols = re.findall(r"^(?:param|var|resource|output) (\w+)", plain, re.M)
        check(len(re.findall(r"^resource ", plain, re.M)) == len(json.loads(path.with_name(
            "azuredeploy.json" if path.stem == "main" else "events.json").read_text())["resources"]),
              f"{folder.name}/{path.name}: as many resources as the template")
        declared = [s for s in symbols if not re.search(rf"^output {s}\b", plain, re.M)]
        check(len(declared) == len(set(declared)), f"{folder.name}/{path.name}: symbols are there once")
        for block in re.findall(r"dependsOn: \[\n(.*?)\]", plain, re.S):
            for word in block.split():
                check(word in symbols, f"{folder.name}/{path.name}: {word} is declared")


def skeletons(folder):
    for source in sorted((folder / "src").iterdir()):
        if (source / "package.json").exists():
            if shutil.which("node") is None:
                print("SKIPPED: node is missing; Node.js skeletons are NOT tested")
                return
            for module in sorted(source.glob("*.mjs")):
                syntax = run(["node", "--check", str(module)])
                check(syntax.returncode == 0, f"{folder.name}/{source.name}/{module.name}", syntax.stderr)
            done = run(["node", "--test"], cwd=source)
        elif (source / "requirements.txt").exists():
            done = run([sys.executable, "-m", "unittest", "discover", "-s", "tests", "-t", "."], cwd=source)
            compiled = run([sys.executable, "-m", "compileall", "-q", "."], cwd=source)
            check(compiled.returncode == 0, f"{folder.name}/{source.name}: compiles", compiled.stdout + compiled.stderr)
        elif (source / "App.csproj").exists():
            continue  # csharp_skeleton.py checks it
        else:
            missing = java_skeleton.missing_tools()
            if missing:
                print(f"SKIPPED: {', '.join(missing)} missing; Java skeletons are NOT compiled")
            else:
                java_skeleton.check_java(source, f"{folder.name}/{source.name}", check, None)
            continue
        check(done.returncode == 0, f"{folder.name}/{source.name}: its own tests", done.stdout + done.stderr)


def first(export, kind):
    return next(resource for resource in export.main["resources"] if resource["type"] == kind)


def seeded():
    """name → what breaks an export of order-intake."""

    def site(export):
        return first(export, "Microsoft.Web/sites")

    def without(kind):
        return lambda export: export.main["resources"].remove(first(export, kind))

    return {
        "unknown property": lambda e: site(e)["properties"].update(httpOnly=True),
        "missing property": lambda e: first(e, "Microsoft.DocumentDB/databaseAccounts")["properties"].pop("databaseAccountOfferType"),
        "wrong version": lambda e: site(e).update(apiVersion="2024-04-02"),
        "value that isn't allowed": lambda e: first(e, "Microsoft.Cache/redis")["properties"]["sku"].update(name="Large"),
        "unknown type": lambda e: site(e).update(type="Microsoft.Web/site"),
        "reference to nothing": without("Microsoft.Storage/storageAccounts/queueServices/queues"),
        "order left out": lambda e: site(e)["dependsOn"].clear(),
        "circle": lambda e: first(e, "Microsoft.Web/serverfarms").setdefault("dependsOn", []).append(
            "[resourceId('Microsoft.Web/sites', format('checkout-{0}', variables('suffix')))]"),
        "variable that isn't there": lambda e: e.main["variables"].pop("vault"),
        "name that is too long": lambda e: e.main["variables"].update(vault="[format('keyvault-{0}-long', variables('suffix'))]"),
        "argument of format left out": lambda e: site(e).update(name="[format('checkout-{0}')]"),
        "setting left out": lambda e: site(e)["properties"]["siteConfig"]["appSettings"].pop(3),
        "batch of 64": lambda e: e.apps["mailer"].host["extensions"]["queues"].update(batchSize=64),
        "unknown host setting": lambda e: e.apps["mailer"].host["extensions"]["queues"].update(batch=3),
        "broken policy": lambda e: first(e, "Microsoft.ApiManagement/service/apis/operations/policies")["properties"].update(value="<policies>"),
        "app without a site": lambda e: e.apps.update(other=e.apps["mailer"]),
    }


def main():
    designs, examples = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2])
    with tempfile.TemporaryDirectory(prefix="virga-azure-") as name:
        out = pathlib.Path(name)
        done = run([str(designs), str(out), "functions-core-tools", "azure"])
        check(done.returncode == 0, "the designs are exported", done.stderr)
        refused = [line.split("\t") for line in done.stdout.splitlines()]
        for line in refused:
            print("refused: " + " ".join(line))
            check(line[1] == "no-handler", f"{line[0]} is exported, or has a runtime without handlers")
        folders = sorted(path for path in out.iterdir() if path.is_dir())
        for folder in folders:
            export = Export(folder)
            found = problems_of(export)
            check(not found, f"{folder.name}: {len(found)} problems", "\n".join(found))
            bicep(folder)
            example = examples / (folder.name + ".virga.yaml")
            if example.exists() and not found:
                roles(export, example)
            skeletons(folder)
            print(f"{folder.name}: {len(export.main['resources'])} resources, {len(export.apps)} apps")
        caught = 0
        for name_of_defect, break_it in seeded().items():
            broken = Export(out / "order-intake")
            break_it(broken)
            found = problems_of(broken)
            caught += bool(found)
            print(f"{'found:  ' if found else 'MISSED: '}{name_of_defect}" + (f": {found[0][:140]}" if found else ""))
        check(caught == len(seeded()), f"{caught} of {len(seeded())} defects are found")
        broken = Export(out / "order-intake")
        broken.main["resources"] = [r for r in broken.main["resources"] if "sqlRoleAssignments" not in r["type"]]
        drawn, poison = drawn_edges(yaml.safe_load((examples / "order-intake.virga.yaml").read_text()))
        check(deployed_edges(Template(broken.main), poison) != drawn, "a role left out is found")
    print("all is well" if failures == 0 else f"{failures} failures")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
