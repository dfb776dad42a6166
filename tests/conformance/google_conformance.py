#!/usr/bin/env python3
"""Puts what Virga exports for Google Cloud before Google's own tools.

usage: google_conformance.py GOOGLE_DESIGNS NODE_MODULES

The deploy script is run against a gcloud that only writes down what it is asked, once where nothing is there yet and once
where everything is; what it was asked is put before the real gcloud's linter, which also has to refuse what was broken on
purpose. Gateways, workflows and the handlers' own tests follow. Exit code 77 (skipped) without gcloud or PyYAML; other
missing tools skip their part by name.
"""

import concurrent.futures
import json
import os
import pathlib
import re
import shlex
import shutil
import subprocess
import sys
import tempfile

import java_skeleton

try:
    import yaml
except ImportError:
    print("SKIPPED: PyYAML is missing; Google Cloud exports are NOT checked")
    sys.exit(77)

failures = 0


def check(holds, text, detail=""):
    global failures
    print(("ok:     " if holds else "FAILED: ") + text)
    if not holds:
        failures += 1
        if detail:
            print(str(detail)[:3000])


def run(command, **options):
    return subprocess.run(command, capture_output=True, text=True, timeout=300, **options)


STUB = """#!/usr/bin/env python3
import json, os, sys
words = sys.argv[1:]
with open(os.environ["STUB_LOG"], "a") as log:
    log.write(json.dumps(words) + "\\n")
text = " ".join(words)
if words[:2] == ["projects", "describe"]:
    print("123456789012")
elif "--format=value(defaultHostname)" in words:
    print("gateway.example.gateway.dev")
elif "--format=value(host)" in words:
    print("10.0.0.3")
elif "--format=value(port)" in words:
    print("6378")
elif " describe " in text and "--format" not in text and os.environ["STUB_EXISTS"] == "no":
    sys.exit(1)
if "versions add" in text:
    sys.stdin.read()
"""


def asked(folder, exists, scratch):
    """The commands that the script gives, as lists of words."""
    tools = scratch / "tools"
    if not tools.exists():
        tools.mkdir()
        for name, text in (("gcloud", STUB), ("curl", "#!/bin/sh\nexit 0\n"), ("sleep", "#!/bin/sh\nexit 0\n")):
            (tools / name).write_text(text)
            (tools / name).chmod(0o755)
    log = scratch / f"{folder.name}-{exists}.jsonl"
    log.write_text("")
    environment = {"PATH": f"{tools}:{os.environ['PATH']}", "HOME": str(scratch), "STUB_LOG": str(log), "STUB_EXISTS": exists,
                   "PROJECT_ID": "demo-project", "PARTNER_ENDPOINT": "https://partner.example/api",
                   "PAYMENTS_ENDPOINT": "https://payments.example/pay"}
    done = run(["bash", str(folder / "deploy.sh")], env=environment, cwd=scratch)
    check(done.returncode == 0, f"{folder.name}: deploy.sh runs where {'all' if exists == 'yes' else 'nothing'} is there",
          done.stdout + done.stderr)
    return [json.loads(line) for line in log.read_text().splitlines()]


def lint(command):
    done = run(["gcloud", "meta", "lint-gcloud-commands", "--command-string=" + command])
    try:
        return [found["error_message"] for found in json.loads(done.stdout) if not found["success"]]
    except ValueError:
        return [done.stdout + done.stderr]


def lint_all(commands):
    with concurrent.futures.ThreadPoolExecutor(2) as pool:
        for command, found in zip(commands, pool.map(lint, commands)):
            if found:
                check(False, command, found)
    print(f"{len(commands)} commands linted")


def refuses_what_is_broken():
    for command in ("gcloud pubsub topics creat orders", "gcloud pubsub topics create orders --labls=a=b",
                    "gcloud pubsub subscriptions create s", "gcloud functions deploy f --memroy=1Gi",
                    "gcloud run services add-iam-policy-binding f --member=a"):
        check(bool(lint(command)), f"the linter refuses: {command}")


def grants_of(commands):
    found = set()
    for words in commands:
        if "add-iam-policy-binding" not in words:
            continue
        at = words.index("add-iam-policy-binding")
        flags = dict(word[2:].split("=", 1) for word in words[at:] if word.startswith("--") and "=" in word)
        found.add((" ".join(words[:at]), words[at + 1], flags["member"], flags["role"]))
    return found


def step_graph(name, steps, seen):
    for step in steps:
        check(isinstance(step, dict) and len(step) == 1, f"{name}: a step has one name", step)
        ((title, body),) = step.items()
        check(title not in seen, f"{name}: {title} is there once")
        seen.add(title)
        kinds = {"call", "assign", "for", "parallel", "switch", "try", "return", "steps"} & set(body)
        check(len(kinds) == 1, f"{name}: {title} does one thing", body)
        nested = [body.get("for"), (body.get("parallel") or {}).get("for"), body.get("except")]
        for inner in nested:
            if inner:
                step_graph(name, inner["steps"], seen)
        for option in body.get("switch", []):
            step_graph(name, option["steps"], seen)
        for branch in (body.get("parallel") or {}).get("branches", []):
            for title_of_branch, inner in branch.items():
                step_graph(name, inner["steps"], seen)


def workflows(folder):
    for path in sorted(folder.glob("workflows/*.yaml")):
        whole = yaml.safe_load(path.read_text())
        seen = set()
        step_graph(f"{folder.name}/{path.name}", whole["main"]["steps"], seen)


def gateways(folder, modules):
    redocly = modules / ".bin" / "redocly"
    for path in sorted(folder.glob("gateway/*.yaml")):
        document = path.read_text()
        for operation in (found for item in yaml.safe_load(document)["paths"].values() for found in item.values()):
            check(operation["x-google-backend"]["address"].startswith("https://"), f"{folder.name}: {operation['operationId']}")
        if not redocly.exists():
            print("SKIPPED: @redocly/cli is missing; gateway documents are NOT linted")
            continue
        plain = path.with_suffix(".plain.yaml")
        plain.write_text(document.replace("=**}", "}"))  # the gateway's own notation
        done = run([str(redocly), "lint", "--extends=minimal", str(plain)])
        check(done.returncode == 0, f"{folder.name}/{path.name}: redocly", done.stdout + done.stderr)
        plain.unlink()


def handlers(folder):
    for source in sorted(folder.glob("src/*")):
        if (source / "pom.xml").exists():
            continue  # java_handlers
        if (source / "package.json").exists():
            if shutil.which("node") is None:
                print("SKIPPED: node is missing; Node.js handlers are NOT tested")
                continue
            done = run(["node", "--test"], cwd=source)
            for module in (source / "steps.mjs", source / "index.mjs"):
                syntax = run(["node", "--check", str(module)])
                check(syntax.returncode == 0, f"{folder.name}/{source.name}/{module.name}", syntax.stderr)
        else:
            done = run([sys.executable, "-m", "unittest", "discover", "-s", "tests", "-t", "."], cwd=source)
            compiled = run([sys.executable, "-m", "compileall", "-q", "."], cwd=source)
            check(compiled.returncode == 0, f"{folder.name}/{source.name}: compiles", compiled.stdout + compiled.stderr)
        check(done.returncode == 0, f"{folder.name}/{source.name}: the handler's own tests", done.stdout + done.stderr)


def java_handlers(root):
    folders = [pom.parent for pom in sorted(root.glob("*/src/*/pom.xml"))]
    java_skeleton.check_all([(folder, f"{folder.parts[-3]}/{folder.name}") for folder in folders], check)
    check(bool(folders), "there are handlers in Java")


def main():
    designs, modules = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2])
    if shutil.which("gcloud") is None:
        print("SKIPPED: gcloud is missing; Google Cloud exports are NOT checked")
        return 77
    with tempfile.TemporaryDirectory(prefix="virga-google-") as name:
        scratch = pathlib.Path(name)
        os.environ.update({"CLOUDSDK_CONFIG": str(scratch / "config"), "CLOUDSDK_CORE_PROJECT": "demo-project",
                           "CLOUDSDK_CORE_DISABLE_USAGE_REPORTING": "true"})
        done = run([str(designs), "gcloud", str(scratch / "out")])
        check(done.returncode == 0, "all designs are exported", done.stderr)
        refuses_what_is_broken()
        commands = {}
        for folder in sorted((scratch / "out").iterdir()):
            fresh, again = asked(folder, "no", scratch), asked(folder, "yes", scratch)
            check(grants_of(fresh) == grants_of(again), f"{folder.name}: a second run grants the same")
            # One command of each set of flags: the linter looks at names more than at values.
            for words in fresh + again:
                names = [word for word in words[:4] if re.fullmatch("[a-z-]+", word)][:3]
                flags = sorted({word.split("=")[0] for word in words if word.startswith("--")})
                commands.setdefault((*names, *flags), "gcloud " + shlex.join(words))
            workflows(folder)
            gateways(folder, modules)
            handlers(folder)
        java_handlers(scratch / "out")
        lint_all(sorted(commands.values()))
        check(not pathlib.Path("/tmp/virga-was-here").exists(), "no text of a design is run")
    return 1 if failures else 0


sys.exit(main())
