"""Puts the exports to the Serverless Framework before osls, the framework's open fork, and cfn-lint.

usage: serverless_conformance.py EXPORT_DESIGNS NODE_MODULES

EXPORT_DESIGNS is the program that writes the exports below a folder. osls packages each service without a network where
this machine can take it away, and without credentials; what it compiles goes before cfn-lint and is compared, as sets of
facts, with what AWS's SAM translator makes of the SAM export of the same design. Then the services are broken, and the
defects that are found are counted. At last one service is deployed to a moto server and its wiring is read back.
Exit code 77 (skipped) without cfn-lint, the SAM translator or osls; another missing tool skips only its part, and says so.
"""

import concurrent.futures
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import zipfile

import sam_conformance as sam
import serverless_facts
import serverless_mutations

check = sam.check

# Each way into functions, each access and each state once, and what people start from.
DESIGNS = ("every-access-nodejs", "every-event-python", "every-task-nodejs", "every-guard-java", "order-intake", "chat",
           "image-thumbnails", "webhook-fan-out", "sensor-stream", "nightly-report", "rarely-called-api", "retry-storm", "parcel-tracking")

VALUES = {"vpcId": "vpc-0123456789abcdef0", "privateSubnetIds": "subnet-0123456789abcdef0,subnet-0123456789abcdef1",
          "serviceDomain": "shop.example", "serviceCertificateArn":
          "arn:aws:acm:us-east-1:123456789012:certificate/12345678-1234-1234-1234-123456789012"}


def parameters_of(text):
    """A value for each parameter that the service asks for."""
    asked = sorted(set(re.findall(r"\$\{param:([A-Za-z0-9]+)\}", text)))
    return {name: VALUES.get(name) or (serverless_facts.bucket_for(name) if name.endswith("BucketName")
                                       else "https://partner.example/hook" if name.endswith("Endpoint")
                                       else "registry.example/service:1" if name.endswith("Image") else "some-secret")
            for name in asked}


def functions_of(folder):
    """The folders of functions; those of container services have a Dockerfile."""
    return [source for source in sorted((folder / "src").iterdir()) if not (source / "Dockerfile").exists()]


def put_archives(folder):
    """What build.sh would build, but for the dependencies."""
    (folder / "build").mkdir(exist_ok=True)
    for function in functions_of(folder):
        if (function / "package.json").exists():
            continue
        with zipfile.ZipFile(folder / "build" / f"{function.name}.zip", "w") as archive:
            for path in sorted(function.rglob("*")):
                if path.is_file():
                    archive.write(path, path.relative_to(function))


class Framework:
    def __init__(self, modules):
        self.program = pathlib.Path(modules) / "osls" / "bin" / "serverless.js"
        alone = ["unshare", "--map-root-user", "--net"]
        can = shutil.which("unshare") and subprocess.run([*alone, "true"], capture_output=True).returncode == 0
        self.before = alone if can else []
        if not can:
            print("SKIPPED: this machine can't take the network away; osls runs without credentials, but not cut off")

    def there(self):
        return shutil.which("node") is not None and self.program.exists()

    def run(self, folder, *arguments, cut_off=True, **environment):
        cleared = {key: value for key, value in os.environ.items() if not key.startswith(("AWS_", "SLS_", "SERVERLESS_"))}
        values = [f"--param={name}={value}"
                  for name, value in parameters_of((folder / "serverless.yml").read_text()).items()]
        return subprocess.run(
            [*(self.before if cut_off else []), "node", str(self.program), *arguments, *values], cwd=folder, timeout=300,
            capture_output=True, text=True,
            env={**cleared, "CI": "1", "SLS_TELEMETRY_DISABLED": "1", "SLS_NOTIFICATIONS_MODE": "off",
                 "AWS_EC2_METADATA_DISABLED": "true", **environment})

    def package(self, folder):
        """The compiled template, or None, and what the framework says."""
        done = self.run(folder, "package")
        compiled = folder / ".serverless" / "cloudformation-template-update-stack.json"
        if done.returncode != 0 or not compiled.exists():
            return None, done.stdout + done.stderr
        return json.loads(compiled.read_text()), done.stdout + done.stderr


def members_of(archive):
    with zipfile.ZipFile(archive) as opened:
        return set(opened.namelist())


def check_archives(folder):
    """Each function carries its own folder and nothing else."""
    for function in functions_of(folder):
        if not (function / "package.json").exists():
            continue
        archive = folder / ".serverless" / f"{function.name}.zip"
        wanted = {f"src/{function.name}/{path.relative_to(function).as_posix()}"
                  for path in function.rglob("*") if path.is_file()}
        check(archive.exists() and members_of(archive) == wanted, f"{folder.name}: {function.name}.zip holds its folder")


def lint_errors(folder):
    compiled = folder / ".serverless" / "cloudformation-template-update-stack.json"
    return [f"{match.rule.id}: {match.message}" for match in sam.lint(compiled) if match.rule.id.startswith("E")]


def check_design(framework, folder, theirs):
    compiled, said = framework.package(folder)
    check(compiled is not None, f"{folder.name}: osls packages it")
    if compiled is None:
        print(said[-3000:])
        return
    # A function may take as long as its API waits: the design says so.
    warnings = [line for line in said.splitlines() if ("warning" in line.lower() or "deprecat" in line.lower())
                and "may not provide enough room" not in line]
    check(not warnings, f"{folder.name}: without a warning {warnings}")
    for match in lint_errors(folder):
        check(False, f"{folder.name}: cfn-lint {match}")
    check_archives(folder)
    for text in serverless_facts.differences(compiled, theirs):
        check(False, f"{folder.name}: {text}")
    check(True, f"{folder.name}: {len(compiled['Resources'])} resources are those of the SAM export")


def main():
    framework = Framework(sys.argv[2])
    if not framework.there():
        print("SKIPPED: osls or Node.js is missing; the exports to the Serverless Framework are NOT checked")
        return 77
    with tempfile.TemporaryDirectory() as temporary:
        root = pathlib.Path(temporary)
        subprocess.run([sys.argv[1], str(root / "sam")], check=True)
        subprocess.run([sys.argv[1], str(root / "service"), "serverless", "aws"], check=True)
        names = {f.name for f in (root / "service").iterdir()}
        check(names == {f.name for f in (root / "sam").iterdir()}, "exports what SAM exports")
        for name in DESIGNS:
            put_archives(root / "service" / name)
            sam.run(["sh", "-n", "build.sh"], root / "service" / name, f"{name}: build.sh is a shell script")
        theirs = {name: sam.translate(sam.read_template(root / "sam" / name)) for name in DESIGNS}
        with concurrent.futures.ThreadPoolExecutor(2) as pool:
            list(pool.map(lambda name: check_design(framework, root / "service" / name, theirs[name]), DESIGNS))
        serverless_mutations.check_mutations(framework, root / "service", theirs, lint_errors, check)
        try:
            import serverless_deployment
        except ImportError as missing:
            print(f"SKIPPED: {missing}; the deployment is NOT checked")
        else:
            serverless_deployment.check_deployment(framework, root / "service" / "order-intake", check)
    print(f"{len(sam.failures)} failures")
    for failure in sam.failures:
        print("  " + failure)
    return 1 if sam.failures else 0


if __name__ == "__main__":
    sys.exit(main())
