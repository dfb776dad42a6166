"""Puts the exports of the test designs before tools that were made by others.

usage: sam_conformance.py EXPORT_DESIGNS

EXPORT_DESIGNS is the program that writes the exports below a folder. Checked are: the SAM transform, cfn-lint, the syntax and
the tests of the handlers, and a deployment to moto, from which the wiring and the permissions are read back.
Exit code 77 (skipped) without cfn-lint and the SAM translator; a missing moto or Node.js skips only its part, and says so.
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

os.environ.setdefault("AWS_DEFAULT_REGION", "us-east-1")
os.environ.update(AWS_ACCESS_KEY_ID="test", AWS_SECRET_ACCESS_KEY="test", AWS_EC2_METADATA_DISABLED="true")

try:
    import cfnlint.api
    import cfnlint.decode.cfn_yaml
    import yaml
    from samtranslator.translator.managed_policy_translator import ManagedPolicyLoader  # noqa: F401
    from samtranslator.translator.translator import Translator
    from samtranslator.parser.parser import Parser
except ImportError as missing:
    print(f"SKIPPED: {missing}; the SAM conformance of exports is NOT checked on this machine")
    sys.exit(77)

# Rules on the end of support of runtimes depend on today's date.
IGNORED_RULES = {"E2531", "E2533", "W2531"}
MANAGED_POLICIES = {
    name: f"arn:aws:iam::aws:policy/service-role/{name}"
    for name in ("AWSLambdaBasicExecutionRole", "AWSLambdaSQSQueueExecutionRole", "AWSLambdaVPCAccessExecutionRole")
} | {"AWSXrayWriteOnlyAccess": "arn:aws:iam::aws:policy/AWSXrayWriteOnlyAccess"} | {"AWSXRayDaemonWriteAccess": "arn:aws:iam::aws:policy/AWSXRayDaemonWriteAccess"}

failures = []


def check(holds, text):
    print(("ok:     " if holds else "FAILED: ") + text)
    if not holds:
        failures.append(text)


def read_template(folder):
    """The template with its intrinsic functions in the long form, as the SAM CLI reads it."""

    class Loader(yaml.SafeLoader):
        pass

    def intrinsic(loader, suffix, node):
        name = suffix if suffix in ("Ref", "Condition") else "Fn::" + suffix
        if isinstance(node, yaml.ScalarNode):
            value = loader.construct_scalar(node)
            return {name: value.split(".", 1) if suffix == "GetAtt" else value}
        if isinstance(node, yaml.SequenceNode):
            return {name: loader.construct_sequence(node, deep=True)}
        return {name: loader.construct_mapping(node, deep=True)}

    Loader.add_multi_constructor("!", intrinsic)
    return yaml.load((folder / "template.yaml").read_text(), Loader)


def translate(template):
    template = copy.deepcopy(template)
    for resource in template["Resources"].values():
        if resource["Type"] == "AWS::Serverless::Function":  # `sam package` puts the code into a bucket
            resource["Properties"]["CodeUri"] = "s3://bucket/code.zip"
    return Translator(MANAGED_POLICIES, Parser()).translate(template, {})


def lint(path):
    text = path.read_text()
    config = {"regions": ["us-east-1"], "ignore_checks": sorted(IGNORED_RULES)}
    return cfnlint.api.lint(text, config=cfnlint.config.ManualArgs(**config))


def check_template(folder):
    template = read_template(folder)
    for match in lint(folder / "template.yaml"):
        print(f"  cfn-lint {match.rule.id}: {match.message}")
        failures.append(f"{folder.name}: cfn-lint {match.rule.id}")
    try:
        plain = translate(template)
    except Exception as error:  # the transform's own exception classes carry the causes
        causes = getattr(error, "causes", [error])
        check(False, f"{folder.name}: SAM transform: " + "; ".join(str(getattr(c, "message", c)) for c in causes))
        return None
    check(True, f"{folder.name}: SAM transform gives {len(plain['Resources'])} resources")
    (folder / "plain.json").write_text(json.dumps(plain, indent=1))
    for match in lint(folder / "plain.json"):
        print(f"  cfn-lint on the transformed template {match.rule.id}: {match.message}")
        if match.rule.id.startswith("E"):
            failures.append(f"{folder.name}: cfn-lint {match.rule.id} on the transformed template")
    return plain


def run(command, folder, name, tests=False):
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=60)
    output = done.stdout + done.stderr
    ran = re.search(r"^(?:# tests|ℹ tests|Ran) (\d+)", output, re.MULTILINE)
    some = not tests or (ran is not None and int(ran.group(1)) > 0)
    check(done.returncode == 0 and some, name + (f": {ran.group(1)}" if tests and ran else ""))
    if done.returncode != 0 or not some:
        print(output[-3000:])


def check_code(folder):
    for function in sorted((folder / "src").iterdir()):
        if (function / "package.json").exists():
            if shutil.which("node") is None:
                print(f"SKIPPED: Node.js is missing; {folder.name}/{function.name} is NOT checked")
                continue
            for name in ("index", "remote", "secrets", "steps"):  # the tests load all others
                if (function / f"{name}.mjs").exists():
                    run(["node", "--check", f"{name}.mjs"], function, f"{folder.name}: {function.name}/{name}.mjs is JavaScript")
            run(["node", "--test"], function, f"{folder.name}: tests of {function.name}", tests=True)
            check_modules(folder, function, ".mjs")
        elif (function / "pom.xml").exists():
            missing = java_skeleton.missing_tools()
            if missing:
                print(f"SKIPPED: {', '.join(missing)} missing; {folder.name}/{function.name} is NOT checked")
                continue
            java_skeleton.check_java(function, f"{folder.name}: {function.name}", check, events_of(folder, function.name))
        elif (function / "App.csproj").exists():
            continue  # csharp_skeleton.py checks it
        elif (function / "go.mod").exists():
            continue  # go_skeleton.py checks it
        else:
            for source in sorted(function.rglob("*.py")):
                compile(source.read_text(), str(source), "exec")
            run([sys.executable, "-W", "error", "-m", "unittest", "discover", "-s", "tests", "-t", "."], function,
                f"{folder.name}: tests of {function.name}", tests=True)
            check_modules(folder, function, ".py")


def check_modules(folder, function, end):
    """Every module that the code imports is there: beside it, in the runtime or in the list of dependencies."""
    if end == ".mjs":
        known = set(json.loads((function / "package.json").read_text()).get("dependencies", {}))
        for source in function.glob("*.mjs"):
            for module in re.findall(r"from '([^']+)'", source.read_text()):
                there = (function / module).exists() if module.startswith(".") else module.startswith("node:") or module in known
                if not there:
                    check(False, f"{source.relative_to(folder)} imports {module}, which isn't there")
    else:
        known = {line.split("==")[0] for line in (function / "requirements.txt").read_text().split()}
        if "boto3" in known:
            known.add("botocore")
        for source in function.glob("*.py"):
            for node in ast.walk(ast.parse(source.read_text())):
                names = [a.name for a in node.names] if isinstance(node, ast.Import) else (
                    [node.module] if isinstance(node, ast.ImportFrom) else [])
                for name in names:
                    top = name.split(".")[0]
                    if not (function / f"{top}.py").exists() and top not in sys.stdlib_module_names and top not in known:
                        check(False, f"{source.relative_to(folder)} imports {name}, which isn't there")


def function_of(folder, event):
    """The function whose sample the event is."""
    return max((f.name for f in (folder / "src").iterdir() if event.name.startswith(f.name + "-")), key=len)


def events_of(folder, function):
    return [event for event in sorted((folder / "events").glob("*.json")) if function_of(folder, event) == function]


def check_events(folder):
    """The sample events are accepted by the handlers: nothing but the steps themselves could still fail."""
    for event in sorted((folder / "events").glob("*.json")):
        function = folder / "src" / function_of(folder, event)
        if (function / "pom.xml").exists() or (function / "go.mod").exists():
            continue  # java_skeleton and go_skeleton give it to the handler
        if (function / "App.csproj").exists():
            continue  # and csharp_skeleton.py gives it
        balanced = (function / "balanced.mjs").exists() or (function / "balanced.py").exists()
        if (function / "package.json").exists():
            if shutil.which("node") is None:
                continue
            code = (
                "import { readFileSync } from 'node:fs';\n"
                "import { createHandler } from './handler.mjs';\n"
                + ("import { asHttpEvent } from './balanced.mjs';\n" if balanced else "const asHttpEvent = (event) => event;\n") +
                f"const event = asHttpEvent(JSON.parse(readFileSync({json.dumps(str(event))}, 'utf8')));\n"
                "const answer = await createHandler(async () => ({}))(event);\n"
                "if (answer?.statusCode >= 300 || answer?.batchItemFailures?.length > 0) process.exit(1);\n"
            )
            run(["node", "--input-type=module", "-e", code], function, f"{folder.name}: {event.name} is accepted")
        else:
            code = (
                "import json, sys\nfrom handler import create_handler\n"
                + ("from balanced import as_http_event\n" if balanced else "as_http_event = lambda event: event\n") +
                f"answer = create_handler(lambda _: {{}})(as_http_event(json.load(open({str(event)!r}))), None) or {{}}\n"
                "sys.exit(answer.get('statusCode', 200) >= 300 or bool(answer.get('batchItemFailures')))\n"
            )
            run([sys.executable, "-c", code], function, f"{folder.name}: {event.name} is accepted")


def main():
    only = sys.argv[2:]
    with tempfile.TemporaryDirectory() as temporary:
        root = pathlib.Path(temporary)
        subprocess.run([sys.argv[1], str(root)], check=True)
        for folder in sorted(root.iterdir()):
            if only and folder.name not in only:
                continue
            plain = check_template(folder)
            check_code(folder)
            check_events(folder)
            if plain is not None:
                try:
                    import sam_deployment
                except ImportError as missing:
                    print(f"SKIPPED: {missing}; the deployment of {folder.name} is NOT checked")
                else:
                    sam_deployment.check_deployment(folder, plain, check)
                try:
                    import sam_workflow
                except ImportError as missing:
                    print(f"SKIPPED: {missing}; the state machines of {folder.name} are NOT executed")
                else:
                    sam_workflow.check_execution(folder, plain, check)
    print(f"{len(failures)} failures")
    for failure in failures:
        print("  " + failure)
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
