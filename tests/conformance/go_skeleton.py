"""Formats, vets and tests the Go code of exported functions.

usage: go_skeleton.py EXPORT_DESIGNS GOOGLE_DESIGNS

These are the programs that write the exports below a folder. The package app of each function needs nothing but the
standard library: it is vetted and its tests are run, one of them on the function's sample events. The code that calls the SDK is
type-checked where Debian's sources of the SDK are, with the signatures of what Debian hasn't in go_stubs; else its syntax is
checked. Exit code 77 (skipped) without Go.
"""

import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).parent
DEBIAN = pathlib.Path("/usr/share/gocode/src")
# What is newer than the SDKs that Debian 12 has (AWS 1.17 of 2022-12, Google Cloud 0.56 of 2020): there these are values, the
# endpoint is set otherwise, Firestore has one database, nobody chooses how storage is tried again, and messages of Secret Manager
# are elsewhere.
OLDER_SDK = ((r'"?\bMaxKeys:( +)aws\.Int32\(100\)', r"MaxKeys:\g<1>100"), (r"aws\.ToInt64\(one\.Size\)", "one.Size"),
             (r"options\.BaseEndpoint = aws\.String\(url\)",
              "options.EndpointResolver = apigatewaymanagementapi.EndpointResolverFromURL(url)"),
             (r"firestore\.NewClientWithDatabase\((.*), database\)", r"firestore.NewClient(\1)"),
             (r"\tclient\.SetRetry\(.*\n", ""),
             (r'"cloud.google.com/go/secretmanager/apiv1/secretmanagerpb"',
              'secretmanagerpb "google.golang.org/genproto/googleapis/cloud/secretmanager/v1"'))
EVENTS_TEST = """package app

import (
	"context"
	"os"
	"testing"
)

func TestSampleEventsAreAccepted(t *testing.T) {
	for _, path := range []string{PATHS} {
		text, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		event, err := ReadJSON(text)
		if err != nil {
			t.Fatal(err)
		}
		answer, err := NewHandler(RUN).Handle(context.Background(), EVENT)
		status, _ := at(answer, "statusCode").(int)
		failed, _ := at(answer, "batchItemFailures").([]any)
		if err != nil || status >= 300 || len(failed) > 0 {
			t.Errorf("%s got %v, %v", path, answer, err)
		}
	}
}
"""

SDKS = {"aws": ("github.com/aws/aws-sdk-go-v2", "golang-github-aws-aws-sdk-go-v2-dev"),
        "google": ("cloud.google.com/go/firestore", "golang-google-cloud-dev")}

failures = []


def check(holds, text):
    print(("ok:     " if holds else "FAILED: ") + text)
    if not holds:
        failures.append(text)


def run(command, folder, text, **environment):
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=300,
                          env={**os.environ, "GOFLAGS": "", "GOPROXY": "off", "CGO_ENABLED": "0", **environment})
    check(done.returncode == 0, text)
    if done.returncode != 0:
        print((done.stdout + done.stderr)[-5000:])
    return done.stdout


def imports_of(source):
    return re.findall(r'^(?:import |\t)(?:\w+ )?"([\w./-]+)"$', source.read_text(), re.MULTILINE)


def check_modules(function, name):
    """Every package that the code imports is of the standard library, the function's own or of a module in go.mod."""
    modules = re.findall(r"^\t(\S+) v\d", (function / "go.mod").read_text(), re.MULTILINE)
    used = set()
    for source in function.rglob("*.go"):
        for imported in imports_of(source):
            if "." not in imported.split("/")[0] or imported.startswith("example.com/"):
                continue
            found = [module for module in modules if imported == module or imported.startswith(module + "/")]
            if not found or source.parent.name == "app":
                check(False, f"{name}: {source.name} imports {imported}")
            used.update(found)
    check(set(modules) <= used, f"{name}: go.mod requires what the code imports: {len(modules)} modules")


def sample_events(folder, function):
    names = [other.name for other in (folder / "src").iterdir()]
    return [event for event in sorted((folder / "events").glob("*.json"))
            if max((n for n in names if event.name.startswith(n + "-")), key=len, default="") == function.name]


def copy_function(function, to, name, events):
    """The code as a part of one module that has all functions, so that each package of the standard library is built once."""
    for source in function.rglob("*.go"):
        path = to / source.relative_to(function)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(source.read_text().replace('"example.com/function/', f'"all/{name}/'))
    if events:
        batch = "batch *Batch) error" in (function / "app/handler.go").read_text()
        balanced = (function / "app/balanced.go").exists()
        text = EVENTS_TEST.replace("PATHS", ", ".join(f'"{event}"' for event in events))
        text = text.replace("RUN", "func(context.Context, *Batch) error { return nil }" if batch
                            else "func(context.Context, Object) (Object, error) { return Object{}, nil }")
        (to / "app/sample_events_test.go").write_text(text.replace("EVENT", "AsHTTPEvent(event)" if balanced else "event"))


def check_calls(root, names):
    """Types of what calls the SDK, from sources and without building them."""
    for provider, package in SDKS.items():
        if not (DEBIAN / package[0]).exists():
            print(f"SKIPPED: {package[1]} is missing; the types of what calls the SDK of {provider} are NOT checked")
            names = [name for name in names if not name.startswith(provider)]
    if not names:
        return
    path = root / "gopath"
    shutil.copytree(root / "all", path / "src/all", ignore=shutil.ignore_patterns("go.mod"))
    for source in (path / "src/all").rglob("cloud/*.go"):
        text = source.read_text()
        for new, old in OLDER_SDK:
            text = re.sub(new, old, text)
        source.write_text(text)
    folders = [folder for name in names for folder in (path / "src/all" / name, path / "src/all" / name / "cloud")]
    run(["go", "run", str(HERE / "go_types.go"), *map(str, folders)], path, f"types of {len(folders)} packages that call the SDK",
        GO111MODULE="off", GOPATH=f"{path}:{HERE / 'go_stubs'}:{DEBIAN.parent}")


def main():
    if shutil.which("go") is None or shutil.which("gofmt") is None:
        print("SKIPPED: go is missing; the handlers in Go are NOT checked on this machine")
        return 77
    with tempfile.TemporaryDirectory() as temporary:
        root = pathlib.Path(temporary)
        subprocess.run([sys.argv[1], str(root / "exports/aws"), "sam", "aws", "go"], check=True)
        subprocess.run([sys.argv[2], "terraform", str(root / "exports/google"), "go"], check=True)
        (root / "all").mkdir()
        (root / "all/go.mod").write_text("module all\n\ngo 1.19\n")
        names = []
        for folder in sorted((root / "exports").glob("*/*")):
            for function in sorted((folder / "src").iterdir()):
                if not (function / "go.mod").exists():
                    continue  # a service
                name = f"{folder.parent.name}_{folder.name}_{function.name}".replace("-", "_")
                check_modules(function, f"{folder.parent.name}: {folder.name}: {function.name}")
                copy_function(function, root / "all" / name, name, sample_events(folder, function))
                names.append(name)
        check(len(names) >= 29, f"{len(names)} functions are in Go")
        unformatted = run(["gofmt", "-l", "exports"], root, "all files are Go")
        check(unformatted == "", "all files are as gofmt sets them")
        print(unformatted, end="")
        packages = [f"./{name}/app" for name in names]
        tested = run(["go", "test", "-vet=all", *packages], root / "all", "go vet and go test")
        check(len(re.findall(r"^ok ", tested, re.MULTILINE)) == len(names), f"tests of all {len(names)} functions ran")
        check_calls(root, names)
    print(f"{len(failures)} failures")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
