"""Puts the exports to OCI (Fn) and Knative before schemas of their documented fields, and runs their handlers' tests.

usage: fn_knative_conformance.py EXPORT_OPEN_PLATFORMS

EXPORT_OPEN_PLATFORMS is the program that writes the exports below a folder. Checked are: func.yaml and app.yaml; the Knative
resources and what they refer to; the policies of the OCI stack against the drawn edges; the format of the stack; the syntax and
the tests of the handlers. At the end the checks are tried on broken exports, which they have to refuse.
Exit code 77 (skipped) without jsonschema or PyYAML; a missing Node.js or Terraform skips only its part, and says so.
"""

import ast
import copy
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

import java_skeleton

try:
    import jsonschema
    import yaml
except ImportError as missing:
    print(f"SKIPPED: {missing}; the exports to OCI and Knative are NOT checked on this machine")
    sys.exit(77)

failures = []


def check(holds, text):
    print(("ok:     " if holds else "FAILED: ") + text)
    if not holds:
        failures.append(text)


def closed(properties, required=()):
    return {"type": "object", "properties": properties, "required": list(required), "additionalProperties": False}


TEXT = {"type": "string", "minLength": 1}
LABEL = {"type": "string", "pattern": r"^[a-z]([-a-z0-9]*[a-z0-9])?$", "maxLength": 63}
MAP = {"type": "object", "additionalProperties": {"type": "string"}}

# The fields of func.yaml, version 20180708, and of app.yaml (Fn project, "Function file" and "App file").
FUNC = closed(
    {
        "schema_version": {"const": 20180708},
        "name": {"type": "string", "pattern": r"^[a-z0-9]+(-[a-z0-9]+)*$"},
        "version": {"type": "string", "pattern": r"^\d+\.\d+\.\d+$"},
        "runtime": {"enum": ["node", "python", "java"]},
        "entrypoint": TEXT,
        "cmd": TEXT,
        "build_image": TEXT,
        "run_image": TEXT,
        "memory": {"enum": [128, 256, 512, 1024, 2048, 3072]},  # the sizes of OCI Functions
        "timeout": {"type": "integer", "minimum": 1, "maximum": 300},
        "config": MAP,
        "annotations": {"type": "object"},
        "triggers": {"type": "array", "items": closed({"name": TEXT, "type": {"const": "http"}, "source": TEXT})},
    },
    ["schema_version", "name", "version", "runtime", "memory", "timeout"],
)
# Fn's images of Java have the entry point, and take the method as the command.
FUNC["oneOf"] = [{"required": ["entrypoint"], "properties": {"runtime": {"enum": ["node", "python"]}}},
                 {"required": ["cmd"], "properties": {"runtime": {"const": "java"}}}]
APP = closed({"name": TEXT, "config": MAP, "annotations": {"type": "object"}, "syslog_url": TEXT}, ["name"])

METADATA = closed({"name": LABEL, "namespace": LABEL, "labels": MAP, "annotations": MAP}, ["name"])
REF = closed({"apiVersion": TEXT, "kind": TEXT, "name": LABEL, "namespace": LABEL}, ["apiVersion", "kind", "name"])
SINK = {**closed({"ref": REF, "uri": {"type": "string", "pattern": "^https?://"}}), "minProperties": 1, "maxProperties": 1}
DURATION = {"type": "string", "pattern": r"^PT\d+(\.\d+)?S$"}
DELIVERY = closed(
    {
        "retry": {"type": "integer", "minimum": 0},
        "backoffPolicy": {"enum": ["linear", "exponential"]},
        "backoffDelay": DURATION,
        "timeout": DURATION,
        "deadLetterSink": SINK,
    }
)
PERCENT = r"^\d+(\.\d+)?$"
SCALING = {
    "class": r"^kpa\.autoscaling\.knative\.dev$",
    "metric": "^concurrency$",
    "target": r"^[1-9]\d*$",
    "target-utilization-percentage": PERCENT,
    "window": r"^\d+(\.\d+)?(ms|s|m|h)$",
    "panic-window-percentage": PERCENT,
    "panic-threshold-percentage": PERCENT,
    "min-scale": r"^\d+$",
    "max-scale": r"^[1-9]\d*$",
    "initial-scale": r"^[1-9]\d*$",
    "scale-down-delay": r"^\d+(\.\d+)?(ms|s|m|h)$",
}
ENV = {
    "oneOf": [
        closed({"name": TEXT, "value": {"type": "string"}}, ["name", "value"]),
        closed(
            {
                "name": TEXT,
                "valueFrom": {
                    **closed({kind: closed({"name": LABEL, "key": TEXT}, ["name", "key"]) for kind in ("secretKeyRef", "configMapKeyRef")}),
                    "minProperties": 1,
                    "maxProperties": 1,
                },
            },
            ["name", "valueFrom"],
        ),
    ]
}
AMOUNT = closed(
    {"cpu": {"type": "string", "pattern": r"^[1-9]\d*m$"}, "memory": {"type": "string", "pattern": r"^[1-9]\d*Mi$"}}, ["cpu", "memory"]
)
CONTAINER = closed(
    {
        "name": LABEL,
        "image": TEXT,
        "ports": {"type": "array", "maxItems": 1, "items": closed({"containerPort": {"type": "integer"}, "name": {"enum": ["h2c", "http1"]}})},
        "env": {"type": "array", "items": ENV},
        "resources": closed({"requests": AMOUNT, "limits": AMOUNT}, ["requests", "limits"]),
        "securityContext": {"type": "object"},
        "volumeMounts": {"type": "array", "items": closed({"name": LABEL, "mountPath": TEXT, "readOnly": {"type": "boolean"}})},
    },
    ["image"],
)


def resource(version, kind, spec, **more):
    return closed({"apiVersion": {"const": version}, "kind": {"const": kind}, "metadata": METADATA, "spec": spec, **more}, ["metadata"])


# Knative's API reference: serving.knative.dev/v1, eventing.knative.dev/v1, sources.knative.dev; its Kafka components; and the
# core of Kubernetes as far as it is used.
SCHEMAS = {
    "Service": resource(
        "serving.knative.dev/v1",
        "Service",
        closed(
            {
                "template": closed(
                    {
                        "metadata": closed(
                            {
                                "annotations": {
                                    "type": "object",
                                    "properties": {
                                        "autoscaling.knative.dev/" + name: {"type": "string", "pattern": pattern}
                                        for name, pattern in SCALING.items()
                                    },
                                    "additionalProperties": False,
                                },
                                "labels": MAP,
                            }
                        ),
                        "spec": closed(
                            {
                                "serviceAccountName": LABEL,
                                "automountServiceAccountToken": {"type": "boolean"},
                                "containerConcurrency": {"type": "integer", "minimum": 0, "maximum": 1000},
                                "timeoutSeconds": {"type": "integer", "minimum": 1},
                                "nodeSelector": MAP,
                                "containers": {"type": "array", "minItems": 1, "maxItems": 1, "items": CONTAINER},
                                "volumes": {"type": "array", "items": closed({"name": LABEL, "secret": closed({"secretName": LABEL})})},
                            },
                            ["containers"],
                        ),
                    },
                    ["spec"],
                )
            },
            ["template"],
        ),
    ),
    "Broker": resource("eventing.knative.dev/v1", "Broker", closed({"config": REF, "delivery": DELIVERY})),
    "Trigger": resource(
        "eventing.knative.dev/v1",
        "Trigger",
        closed({"broker": LABEL, "filter": closed({"attributes": MAP}), "subscriber": SINK, "delivery": DELIVERY}, ["broker", "subscriber"]),
    ),
    "PingSource": resource(
        "sources.knative.dev/v1",
        "PingSource",
        closed({"schedule": TEXT, "timezone": TEXT, "contentType": TEXT, "data": TEXT, "dataBase64": TEXT, "sink": SINK}, ["schedule", "sink"]),
    ),
    "KafkaSource": resource(
        "sources.knative.dev/v1beta1",
        "KafkaSource",
        closed(
            {
                "bootstrapServers": {"type": "array", "minItems": 1, "items": TEXT},
                "topics": {"type": "array", "minItems": 1, "items": LABEL},
                "consumerGroup": TEXT,
                "consumers": {"type": "integer", "minimum": 0},
                "ordering": {"enum": ["ordered", "unordered"]},
                "delivery": DELIVERY,
                "sink": SINK,
            },
            ["bootstrapServers", "topics", "sink"],
        ),
    ),
    "KafkaSink": resource(
        "eventing.knative.dev/v1alpha1",
        "KafkaSink",
        closed(
            {"topic": LABEL, "bootstrapServers": {"type": "array", "minItems": 1, "items": TEXT}, "contentMode": {"enum": ["binary", "structured"]}},
            ["topic", "bootstrapServers"],
        ),
    ),
    "KafkaTopic": resource(
        "kafka.strimzi.io/v1beta2",
        "KafkaTopic",
        closed({"partitions": {"type": "integer", "minimum": 1}, "replicas": {"type": "integer", "minimum": 1}, "config": {"type": "object"}}),
    ),
    "ServiceAccount": resource("v1", "ServiceAccount", {}, automountServiceAccountToken={"type": "boolean"}),
    "NetworkPolicy": resource(
        "networking.k8s.io/v1",
        "NetworkPolicy",
        closed(
            {
                "podSelector": {"type": "object"},
                "policyTypes": {"type": "array", "items": {"enum": ["Ingress", "Egress"]}},
                "ingress": {"type": "array", "items": closed({"from": {"type": "array"}, "ports": {"type": "array"}})},
                "egress": {"type": "array", "items": closed({"to": {"type": "array"}, "ports": {"type": "array"}})},
            },
            ["podSelector"],
        ),
    ),
    "Gateway": resource(
        "gateway.networking.k8s.io/v1",
        "Gateway",
        closed({"gatewayClassName": TEXT, "listeners": {"type": "array", "minItems": 1}}, ["gatewayClassName", "listeners"]),
    ),
    "HTTPRoute": resource(
        "gateway.networking.k8s.io/v1",
        "HTTPRoute",
        closed(
            {
                "parentRefs": {"type": "array", "minItems": 1},
                "hostnames": {"type": "array", "items": TEXT},
                "rules": {
                    "type": "array",
                    "minItems": 1,
                    "maxItems": 16,
                    "items": closed(
                        {
                            "matches": {"type": "array", "maxItems": 64},
                            "filters": {"type": "array", "maxItems": 16},
                            "backendRefs": {"type": "array", "maxItems": 16},
                            "timeouts": closed({"request": {"type": "string", "pattern": r"^([0-9]{1,5}(h|m|s|ms)){1,4}$"}}),
                        }
                    ),
                },
            }
        ),
    ),
    "ReferenceGrant": resource(
        "gateway.networking.k8s.io/v1beta1", "ReferenceGrant", closed({"from": {"type": "array"}, "to": {"type": "array"}}, ["from", "to"])
    ),
    "SecurityPolicy": resource("gateway.envoyproxy.io/v1alpha1", "SecurityPolicy", {"type": "object"}),
    "BackendTrafficPolicy": resource("gateway.envoyproxy.io/v1alpha1", "BackendTrafficPolicy", {"type": "object"}),
    # prometheus-operator.dev, API reference of monitoring.coreos.com/v1.
    "PodMonitor": resource(
        "monitoring.coreos.com/v1",
        "PodMonitor",
        closed(
            {
                "podTargetLabels": {"type": "array", "items": TEXT},
                "selector": closed({"matchLabels": MAP, "matchExpressions": {"type": "array"}}),
                "podMetricsEndpoints": {
                    "type": "array",
                    "minItems": 1,
                    "items": closed({"port": LABEL, "path": TEXT, "interval": {"type": "string", "pattern": r"^[0-9]+(ms|[smhd])$"}}),
                },
            },
            ["selector"],
        ),
    ),
    "PrometheusRule": resource(
        "monitoring.coreos.com/v1",
        "PrometheusRule",
        closed(
            {
                "groups": {
                    "type": "array",
                    "items": closed(
                        {
                            "name": TEXT,
                            "rules": {
                                "type": "array",
                                "minItems": 1,
                                "items": closed({"alert": TEXT, "expr": TEXT, "for": TEXT, "labels": MAP, "annotations": MAP}, ["expr"]),
                            },
                        },
                        ["name"],
                    ),
                }
            }
        ),
    ),
    "Namespace": resource("v1", "Namespace", {}),
    "ConfigMap": resource("v1", "ConfigMap", {}, data=MAP),
}

FIELD_RANGES = [(0, 59), (0, 23), (1, 31), (1, 12), (0, 6)]


def cron_problem(text):
    fields = text.split()
    if len(fields) != 5:
        return "not five fields"
    for field, (low, high) in zip(fields, FIELD_RANGES):
        for part in field.split(","):
            match = re.fullmatch(r"(?:\*|(\d+)(?:-(\d+))?)(?:/\d+)?", part)
            if not match:
                return f"'{part}' is no part of a field"
            if any(value is not None and not low <= int(value) <= high for value in match.groups()):
                return f"'{part}' is out of range"
    return None


def knative_problems(resources, kustomization, paths):
    """Everything that is wrong with the resources of one export."""
    problems = []
    names = set()
    for item in resources:
        kind, name = item.get("kind"), item.get("metadata", {}).get("name")
        if kind not in SCHEMAS:
            problems.append(f"no schema for {kind}")
            continue
        for error in jsonschema.Draft202012Validator(SCHEMAS[kind]).iter_errors(item):
            problems.append(f"{kind} {name}: {error.json_path}: {error.message[:120]}")
        if (kind, name) in names:
            problems.append(f"{kind} {name} is there twice")
        names.add((kind, name))

    def exists(kind, name, by):
        if (kind, name) not in names:
            problems.append(f"{by} refers to {kind} {name}, which isn't there")

    def sink(value, by):
        if isinstance(value, dict) and isinstance(value.get("ref"), dict):
            exists(value["ref"].get("kind"), value["ref"].get("name"), by)

    addresses = {key for item in resources if item.get("kind") == "ConfigMap" for key in item.get("data", {})}
    images = {image["name"] for image in kustomization.get("images", [])}
    topics = {name for kind, name in names if kind == "KafkaTopic"}
    for item in resources:
        kind, name, spec = item.get("kind"), item.get("metadata", {}).get("name"), item.get("spec", {})
        by = f"{kind} {name}"
        if kind == "Trigger":
            exists("Broker", spec.get("broker"), by)
            sink(spec.get("subscriber"), by)
            sink(spec.get("delivery", {}).get("deadLetterSink"), by)
        elif kind == "PingSource":
            sink(spec.get("sink"), by)
            if problem := cron_problem(spec.get("schedule", "")):
                problems.append(f"{by}: {problem}")
            json.loads(spec.get("data", "{}"))
        elif kind == "KafkaSource":
            sink(spec.get("sink"), by)
            sink(spec.get("delivery", {}).get("deadLetterSink"), by)
            problems += [f"{by} reads {topic}, which isn't there" for topic in spec.get("topics", []) if topic not in topics]
        elif kind == "KafkaSink" and spec.get("topic") not in topics:
            problems.append(f"{by} writes {spec.get('topic')}, which isn't there")
        elif kind == "Broker":
            topic = item["metadata"].get("annotations", {}).get("kafka.eventing.knative.dev/external.topic")
            if topic is not None and topic not in topics:
                problems.append(f"{by} lies on {topic}, which isn't there")
        elif kind == "Service":
            problems += service_problems(item, by, addresses, images, exists)
        elif kind == "NetworkPolicy":
            of_one = spec["podSelector"].get("matchLabels", {}).get("serving.knative.dev/service")
            if of_one or "matchExpressions" not in spec["podSelector"]:
                exists("Service", of_one, by)
        elif kind == "PrometheusRule":
            for rule in (rule for group in spec["groups"] for rule in group["rules"]):
                for service in re.findall(r'serving_knative_dev_service="([^"]*)"', rule["expr"]):
                    exists("Service", service, by)
                for opened, closing in ("()", "{}", "[]"):
                    if rule["expr"].count(opened) != rule["expr"].count(closing):
                        problems.append(f"{by}: {rule['expr']} isn't balanced")
        elif kind == "HTTPRoute":
            for parent in spec.get("parentRefs", []):
                exists("Gateway", parent.get("name"), by)
            for rule in spec.get("rules", []):
                host = rule["filters"][0]["urlRewrite"]["hostname"]
                exists("Service", host.split(".")[0], by)
        elif kind in ("SecurityPolicy", "BackendTrafficPolicy"):
            for target in spec.get("targetRefs", []):
                exists(target["kind"], target["name"], by)
    listed = set(kustomization.get("resources", []))
    problems += [f"kustomization.yaml lists {path}, which isn't there" for path in listed - paths]
    problems += [f"kustomization.yaml leaves {path} out" for path in paths - listed]
    return problems


def service_problems(item, by, addresses, images, exists):
    problems = []
    template = item.get("spec", {}).get("template", {})
    spec = template.get("spec", {})
    exists("ServiceAccount", spec.get("serviceAccountName"), by)
    annotations = {key.split("/")[1]: value for key, value in template.get("metadata", {}).get("annotations", {}).items()}
    ranges = {"target-utilization-percentage": (1, 100), "panic-window-percentage": (1, 100), "panic-threshold-percentage": (110, 1000)}
    for key, (low, high) in ranges.items():
        if key in annotations and not low <= float(annotations[key]) <= high:
            problems.append(f"{by}: {key} is {annotations[key]}")
    if int(annotations.get("min-scale", 0)) > int(annotations.get("max-scale", 10**9)):
        problems.append(f"{by}: min-scale is above max-scale")
    volumes = {volume["name"] for volume in spec.get("volumes", [])}
    for container in spec.get("containers", []):
        if container.get("image") not in images:
            problems.append(f"{by}: kustomization.yaml has no image {container.get('image')}")
        variables = [variable.get("name") for variable in container.get("env", [])]
        if len(set(variables)) != len(variables):
            problems.append(f"{by}: a variable is there twice")
        for variable in container.get("env", []):
            reference = variable.get("valueFrom", {}).get("configMapKeyRef")
            if reference and reference.get("key") not in addresses:
                problems.append(f"{by}: there is no address {reference.get('key')}")
        problems += [f"{by}: no volume {mount['name']}" for mount in container.get("volumeMounts", []) if mount["name"] not in volumes]
    return problems


def read_knative(folder):
    resources, paths = [], set()
    for path in sorted(folder.rglob("*.yaml")):
        name = path.relative_to(folder).as_posix()
        if name == "kustomization.yaml" or name.startswith("src/"):
            continue
        paths.add(name)
        resources += [item for item in yaml.safe_load_all(path.read_text()) if item]
    return resources, yaml.safe_load((folder / "kustomization.yaml").read_text()), paths


def schema_problems(schema, value):
    return [f"{error.json_path}: {error.message[:120]}" for error in jsonschema.Draft202012Validator(schema).iter_errors(value)]


# What the edges of the designs allow each function, written down by hand from the drawing.
def on(action, kind, name):
    attribute = {"queue_queue": "queue.id", "ons_notification_topic": "topic.id", "streaming_stream": "stream.id", "nosql_table": "nosql-table.name",
                 "objectstorage_bucket": "bucket.name", "vault_secret": "secret.id", "functions_function": "function.id"}[kind]
    field = "name" if attribute.endswith("name") else "id"
    return f"{action} where target.{attribute} = '${{oci_{kind}.{name}.{field}}}'"


EVENTS_GRANTS = {
    "sender": {
        on("{ONS_TOPIC_PUBLISH}", "ons_notification_topic", "news"),
        on("{ONS_TOPIC_PUBLISH}", "ons_notification_topic", "bus"),
        on("{STREAM_PRODUCE}", "streaming_stream", "readings"),
        on("use queue-push", "queue_queue", "work"),
        on("{OBJECT_CREATE, OBJECT_OVERWRITE}", "objectstorage_bucket", "files"),
    },
    "told": {on("{OBJECT_READ}", "objectstorage_bucket", "files")},
    "gatherer": {on("{NOSQL_ROWS_INSERT}", "nosql_table", "things")},
}
GRANTS = {
    "events-nodejs22": EVENTS_GRANTS,
    "events-python3.12": EVENTS_GRANTS,
    "order-intake": {
        "checkout": {
            on("{NOSQL_ROWS_INSERT}", "nosql_table", "orders"),
            on("use queue-push", "queue_queue", "receipts"),
            on("read secret-bundles", "vault_secret", "payments"),
        }
    },
}
EVENTS_INVOKERS = {
    ("serviceconnector", "gatherer"),
    ("serviceconnector", "worker"),
    ("resourceschedule", "told"),
}
INVOKERS = {
    "events-nodejs22": EVENTS_INVOKERS,
    "events-python3.12": EVENTS_INVOKERS,
    "order-intake": {("ApiGateway", "checkout"), ("serviceconnector", "mailer")},
}


def grants_of(text):
    found = {}
    for group, action, condition in re.findall(
        r'"Allow dynamic-group \$\{oci_identity_dynamic_group\.(\w+)\.name\} to (.*) in compartment id \$\{var\.compartment_ocid\} (where .*)"', text
    ):
        found.setdefault(group, set()).add(f"{action} {condition}")
    return found


def invokers_of(text):
    return {
        (principal, function)
        for principal, function in re.findall(
            r"request\.principal\.type = '(\w+)'.*target\.function\.id = '\$\{oci_functions_function\.(\w+)\.id\}'", text
        )
    }


def check_fn(folder):
    name = "fn/" + folder.name
    problems = schema_problems(APP, yaml.safe_load((folder / "app.yaml").read_text()))
    check(not problems, f"{name}: app.yaml has the documented fields {problems}")
    funcs = sorted(folder.glob("functions/*/func.yaml"))
    check(bool(funcs), f"{name}: there are functions")
    policies = (folder / "stack/policies.tf").read_text() if (folder / "stack/policies.tf").exists() else ""
    variables = (folder / "stack/variables.tf").read_text()
    stack = "".join(path.read_text() for path in sorted(folder.glob("stack/*.tf")) if path.name not in ("policies.tf", "variables.tf"))
    for path in funcs:
        func = yaml.safe_load(path.read_text())
        problems = schema_problems(FUNC, func)
        check(not problems, f"{name}: {path.parent.name}/func.yaml has the documented fields {problems}")
        check(f'image = "${{var.image_prefix}}/{func["name"]}:{func["version"]}"' in re.sub(r" +=", " =", stack),
              f"{name}: the stack runs the image that fn pushes for {func['name']}")
        if func["runtime"] == "java":
            named, method = func["cmd"].split("::")
            main = path.parent / f"src/main/java/{named.replace('.', '/')}.java"
            check(f" {method}(" in main.read_text(), f"{name}: {path.parent.name} has the method that its cmd names")
        else:
            main = path.parent / (func["entrypoint"].split()[1] if func["runtime"] == "node" else "func.py")
        check(main.exists(), f"{name}: {path.parent.name} has what it starts with")
    if folder.name in GRANTS:
        check(grants_of(policies) == GRANTS[folder.name], f"{name}: the policies of the functions are the drawn edges")
        check(invokers_of(policies) == INVOKERS[folder.name], f"{name}: who may invoke is who is drawn to")
    check(not re.search(r"(password|secret_content|private_key)\s*=\s*\"", stack), f"{name}: the stack holds no secret")
    declared = set(re.findall(r'variable "(\w+)"', variables))
    everything = stack + policies
    used = set(re.findall(r"\bvar\.(\w+)", everything))
    check(used <= declared and declared - used <= {"tenancy_ocid"}, f"{name}: variables are declared and used {used ^ declared}")
    resources = set(re.findall(r'resource "(\w+)" "(\w+)"', everything))
    references = set(re.findall(r"\b(oci_[a-z_]+)\.(\w+)\.", everything))
    check(references <= resources, f"{name}: what is referred to is there {references - resources}")
    form = yaml.safe_load((folder / "stack/schema.yaml").read_text())
    check(set(form["variables"]) == declared, f"{name}: the form asks for every variable")
    if shutil.which("terraform"):
        environment = {**os.environ, "CHECKPOINT_DISABLE": "1"}
        environment.pop("TF_CLI_CONFIG_FILE", None)
        result = subprocess.run(["terraform", "fmt", "-check", "-diff", str(folder / "stack")], capture_output=True, text=True, env=environment)
        check(result.returncode == 0, f"{name}: terraform fmt changes nothing {result.stdout[:400]}")


def check_handlers(name, folders):
    node = shutil.which("node")
    for folder in folders:
        here = f"{name}/{folder.name}"
        if (folder / "pom.xml").exists():
            continue  # checked together
        for path in sorted(folder.rglob("*.py")):
            try:
                ast.parse(path.read_text())
            except SyntaxError as error:
                check(False, f"{here}: {path.name}: {error}")
        if (folder / "package.json").exists():
            if not node:
                continue
            for path in [*folder.glob("*.mjs"), *folder.glob("*.js")]:
                result = subprocess.run([node, "--check", str(path)], capture_output=True, text=True)
                check(result.returncode == 0, f"{here}: {path.name} is JavaScript {result.stderr[:300]}")
            result = subprocess.run([node, "--test"], cwd=folder, capture_output=True, text=True)
            passed = re.search(r"^# pass ([1-9]\d*)|^ℹ pass ([1-9]\d*)", result.stdout, re.M)
            check(result.returncode == 0 and passed, f"{here}: the tests pass {'' if result.returncode == 0 else result.stdout[-1500:]}")
        else:
            result = subprocess.run([sys.executable, "-m", "unittest", "discover", "-s", "tests", "-t", "."], cwd=folder, capture_output=True, text=True)
            passed = re.search(r"^Ran [1-9]\d* test", result.stderr, re.M)
            check(result.returncode == 0 and passed, f"{here}: the tests pass {'' if result.returncode == 0 else result.stderr[-1500:]}")


def mutations():
    """Breaks one export; each has to be found. (what, change of the resources)"""

    def of(resources, kind):
        return next(item for item in resources if item["kind"] == kind)

    def template(resources):
        return of(resources, "Service")["spec"]["template"]

    scaling = "autoscaling.knative.dev/"
    return [
        ("an unknown property of a Service", lambda r: template(r)["spec"].update(concurrency=3)),
        ("a Service without an image", lambda r: template(r)["spec"]["containers"][0].pop("image")),
        ("a timeout of 0", lambda r: template(r)["spec"].update(timeoutSeconds=0)),
        ("a concurrency above 1000", lambda r: template(r)["spec"].update(containerConcurrency=1001)),
        ("a numeric annotation", lambda r: template(r)["metadata"]["annotations"].update({scaling + "min-scale": 3})),
        ("an unknown annotation", lambda r: template(r)["metadata"]["annotations"].update({scaling + "minimum-scale": "3"})),
        ("a panic threshold of 90 %", lambda r: template(r)["metadata"]["annotations"].update({scaling + "panic-threshold-percentage": "90"})),
        ("a least number above the largest", lambda r: template(r)["metadata"]["annotations"].update({scaling + "min-scale": "9", scaling + "max-scale": "3"})),
        ("an account that isn't there", lambda r: template(r)["spec"].update(serviceAccountName="nobody")),
        ("an image that nobody renames", lambda r: template(r)["spec"]["containers"][0].update(image="other")),
        ("a name in capitals", lambda r: of(r, "Service")["metadata"].update(name="Service_1")),
        ("a Trigger of no Broker", lambda r: of(r, "Trigger")["spec"].update(broker="nowhere")),
        ("a Trigger without a subscriber", lambda r: of(r, "Trigger")["spec"].pop("subscriber")),
        ("a subscriber that isn't there", lambda r: of(r, "Trigger")["spec"]["subscriber"]["ref"].update(name="nobody")),
        ("retries below 0", lambda r: of(r, "Trigger")["spec"]["delivery"].update(retry=-1)),
        ("a back-off in words", lambda r: of(r, "Trigger")["spec"]["delivery"].update(backoffDelay="30s")),
        ("a policy that Knative hasn't", lambda r: of(r, "Trigger")["spec"]["delivery"].update(backoffPolicy="random")),
        ("a cron expression of minute 61", lambda r: of(r, "PingSource")["spec"].update(schedule="61 * * * *")),
        ("a Sunday of 7", lambda r: of(r, "PingSource")["spec"].update(schedule="0 2 * * 7")),
        ("a source without a sink", lambda r: of(r, "PingSource")["spec"].pop("sink")),
        ("a topic that isn't there", lambda r: of(r, "KafkaSource")["spec"].update(topics=["other"])),
        ("a wrong version of an API", lambda r: of(r, "Broker").update(apiVersion="eventing.knative.dev/v2")),
        ("a resource twice", lambda r: r.append(copy.deepcopy(of(r, "Broker")))),
        ("an address that isn't there", lambda r: of(r, "ConfigMap")["data"].clear()),
    ]


def check_mutations(folder):
    resources, kustomization, paths = read_knative(folder)
    broken = mutations()
    for what, change in broken:
        changed = copy.deepcopy(resources)
        # The address is that of a function which has one.
        if what.startswith("an address"):
            changed = copy.deepcopy(read_knative(folder.parent / "order-intake")[0])
            change(changed)
            check(any("no address" in problem for problem in knative_problems(changed, kustomization, paths)), f"found: {what}")
            continue
        change(changed)
        check(bool(knative_problems(changed, kustomization, paths)), f"found: {what}")


def check_func_mutations(folder):
    good = yaml.safe_load(next(iter(sorted(folder.glob("functions/*/func.yaml")))).read_text())
    for what, change in [
        ("memory of 768", {"memory": 768}),
        ("a timeout of 301", {"timeout": 301}),
        ("an unknown field", {"memroy": 128}),
        ("a version of two parts", {"version": "0.1"}),
        ("an old schema", {"schema_version": 20180707}),
        ("a name in capitals", {"name": "Work"}),
    ]:
        check(bool(schema_problems(FUNC, {**good, **change})), f"found: {what} in func.yaml")


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    with tempfile.TemporaryDirectory(prefix="virga-fn-knative-") as name:
        root = pathlib.Path(name)
        subprocess.run([sys.argv[1], str(root)], check=True)
        for folder in sorted((root / "fn").iterdir()):
            check_fn(folder)
            check_handlers("fn/" + folder.name, sorted((folder / "functions").iterdir()))
        for folder in sorted((root / "knative").iterdir()):
            problems = knative_problems(*read_knative(folder))
            check(not problems, f"knative/{folder.name}: resources have the documented fields and refer to what is there {problems}")
            check_handlers("knative/" + folder.name, sorted((folder / "src").iterdir()))
        poms = [*sorted(root.glob("fn/*/functions/*/pom.xml")), *sorted(root.glob("knative/*/src/*/pom.xml"))]
        java_skeleton.check_all([(pom.parent, "/".join(pom.parent.relative_to(root).parts)) for pom in poms], check)
        check_mutations(root / "knative" / "events-nodejs22")
        check_func_mutations(root / "fn" / "order-intake")
    for tool in ("node", "terraform"):
        if not shutil.which(tool):
            print(f"SKIPPED: {tool} is missing; its part is NOT checked on this machine")
    if failures:
        print(f"\n{len(failures)} checks failed")
        sys.exit(1)
    print("\nall checks hold")


if __name__ == "__main__":
    main()
