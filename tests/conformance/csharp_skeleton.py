"""Compiles the C# code of exported functions and runs its tests.

usage: csharp_skeleton.py EXPORT_DESIGNS

EXPORT_DESIGNS is the program that writes exports below a folder. The compiler is Mono's (C# 7). All sources of a function are
compiled against the members of SDKs and packages that csharp/ states, which are those that the code may call. The tests and
what they test, all but Cloud/, are compiled without SDKs, with small stands for xunit and System.Text.Json, and are run. Which
package has a namespace is known, and the project must name it.
"""

import concurrent.futures
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ET

HERE = pathlib.Path(__file__).parent / "csharp"
COMPILER = ["mcs", "-langversion:7.2", "-warn:4", "-warnaserror", "-r:System.Net.Http"]
# Namespace → the package that has it; the longest start counts.
PACKAGES = {"Amazon.Lambda.Core": "Amazon.Lambda.Core", "Amazon.Runtime": "AWSSDK.Core", "StackExchange.Redis": "StackExchange.Redis",
            "Azure": "Azure.Core", "Azure.Core": "Azure.Core", "Azure.Identity": "Azure.Identity",
            "Azure.Messaging.EventGrid": "Azure.Messaging.EventGrid", "Azure.Messaging.EventHubs": "Azure.Messaging.EventHubs",
            "Azure.Security.KeyVault.Secrets": "Azure.Security.KeyVault.Secrets", "Azure.Storage.Blobs": "Azure.Storage.Blobs",
            "Azure.Storage.Queues": "Azure.Storage.Queues", "Microsoft.Azure.Cosmos": "Microsoft.Azure.Cosmos",
            "Microsoft.Azure.Functions.Worker": "Microsoft.Azure.Functions.Worker",
            "Microsoft.Azure.Functions.Worker.Http": "Microsoft.Azure.Functions.Worker.Extensions.Http",
            "Microsoft.Data.SqlClient": "Microsoft.Data.SqlClient", "Microsoft.Extensions.Hosting": "Microsoft.Azure.Functions.Worker",
            "Xunit": "xunit"}
# Attribute of a trigger → the package that has it.
TRIGGERS = {"QueueTrigger": "Storage.Queues", "EventGridTrigger": "EventGrid", "TimerTrigger": "Timer", "EventHubTrigger": "EventHubs",
            "CosmosDBTrigger": "CosmosDB", "HttpTrigger": "Http"}
# Named by no source: the build of a function app, the runner of tests, and what the package of Cosmos DB asks for.
SILENT = {"Microsoft.Azure.Functions.Worker.Sdk", "Microsoft.NET.Test.Sdk", "xunit.runner.visualstudio", "Newtonsoft.Json"}
# Joins the tests of a function on AWS: takes the paths of sample events.
EVENTS_TEST = """using System.Collections.Generic;
using System.IO;
using System.Threading;
using System.Threading.Tasks;
using Xunit;

namespace App.Tests
{
    public class SampleEventsTests
    {
        [Fact]
        public async Task SampleEventsAreAccepted()
        {
            foreach (string path in new string[] { PATHS })
            {
                var handler = new Handler(STEPS);
                Dictionary<string, object> answer =
                    Json.Object(await handler.Handle(Json.Read(File.ReadAllText(path)), CancellationToken.None));
                if (answer == null) continue;
                Assert.False(answer.TryGetValue("statusCode", out object status) && (int)status >= 300);
                if (answer.TryGetValue("batchItemFailures", out object failed)) Assert.Empty((List<object>)failed);
            }
        }
    }
}
"""


def missing_tools():
    """What is missing to check C#; empty where nothing is."""
    return [tool for tool in ("mcs", "mono") if shutil.which(tool) is None]


def compiled(arguments, sources):
    """The compiler's messages; empty if there are none."""
    done = subprocess.run([*COMPILER, *arguments, *map(str, sources)], capture_output=True, text=True)
    return "" if done.returncode == 0 else done.stdout + done.stderr


def package_of(namespace):
    if namespace.startswith("System"):
        return None
    service = re.fullmatch(r"Amazon\.(\w+)(\.Model)?", namespace)
    if service and service[1] not in ("Runtime",):
        return f"AWSSDK.{service[1]}"
    start = namespace
    while start not in PACKAGES and "." in start:
        start = start.rsplit(".", 1)[0]
    return PACKAGES.get(start, f"(none known for {namespace})")


def project_of(path, check, name):
    """The target and the packages, by their versions, of a project file."""
    root = ET.parse(path).getroot()
    packages = {node.get("Include"): node.get("Version") for node in root.iter("PackageReference")}
    loose = [package for package, version in packages.items() if not re.fullmatch(r"\d+(\.\d+){2,3}", version or "")]
    check(not loose, f"{name}: {path.name} pins {len(packages)} packages")
    return root.findtext(".//TargetFramework"), packages


def check_packages(name, path, sources, check):
    target, packages = project_of(path, check, name)
    check(re.fullmatch(r"net(8|10)\.0", target or "") is not None, f"{name}: {path.name} targets {target}")
    wanted = set()
    for source in sources:
        text = source.read_text()
        wanted |= {package_of(namespace) for namespace in re.findall(r"^using ([\w.]+);", text, re.MULTILINE)}
        wanted |= {f"Microsoft.Azure.Functions.Worker.Extensions.{TRIGGERS[trigger]}"
                   for trigger in re.findall(r"\[(\w+Trigger)\b", text) if trigger in TRIGGERS}
    wanted.discard(None)
    lacking, idle = wanted - set(packages), set(packages) - wanted - SILENT
    check(not lacking and not idle, f"{name}: {path.name} names what the sources use"
          + (f"; not {sorted(lacking)}" if lacking else "") + (f"; {sorted(idle)} for nothing" if idle else ""))
    return target


def check_csharp(function, name, check, events, sdks, work):
    """`check(holds, text)` notes a finding; `events` are files with events that the handler must take, None for none at all;
    `sdks` is a folder with the stands of SDKs, `work` one for what is compiled."""
    own, cloud, tests = (sorted(function.glob(pattern)) for pattern in ("*.cs", "Cloud/*.cs", "tests/*.cs"))
    target = check_packages(name, function / "App.csproj", own + cloud, check)
    test_target = check_packages(name, function / "tests/Tests.csproj", tests, check)
    check(target == test_target, f"{name}: the tests target what the function targets")
    with_sdk = [source.name for source in own if re.search(r"^using (Amazon|Azure|Microsoft|StackExchange)\b", source.read_text(), re.MULTILINE)]
    check(not with_sdk, f"{name}: only Cloud/ uses SDKs {with_sdk or ''}")
    program = (function / "Cloud/Program.cs").exists()
    problems = compiled([f"-target:{'exe' if program else 'library'}", f"-out:{work}/app.dll", f"-r:{sdks}/AwsSdk.dll", f"-r:{sdks}/AzureSdk.dll"],
                        [*own, *cloud, HERE / "SystemTextJson.cs"])
    check(not problems, f"{name}: {len(own) + len(cloud)} files compile with stands for the SDK")
    print(problems, end="")
    more = []
    if events:
        more.append(work / "SampleEventsTests.cs")
        batch = "Batch, CancellationToken" in (function / "Handler.cs").read_text()
        steps = "(batch, cancel) => Task.CompletedTask" if batch else "(input, cancel) => Task.FromResult(new Dictionary<string, object>())"
        paths = ", ".join(f'@"{event}"' for event in events)
        more[0].write_text(EVENTS_TEST.replace("PATHS", paths).replace("STEPS", steps))
    problems = compiled([f"-out:{work}/tests.exe"], [*(source for source in own if source.name != "Json.cs"), *tests, *more, HERE / "Json.cs", HERE / "Xunit.cs"])
    check(not problems, f"{name}: {len(own) + len(tests)} files compile without the SDK")
    print(problems, end="")
    if problems:
        return
    ran = subprocess.run(["mono", f"{work}/tests.exe"], capture_output=True, text=True, timeout=60)
    count = re.search(r"^(\d+) tests passed$", ran.stdout, re.MULTILINE)
    check(ran.returncode == 0, f"{name}: tests, one of them on {len(events or [])} sample events: {count[1] if count else 'none'}")
    if ran.returncode != 0:
        print(ran.stderr[-3000:])


def stands(work):
    """Compiles the stands of the SDKs; the compiler's messages."""
    return "".join(compiled(["-target:library", f"-out:{work}/{name}.dll"], [HERE / f"{name}.cs"]) for name in ("AwsSdk", "AzureSdk"))


def main():
    missing = missing_tools()
    if missing:
        print(f"SKIPPED: {', '.join(missing)} missing; C# skeletons are NOT compiled")
        return 77
    failures, functions = [], []

    def check(holds, text):
        print(("ok:     " if holds else "FAILED: ") + text)
        if not holds:
            failures.append(text)

    with tempfile.TemporaryDirectory() as temporary:
        root = pathlib.Path(temporary)
        problems = stands(root)
        check(not problems, f"the stands of the SDKs compile {problems}")
        for arguments in ((), ("functions-core-tools", "azure")):
            exports = root / "-".join(("exports", *arguments))
            subprocess.run([sys.argv[1], str(exports), *arguments], check=True, stdout=subprocess.DEVNULL)
            for project in sorted(exports.glob("*/src/*/App.csproj")):
                function = project.parent
                design = function.parent.parent
                others = [other.name for other in function.parent.iterdir()]
                events = None if arguments else [event for event in sorted((design / "events").glob("*.json"))
                                                 if max((one for one in others if event.name.startswith(one + "-")), key=len) == function.name]
                work = root / f"work-{len(functions)}"
                work.mkdir()
                functions.append((function, f"{'/'.join(arguments) or 'sam'} {design.name}/{function.name}", check, events, root, work))
        with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
            list(pool.map(lambda arguments: check_csharp(*arguments), functions))
    check(len(functions) >= 10, f"{len(functions)} functions in C# were exported")
    print(f"{len(failures)} failures")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
