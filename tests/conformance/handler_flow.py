"""Carries out the control flow of exported handlers with stand-ins for their steps.

usage: handler_flow.py EXPORT_DESIGNS

EXPORT_DESIGNS is the program that writes the exports below a folder. Of the design `everyGuard` the function `run` of steps.mjs,
steps.py, Steps.java, Steps.cs and steps.go is taken as it is; each step is replaced by one that notes its name and fails if the case says so. What
must be done, and whether the invocation fails, follows from the design by hand. A missing Node.js, Java, Mono or Go skips its part,
and says so.
"""

import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

import csharp_skeleton
import java_skeleton

# Function, steps that fail, whether it fails, steps that must be done so often; the others of `watched` must not be done.
WATCHED = {
    "order": ["readTable", "invokeHelper", "readTable2", "readBucket", "invokeHelper2", "queryTable", "callPartner", "sendLater",
              "compute2"],
    "worker": ["callPartner", "sendLater", "compute", "writeTable", "sendLost", "sendLost2"],
}
EVER = {"readTable": 1, "invokeHelper": 1, "readTable2": 1, "readBucket": 1}
CASES = [
    ("order", [], False, {**EVER, "callPartner": 1}),
    ("order", ["callPartner"], False, {**EVER, "callPartner": 1, "sendLater": 1, "compute2": 1}),
    ("order", ["callPartner", "sendLater"], True, {**EVER, "callPartner": 1, "sendLater": 1}),
    ("order", ["readBucket"], False, {**EVER, "invokeHelper2": 1, "queryTable": 1, "callPartner": 1}),
    ("order", ["readBucket", "invokeHelper2"], False, {**EVER, "invokeHelper2": 1, "queryTable": 1, "callPartner": 1}),
    ("order", ["readTable"], True, {"readTable": 1}),
    ("order", ["invokeHelper"], False, {**EVER, "callPartner": 1}),  # two of three branches are enough
    ("order", ["invokeHelper", "readTable2"], True, EVER),
    ("worker", [], False, {"callPartner": 2, "writeTable": 1, "sendLost2": 2}),
    ("worker", ["callPartner"], False, {"callPartner": 2, "sendLater": 2, "compute": 2, "writeTable": 1, "sendLost2": 2}),
    ("worker", ["callPartner", "sendLater"], True, {"callPartner": 2, "sendLater": 2}),  # no message is left for later steps
    ("worker", ["writeTable"], False, {"callPartner": 2, "writeTable": 1, "sendLost": 1, "sendLost2": 2}),
    ("worker", ["writeTable", "sendLost"], True, {"callPartner": 2, "writeTable": 1, "sendLost": 1}),
    ("worker", ["sendLost2"], True, {"callPartner": 2, "writeTable": 1, "sendLost2": 2}),
]

NODEJS = """
const noted = [];
const failing = new Set(%(failing)s);
function stand(name) {
  return async () => {
    noted.push(name);
    if (failing.has(name)) throw new Error('down');
    return name;
  };
}
console.warn = () => {};
let failed = false;
try {
  if (%(batch)s) {
    const { Batch } = await import('./batch.mjs');
    const batch = new Batch();
    batch.add('1', { id: 'a' });
    batch.add('2', { id: 'b' });
    await run(batch);
    failed = batch.failures.size > 0;
  } else {
    await run({ id: 'a' });
  }
} catch {
  failed = true;
}
const pause = () => new Promise((resolve) => setTimeout(resolve, 20)); // what nobody waits for ends too
for (let n = 0; n < 500 && noted.length < %(steps)s; n += 1) await pause();
await pause();
console.log(JSON.stringify({ noted, failed }));
"""

PYTHON = """
import json, logging, time
logging.disable(logging.CRITICAL)
noted = []
failing = set(%(failing)s)
def stand(name):
    def step(message):
        noted.append(name)
        if name in failing:
            raise RuntimeError("down")
        return name
    step.__name__ = name
    return step
%(steps)s
failed = False
try:
    if %(batch)s:
        from batch import Batch
        batch = Batch()
        batch.add("1", {"id": "a"})
        batch.add("2", {"id": "b"})
        run(batch)
        failed = bool(batch.failures)
    else:
        run({"id": "a"})
except RuntimeError:
    failed = True
for _ in range(500):  # what nobody waits for ends too
    if len(noted) >= %(expected)s:
        break
    time.sleep(0.02)
time.sleep(0.02)
print(json.dumps({"noted": noted, "failed": failed}))
"""


JAVA = """package app;

import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

public final class Flow {
  private static final List<String> NOTED = Collections.synchronizedList(new ArrayList<>());
  private static List<String> failing;

  static Object stand(String name) {
    NOTED.add(name);
    if (failing.contains(name)) throw new IllegalStateException("down");
    return name;
  }

  public static void main(String[] names) throws Exception {
    failing = Arrays.asList(names).subList(1, names.length);
    Services services =
        (Services) Proxy.newProxyInstance(Flow.class.getClassLoader(), new Class<?>[] {Services.class}, (proxy, method, given) -> null);
    boolean failed = false;
    try {
      RUN
    } catch (IllegalStateException error) {
      failed = true;
    }
    int expected = Integer.parseInt(names[0]);
    for (int n = 0; n < 500 && NOTED.size() < expected; n += 1) Thread.sleep(20); // what nobody waits for ends too
    Thread.sleep(20);
    Map<String, Object> found = new HashMap<>();
    found.put("noted", new ArrayList<>(NOTED));
    found.put("failed", failed);
    System.out.println(Json.write(found));
  }
}
"""
JAVA_RUN = {
    "order": 'new Steps(services).run(Map.of("id", "a"));',
    "worker": """Batch batch = new Batch();
      batch.add("1", Map.of("id", "a"));
      batch.add("2", Map.of("id", "b"));
      new Steps(services).run(batch);
      failed = !batch.failures().isEmpty();""",
}


def compile_java(function, out):
    """Compiles a function with stand-ins for its steps."""
    sources = [s for s in (function / "src/main/java/app").glob("*.java")
               if not re.search(r"^import (software\.amazon|com\.amazonaws|io\.lettuce)", s.read_text(), re.MULTILINE)]
    steps = function / "src/main/java/app/Steps.java"
    written = re.sub(
        r"^  private (Object|void) (\w+)\(Map<String, Object> input\)(?: throws Exception)? \{(?:\}|\n.*?\n  \})$",
        lambda m: f"  private {m[1]} {m[2]}(Map<String, Object> input) {{ {'return ' if m[1] == 'Object' else ''}Flow.stand(\"{m[2]}\"); }}",
        steps.read_text(), flags=re.MULTILINE | re.DOTALL)
    folder = out / "source"
    folder.mkdir(parents=True)
    (folder / "Steps.java").write_text(written)
    (folder / "Flow.java").write_text(JAVA.replace("RUN", JAVA_RUN[function.name]))
    others = [str(source) for source in sources if source != steps]
    subprocess.run(["javac", "-cp", java_skeleton.classpath(), "-d", str(out), *others, *map(str, folder.glob("*.java"))], check=True)


CSHARP = """using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;

namespace App
{
    internal static class Flow
    {
        private static readonly List<object> Noted = new List<object>();
        private static string[] failing;

        public static async Task<object> Stand(string name)
        {
            lock (Noted) Noted.Add(name);
            await Task.Yield();
            if (failing.Contains(name)) throw new InvalidOperationException("down");
            return name;
        }

        private static int Count() { lock (Noted) return Noted.Count; }

        public static int Main(string[] names)
        {
            failing = names.Skip(1).ToArray();
            bool failed = false;
            try
            {
                failed = Run().GetAwaiter().GetResult();
            }
            catch (InvalidOperationException)
            {
                failed = true;
            }
            for (int n = 0; n < 500 && Count() < int.Parse(names[0]); n += 1) Thread.Sleep(20); // what nobody waits for ends too
            Thread.Sleep(20);
            lock (Noted) Console.WriteLine(Json.Write(new Dictionary<string, object> { ["noted"] = Noted, ["failed"] = failed }));
            return 0;
        }

        private static async Task<bool> Run()
        {
            RUN
        }
    }

    // Steps asks it for nothing: each step stands for itself.
    internal sealed class Nothing : IServices
    {
        public bool MayRetry(Exception error) { return false; }METHODS
    }
}
"""
CSHARP_RUN = {
    "order": """await new Steps(new Nothing()).Run(new Dictionary<string, object> { ["id"] = "a" }, CancellationToken.None);
            return false;""",
    "worker": """var batch = new Batch();
            batch.Add("1", new Dictionary<string, object> { ["id"] = "a" });
            batch.Add("2", new Dictionary<string, object> { ["id"] = "b" });
            await new Steps(new Nothing()).Run(batch, CancellationToken.None);
            return batch.Failures.Count > 0;""",
}


def compile_csharp(function, out):
    """Compiles a function with stand-ins for its steps."""
    out.mkdir(parents=True)
    written = re.sub(
        r"^( +)private Task(<object>)? (\w+)\(Dictionary<string, object> input, CancellationToken cancel\)\n\1\{\n.*?\n\1\}$",
        lambda m: f"{m[1]}private Task{m[2] or ''} {m[3]}(Dictionary<string, object> input, CancellationToken cancel) "
                  f"{{ return Flow.Stand(\"{m[3]}\"); }}",
        (function / "Steps.cs").read_text(), flags=re.MULTILINE | re.DOTALL)
    (out / "Steps.cs").write_text(written)
    methods = "".join(f"\n        public {method[:-1]} {{ return Flow.Stand(\"\"); }}"
                      for method in re.findall(r"^ +(Task\S* \w+\(.*\);)$", (function / "IServices.cs").read_text(), re.MULTILINE))
    (out / "Flow.cs").write_text(CSHARP.replace("RUN", CSHARP_RUN[function.name]).replace("METHODS", methods))
    others = [source for source in function.glob("*.cs") if source.name not in ("Steps.cs", "Json.cs")]
    problems = csharp_skeleton.compiled([f"-out:{out}/flow.exe", "-nowarn:414"], [*others, out / "Steps.cs", out / "Flow.cs", csharp_skeleton.HERE / "Json.cs"])
    if problems:
        raise RuntimeError(problems)


GO = """package app

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"sync"
	"testing"
	"time"
)

var (
	notedLock sync.Mutex
	noted     []string
)

func stand(name string) error {
	notedLock.Lock()
	defer notedLock.Unlock()
	noted = append(noted, name)
	for _, failing := range os.Args[2:] {
		if failing == name {
			return errors.New("down")
		}
	}
	return nil
}

func notedSoFar() []string {
	notedLock.Lock()
	defer notedLock.Unlock()
	return append([]string{}, noted...)
}

type noServices struct{ Services }

func (noServices) MayRetry(error) bool { return false }

func TestMain(*testing.M) {
	ctx, expected := context.Background(), 0
	fmt.Sscan(os.Args[1], &expected)
	failed := false
	RUN
	for n := 0; n < 500 && len(notedSoFar()) < expected; n++ { // what nobody waits for ends too
		time.Sleep(20 * time.Millisecond)
	}
	time.Sleep(20 * time.Millisecond)
	text, _ := json.Marshal(map[string]any{"noted": notedSoFar(), "failed": failed})
	fmt.Println(string(text))
}
"""
GO_RUN = {
    "order": 'if _, err := NewSteps(noServices{}).Run(ctx, Object{"id": "a"}); err != nil {\n\t\tfailed = true\n\t}',
    "worker": """batch := &Batch{}
	batch.Add("1", Object{"id": "a"})
	batch.Add("2", Object{"id": "b"})
	err := NewSteps(noServices{}).Run(ctx, batch)
	failed = err != nil || len(batch.Failures()) > 0""",
}


def compile_go(function, out):
    """Compiles the package app of a function with stand-ins for its steps, into the program `out`/flow."""
    folder = out / "app"
    folder.mkdir(parents=True)
    (out / "go.mod").write_text("module function\n\ngo 1.19\n")
    for source in (function / "app").glob("*.go"):
        if not source.name.endswith("_test.go"):
            shutil.copy(source, folder)
    steps = folder / "steps.go"
    steps.write_text(re.sub(
        r"^(func \(s \*Steps\) (\w+)\(ctx context\.Context, input Object(?:, found \*Found)?\) error \{)\n.*?^\}$",
        r'\1\n\treturn stand("\2")\n}', steps.read_text(), flags=re.MULTILINE | re.DOTALL))
    (folder / "flow_test.go").write_text(GO.replace("RUN", GO_RUN[function.name]))
    subprocess.run(["go", "test", "-vet=off", "-c", "-o", str(out / "flow"), "./app"], cwd=out, check=True,
                   env={**os.environ, "GOFLAGS": "", "GOPROXY": "off"})


def snake(name):
    return re.sub(r"([A-Z]|\d+)", r"_\1", name).lower()


def nodejs_program(function, failing, expected):
    text = (function / "steps.mjs").read_text()
    start = text.index("export async function run(")
    run = text[start:text.index("\n}\n", start) + 3]
    names = re.findall(r"^async function (\w+)\(input\)", text, re.MULTILINE)
    imports = "\n".join(line for line in text.splitlines() if line.startswith("import") and "./calls.mjs" in line)
    steps = "\n".join(f"const {name} = stand('{name}');" for name in names)
    batch = "true" if "run(batch)" in run else "false"
    body = NODEJS % {"failing": json.dumps(failing), "batch": batch, "steps": expected}
    head, tail = body.split("console.warn", 1)
    return f"{imports}\n{head}\n{steps}\n{run}\nconsole.warn{tail}"


def python_program(function, failing, expected):
    text = (function / "steps.py").read_text()
    start = text.index("def run(")
    end = text.find("\n\n\ndef ", start)
    names = re.findall(r"^def (\w+)\(message\)", text, re.MULTILINE)
    imports = [line for line in text.splitlines() if line.startswith("from calls")]
    steps = [*imports, *(f"{name} = stand({name!r})" for name in names if name != "run"), text[start:end]]
    return PYTHON % {"failing": repr([snake(name) for name in failing]), "steps": "\n".join(steps),
                     "batch": "def run(batch)" in text, "expected": expected}


def main():
    failures = 0
    with tempfile.TemporaryDirectory() as temporary:
        root = pathlib.Path(temporary)
        subprocess.run([sys.argv[1], str(root)], check=True)
        languages = {"python": (lambda folder, failing, expected: [sys.executable, "-c", python_program(folder, failing, expected)], snake)}
        if shutil.which("node"):
            languages["nodejs"] = (
                lambda folder, failing, expected: ["node", "--input-type=module", "-e", nodejs_program(folder, failing, expected)], str)
        else:
            print("SKIPPED: Node.js is missing; the control flow of its handlers is NOT checked")
        missing = java_skeleton.missing_tools()
        if missing:
            print(f"SKIPPED: {', '.join(missing)} missing; the control flow of Java handlers is NOT checked")
        else:
            for function in JAVA_RUN:
                compile_java(root / "every-guard-java" / "src" / function, root / "flow" / function)
            languages["java"] = (
                lambda folder, failing, expected: ["java", "-cp", java_skeleton.classpath(root / "flow" / folder.name), "app.Flow", str(expected),
                                                  *failing],
                str)
        missing = csharp_skeleton.missing_tools()
        if missing:
            print(f"SKIPPED: {', '.join(missing)} missing; the control flow of C# handlers is NOT checked")
        else:
            for function in CSHARP_RUN:
                compile_csharp(root / "every-guard-csharp" / "src" / function, root / "flow-csharp" / function)

            def pascal(name):
                return name[0].upper() + name[1:]

            languages["csharp"] = (
                lambda folder, failing, expected: ["mono", f"{root}/flow-csharp/{folder.name}/flow.exe", str(expected), *map(pascal, failing)],
                pascal)
        if shutil.which("go"):
            for function in GO_RUN:
                compile_go(root / "every-guard-go" / "src" / function, root / "flow-go" / function)
            languages["go"] = (
                lambda folder, failing, expected: [str(root / "flow-go" / folder.name / "flow"), str(expected), *failing], str)
        else:
            print("SKIPPED: go is missing; the control flow of handlers in Go is NOT checked")
        for language, (command, named) in languages.items():
            for function, failing, fails, expected in CASES:
                folder = root / f"every-guard-{language}" / "src" / function
                done = subprocess.run(command(folder, failing, sum(expected.values())), cwd=folder, capture_output=True, text=True, timeout=60)
                case = f"{language}: {function}, failing: {', '.join(failing) or 'nothing'}"
                if done.returncode != 0:
                    print(f"FAILED: {case}\n{done.stderr[-2000:]}")
                    failures += 1
                    continue
                found = next(json.loads(line) for line in done.stdout.splitlines() if '"noted"' in line)  # others are logs
                counts = {name: found["noted"].count(named(name)) for name in WATCHED[function]}
                wanted = {name: expected.get(name, 0) for name in WATCHED[function]}
                holds = counts == wanted and found["failed"] == fails
                print(("ok:     " if holds else "FAILED: ") + case)
                if not holds:
                    print(f"  done {counts}\n  not  {wanted}\n  it {'failed' if found['failed'] else 'did not fail'}")
                    failures += 1
    print(f"{failures} failures")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
