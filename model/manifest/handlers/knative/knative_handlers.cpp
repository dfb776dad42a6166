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

}  // namespace

std::vector<HandlerCopy> KnativeHandlers::copies(Language language, const FunctionPlan& plan) const {
  auto copies = httpFunctionCopies(language, plan);
  if (language == Language::nodejs) {
    for (const char* file : {"index.mjs", "server.mjs", "events.mjs"}) copies.push_back({file, file});
    for (const char* file : {"events.test.mjs", "server.test.mjs"}) copies.push_back({file, std::string("test/") + file});
  } else {
    for (const char* file : {"app.py", "server.py", "events.py"}) copies.push_back({file, file});
    for (const char* file : {"test_events.py", "test_server.py"}) copies.push_back({file, std::string("tests/") + file});
  }
  return copies;
}

std::vector<ManifestFile> KnativeHandlers::entryFiles(Language language, const Architecture&,
                                                      const FunctionPlan& plan) const {
  auto files = httpFunctionFiles(language, plan);
  const std::string& runtime = plan.function->runtime;
  files.push_back(
      {"Dockerfile", language == Language::nodejs
                         ? nodejsDockerfile(runtime.substr(6))
                         : pythonDockerfile(runtime.substr(6), plan.function->instanceConcurrency.value_or(concurrency_))});
  files.push_back({".dockerignore", "node_modules\ntest\ntests\n__pycache__\n"});
  return files;
}

}  // namespace virga::model
