"""Compiles the Java code of an exported function and runs its tests.

Sources that import the provider's SDK can't be compiled without it and are parsed; all others are compiled against Jackson and
JUnit as Debian packages them, and their tests are run.
"""

import pathlib
import re
import shutil
import subprocess
import tempfile
import xml.etree.ElementTree as ET

HERE = pathlib.Path(__file__).parent
JARS = pathlib.Path("/usr/share/java")
LIBRARIES = ("jackson-core", "jackson-databind", "jackson-annotations", "junit-jupiter-api", "junit-jupiter-engine",
             "junit-platform-console", "junit-platform-engine", "junit-platform-commons", "junit-platform-launcher",
             "junit-platform-reporting", "opentest4j", "opentest4j-reporting-events", "apiguardian-api", "picocli")
# Package → the artifact that has it; the services of the AWS SDK are named like their packages.
ARTIFACTS = {"com.fasterxml.jackson": "jackson-databind", "com.amazonaws.services.lambda.runtime": "aws-lambda-java-core",
             "io.lettuce": "lettuce-core", "software.amazon.awssdk.core": "sdk-core", "org.junit.jupiter": "junit-jupiter",
             "com.microsoft.azure.functions": "azure-functions-java-library", "com.azure.core": "azure-core",
             "com.azure.cosmos": "azure-cosmos", "com.azure.identity": "azure-identity",
             "com.azure.messaging.eventgrid": "azure-messaging-eventgrid", "com.azure.messaging.eventhubs": "azure-messaging-eventhubs",
             "com.azure.security.keyvault.secrets": "azure-security-keyvault-secrets",
             "com.azure.storage.blob": "azure-storage-blob", "com.azure.storage.queue": "azure-storage-queue",
             "software.amazon.awssdk.auth": "auth", "software.amazon.awssdk.regions": "regions",
             "com.google.api.gax": "gax", "com.google.auth": "google-auth-library-oauth2-http",
             "com.google.cloud.eventarc.publishing": "google-cloud-eventarc-publishing",
             "com.google.cloud.firestore": "google-cloud-firestore", "com.google.cloud.functions": "functions-framework-api",
             "com.google.cloud.pubsub": "google-cloud-pubsub", "com.google.pubsub": "google-cloud-pubsub",
             "com.google.cloud.secretmanager": "google-cloud-secretmanager", "com.google.cloud.storage": "google-cloud-storage",
             "com.google.cloud.workflows": "google-cloud-workflow-executions", "com.google.cloud": "google-cloud-core",
             "com.google.protobuf": "protobuf-java", "com.mongodb": "mongodb-driver-sync", "org.bson": "mongodb-driver-sync",
             "com.fnproject.fn.api": "api", "oracle.nosql.driver": "nosqldriver", "com.oracle.bmc.functions": "oci-java-sdk-functions",
             "com.oracle.bmc.objectstorage": "oci-java-sdk-objectstorage", "com.oracle.bmc.ons": "oci-java-sdk-ons",
             "com.oracle.bmc.queue": "oci-java-sdk-queue", "com.oracle.bmc.secrets": "oci-java-sdk-secrets",
             "com.oracle.bmc.streaming": "oci-java-sdk-streaming", "com.oracle.bmc": "oci-java-sdk-common"}
# Joins the tests of a function: the paths of its sample events stand in the property `events`.
EVENTS_TEST = """package app;

import static org.junit.jupiter.api.Assertions.assertFalse;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SampleEventsTest {
  @Test
  void sampleEventsAreAccepted() throws Exception {
    for (String path : System.getProperty("events").split(":")) {
      Map<String, Object> answer = Json.object(new Handler(STEPS).handle(Json.read(Files.readString(Path.of(path)))));
      if (answer == null) continue;
      assertFalse(answer.get("statusCode") instanceof Integer status && status >= 300, path);
      assertFalse(answer.get("batchItemFailures") instanceof List<?> failed && !failed.isEmpty(), path);
    }
  }
}
"""


def missing_tools():
    """What is missing to check Java; empty where nothing is."""
    missing = [tool for tool in ("javac", "java") if shutil.which(tool) is None]
    return missing + [f"{name}.jar" for name in LIBRARIES if not (JARS / f"{name}.jar").exists()]


def classpath(*more):
    return ":".join([*map(str, more), *(str(JARS / f"{name}.jar") for name in LIBRARIES)])


def imports_of(source):
    return re.findall(r"^import (?:static )?([\w.]+);", source.read_text(), re.MULTILINE)


def artifact_of(name):
    service = re.match(r"software\.amazon\.awssdk\.services\.(\w+)\.", name)
    return service.group(1) if service else next((a for p, a in ARTIFACTS.items() if name.startswith(p + ".")), None)


def sources_of(function, name, check):
    """The files that need the SDK, and the others; what a file imports has to be in pom.xml."""
    pom = ET.parse(function / "pom.xml").getroot()
    known = {node.text for node in pom.iter("{http://maven.apache.org/POM/4.0.0}artifactId")}
    sources = sorted(function.rglob("*.java"))
    classes = {source.stem for source in sources}
    with_sdk = set()
    for source in sources:
        for imported in imports_of(source):
            if imported.startswith(("java.", "com.sun.net.httpserver.")):
                continue
            artifact = artifact_of(imported)
            if artifact not in known:
                check(False, f"{name}: {source.name} imports {imported}, which pom.xml hasn't")
            if not imported.startswith(("com.fasterxml.jackson.", "org.junit.")):
                with_sdk.add(source)
    while True:  # what names a class that needs the SDK needs it too
        stems = "|".join(source.stem for source in with_sdk)
        more = {source for source in sources if source not in with_sdk and stems
                and re.search(rf"(?<![.\w\"])(?:{stems})\b", re.sub(r"/\*.*?\*/|//[^\n]*", "", source.read_text(), flags=re.DOTALL))}
        if not more:
            break
        with_sdk |= more
    for source in sorted(with_sdk):
        used = set(re.findall(r"\b(Clients|CloudSql|Database|Documents|Entry|Events|Handler|IdentityTokens|Invocations|Items|Json|Log|"
                              r"MongoCollections|Postgres|Queues|RedisCache|Remote|Secrets|Single|Steps|Streams|Tables)\b[.(:]",
                              source.read_text()))
        check(used <= classes, f"{name}: {source.name} finds the classes beside it {used - classes or ''}")
    return sorted(with_sdk), [source for source in sources if source not in with_sdk]


def check_all(functions, check):
    """Parses, compiles and tests the functions, pairs of a folder and a name, in one process."""
    missing = missing_tools()
    if missing or not functions:
        if functions:
            print(f"SKIPPED: {', '.join(missing)} missing; Java skeletons are NOT compiled")
        return
    lines, counts = [], {}
    for folder, name in functions:
        with_sdk, others = sources_of(folder, name, check)
        counts[name] = (len(with_sdk), len(others))
        lines += [f"function {name}", *(f"parse {path}" for path in with_sdk), *(f"compile {path}" for path in others)]
    done = subprocess.run(["java", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-cp", classpath(), str(HERE / "CheckJava.java")],
                          input="\n".join(lines) + "\n", capture_output=True, text=True)
    found = {}
    for line in done.stdout.splitlines():
        name, what, text = line.split("\t", 2)
        found[name, what] = text
    check(done.returncode == 0, f"Java is checked {done.stderr[-2000:] if done.returncode else ''}")
    for name, (parsed, compiled) in counts.items():
        fault = found.get((name, "parsed"), "nothing said")
        check(fault == "", f"{name}: {parsed} files are Java, with the SDK {fault[:2000]}")
        fault = found.get((name, "compiled"), "nothing said")
        check(fault == "", f"{name}: {compiled} files compile without the SDK {fault[:2000]}")
        tests = found.get((name, "tests"), "none ran")
        check(tests.isdigit() and int(tests) > 0, f"{name}: tests pass: {tests[:2000]}")


def check_java(function, name, check, events):
    """`check(holds, text)` notes a finding; `events` are files with events that the handler must take, None for none at all."""
    with_sdk, others = sources_of(function, name, check)
    parsed = subprocess.run(["java", str(HERE / "ParseJava.java"), *map(str, with_sdk)], capture_output=True, text=True)
    check(parsed.returncode == 0, f"{name}: {len(with_sdk)} files are Java, with the SDK")
    print(parsed.stdout, end="")
    with tempfile.TemporaryDirectory() as out:
        more = []
        if events is not None:
            more.append(pathlib.Path(out) / "SampleEventsTest.java")
            batch = "StepsOfBatch" in (function / "src/main/java/app/Handler.java").read_text()
            more[0].write_text(EVENTS_TEST.replace("STEPS", "batch -> {}" if batch else "input -> Map.of()"))
        compiled = subprocess.run(
            ["javac", "-Xlint:all,-path", "-Werror", "-cp", classpath(), "-d", out, *map(str, [*more, *others])], capture_output=True, text=True)
        check(compiled.returncode == 0, f"{name}: {len(others)} files compile without the SDK")
        if compiled.returncode != 0:
            print(compiled.stdout + compiled.stderr)
            return
        tests = subprocess.run(
            ["java", f"-Devents={':'.join(map(str, events or []))}", "-cp", classpath(out), "org.junit.platform.console.ConsoleLauncher", "--scan-classpath", out],
            capture_output=True, text=True)
        ran = re.search(r"(\d+) tests successful", tests.stdout)
        check(tests.returncode == 0 and ran is not None and int(ran.group(1)) > 0,
              f"{name}: tests, one of them on {len(events or [])} sample events: {ran.group(1) if ran else 'none'}")
        if tests.returncode != 0:
            print(tests.stdout[-3000:])
