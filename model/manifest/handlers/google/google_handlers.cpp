#include "model/manifest/handlers/google/google_handlers.h"

namespace virga::model {

std::vector<HandlerCopy> GoogleHandlers::copies(Language language, const FunctionPlan& plan) const {
  const bool batch = plan.batches();
  std::vector<HandlerCopy> copies;
  switch (language) {
    case Language::nodejs:
      copies = {{batch ? "index_batch.mjs" : "index_request.mjs", "index.mjs"},
                {"handler.mjs", "handler.mjs"},
                {"events.mjs", "events.mjs"},
                {"log.mjs", "log.mjs"},
                {"events.test.mjs", "test/events.test.mjs"}};
      if (batch) copies.push_back({"single.mjs", "single.mjs"});
      break;
    case Language::python:
      copies = {{batch ? "main_batch.py" : "main_request.py", "main.py"},
                {"handler.py", "handler.py"},
                {"events.py", "events.py"},
                {"log.py", "log.py"},
                {"test_events.py", "tests/test_events.py"}};
      if (batch) copies.push_back({"single.py", "single.py"});
      break;
    case Language::java:
      copies = {{batch ? "AppBatch.java" : "AppRequest.java", javaPath("App")},
                {"EventsTest.java", javaTestPath("EventsTest")}};
      for (const char* name : {"Entry", "Events", "Handler"})
        copies.push_back({std::string(name) + ".java", javaPath(name)});
      if (batch) copies.push_back({"Single.java", javaPath("Single")});
      break;
    case Language::go:
      copies = {{batch ? "function_batch.go" : "function_request.go", "function.go"},
                {"handler.go", "app/handler.go"},
                {"events.go", "app/events.go"},
                {"events_test.go", "app/events_test.go"}};
      if (batch) copies.push_back({"single.go", "app/single.go"});
      break;
    case Language::csharp: break;  // handlers in it aren't written here
  }
  return copies;
}

std::vector<ManifestFile> GoogleHandlers::entryFiles(Language language, const Architecture&,
                                                     const FunctionPlan& plan) const {
  switch (language) {
    case Language::nodejs:
      return {{"test/handler.test.mjs", googleNodejsTest(plan)}, {".gcloudignore", "node_modules/\ntest/\n"}};
    case Language::java:
      return {{javaTestPath("HandlerTest"), googleJavaTest(plan)}, {".gcloudignore", "target/\nsrc/test/\n"}};
    case Language::go: return {{"app/handler_test.go", googleGoTest(plan)}};
    case Language::python:
    case Language::csharp: break;
  }
  return {{"tests/__init__.py", ""},
          {"tests/test_handler.py", googlePythonTest(plan)},
          {".gcloudignore", "__pycache__/\ntests/\n"}};
}

}  // namespace virga::model
