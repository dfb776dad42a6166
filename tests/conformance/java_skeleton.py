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
             "com.azure.storage.blob": "azure-storage-blob", "com.azure.storage.queue": "azure-storage-queue"}
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


def check_java(function, name, check, events):
    """`check(holds, text)` notes a finding; `events` are files with events that the handler must take, None for none at all."""
    pom = ET.parse(function / "pom.xml").getroot()
    known = {node.text for node in pom.iter("{http://maven.apache.org/POM/4.0.0}artifactId")}
    sources = sorted(function.rglob("*.java"))
    classes = {source.stem for source in sources}
    with_sdk = set()
    for source in sources:
        for imported in imports_of(source):
            if imported.startswith("java."):
                continue
            artifact = artifact_of(imported)
            if artifact not in known:
                check(False, f"{name}: {source.name} imports {imported}, which pom.xml hasn't")
            if not imported.startswith(("com.fasterxml.jackson.", "org.junit.")):
                with_sdk.add(source)
    parsed = subprocess.run(["java", str(HERE / "ParseJava.java"), *map(str, sorted(with_sdk))], capture_output=True, text=True)
    check(parsed.returncode == 0, f"{name}: {len(with_sdk)} of {len(sources)} files are Java, with the SDK")
    print(parsed.stdout, end="")
    for source in sorted(with_sdk):
        used = set(re.findall(r"\b(Items|Secrets|RedisCache|Remote|Json|Log|Steps|Handler)\b[.(:]", source.read_text()))
        check(used <= classes, f"{name}: {source.name} finds the classes beside it")
    with tempfile.TemporaryDirectory() as out:
        more = []
        if events is not None:
            more.append(pathlib.Path(out) / "SampleEventsTest.java")
            batch = "StepsOfBatch" in (function / "src/main/java/app/Handler.java").read_text()
            more[0].write_text(EVENTS_TEST.replace("STEPS", "batch -> {}" if batch else "input -> Map.of()"))
        compiled = subprocess.run(
            ["javac", "-Xlint:all,-path", "-Werror", "-cp", classpath(), "-d", out, *map(str, more),
             *(str(source) for source in sources if source not in with_sdk)], capture_output=True, text=True)
        check(compiled.returncode == 0, f"{name}: {len(sources) - len(with_sdk)} of {len(sources)} files compile without the SDK")
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
