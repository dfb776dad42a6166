#include "model/manifest/handlers/knative/knative_handlers.h"

#include <fmt/format.h>

#include "model/manifest/handlers/http/http_functions.h"

namespace virga::model {

namespace {

// As many threads as requests come at once.
std::string pythonDockerfile(const std::string& version, int threads) {
  return fmt::format(
      "FROM python:{}-slim\n"
      "WORKDIR /app\n"
      "COPY requirements.txt ./\n"
      "RUN pip install --no-cache-dir -r requirements.txt\n"
      "COPY *.py ./\n"
      "USER 65532:65532\n"
      "ENV PYTHONDONTWRITEBYTECODE=1\n"
      "EXPOSE 8080\n"
      "CMD [\"gunicorn\", \"--bind\", \":8080\", \"--worker-tmp-dir\", \"/dev/shm\", \"--workers\", \"1\", \"--threads\", "
      "\"{}\", \"app:application\"]\n",
      version, threads);
}

// The heap takes three quarters of the memory; nothing is written beside it.
std::string javaDockerfile(const std::string& version) {
  return fmt::format(
      "FROM maven:3.9-eclipse-temurin-{0} AS build\n"
      "WORKDIR /app\n"
      "COPY pom.xml ./\n"
      "COPY src/main src/main\n"
      "RUN mvn -q -B package dependency:copy-dependencies -DincludeScope=runtime\n"
      "\n"
      "FROM eclipse-temurin:{0}-jre\n"
      "WORKDIR /app\n"
      "COPY --from=build /app/target/dependency lib\n"
      "COPY --from=build /app/target/*.jar app.jar\n"
      "USER 65532:65532\n"
      "EXPOSE 8080\n"
      "CMD [\"java\", \"-XX:MaxRAMPercentage=75\", \"-XX:-UsePerfData\", \"-cp\", \"app.jar:lib/*\", \"app.App\"]\n",
      version);
}

std::string dockerfile(Language language, const FunctionPlan& plan, int concurrency) {
  const std::string& runtime = plan.function->runtime;
  switch (language) {
    case Language::nodejs: return nodejsDockerfile(runtime.substr(std::string("nodejs").size()));
    case Language::java: return javaDockerfile(runtime.substr(std::string("java").size()));
    case Language::python:
    case Language::csharp:
    case Language::go: break;
  }
  return pythonDockerfile(runtime.substr(std::string("python").size()),
                          plan.function->instanceConcurrency.value_or(concurrency));
}

}  // namespace

std::vector<HandlerCopy> KnativeHandlers::copies(Language language, const FunctionPlan& plan) const {
  auto copies = httpFunctionCopies(language, plan);
  switch (language) {
    case Language::nodejs:
      for (const char* file : {"index.mjs", "server.mjs", "events.mjs"}) copies.push_back({file, file});
      for (const char* file : {"events.test.mjs", "server.test.mjs"}) copies.push_back({file, std::string("test/") + file});
      break;
    case Language::python:
      for (const char* file : {"app.py", "server.py", "events.py"}) copies.push_back({file, file});
      for (const char* file : {"test_events.py", "test_server.py"}) copies.push_back({file, std::string("tests/") + file});
      break;
    case Language::java:
      for (const std::string name : {"App", "Events", "Remote", "Server"})
        copies.push_back({name + ".java", javaPath(name)});
      for (const std::string name : {"EventsTest", "ServerTest"}) copies.push_back({name + ".java", javaTestPath(name)});
      copies.push_back({plan.batches() ? "TestHandlerBatch.java" : "TestHandlerRequest.java", javaTestPath("TestHandler")});
      break;
    case Language::csharp:
    case Language::go: break;  // handlers in it aren't written here
  }
  return copies;
}

std::vector<ManifestFile> KnativeHandlers::entryFiles(Language language, const Architecture&,
                                                      const FunctionPlan& plan) const {
  auto files = httpFunctionFiles(language, plan);
  files.push_back({"Dockerfile", dockerfile(language, plan, concurrency_)});
  files.push_back(
      {".dockerignore", language == Language::java ? "target\nsrc/test\n" : "node_modules\ntest\ntests\n__pycache__\n"});
  return files;
}

}  // namespace virga::model
