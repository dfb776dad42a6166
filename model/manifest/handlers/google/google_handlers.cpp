#include "model/manifest/handlers/google/google_handlers.h"

namespace virga::model {

std::vector<HandlerCopy> GoogleHandlers::copies(Language language, const FunctionPlan& plan) const {
  const bool batch = plan.batches();
  std::vector<HandlerCopy> copies;
  if (language == Language::go) {
    copies = {{batch ? "function_batch.go" : "function_request.go", "function.go"},
              {"handler.go", "app/handler.go"},
              {"events.go", "app/events.go"},
              {"events_test.go", "app/events_test.go"}};
    if (batch) copies.push_back({"single.go", "app/single.go"});
    return copies;
  }
  if (language == Language::nodejs) {
    copies = {{batch ? "index_batch.mjs" : "index_request.mjs", "index.mjs"},
              {"handler.mjs", "handler.mjs"},
              {"events.mjs", "events.mjs"},
              {"log.mjs", "log.mjs"},
              {"events.test.mjs", "test/events.test.mjs"}};
    if (batch) copies.push_back({"single.mjs", "single.mjs"});
    return copies;
  }
  copies = {{batch ? "main_batch.py" : "main_request.py", "main.py"},
            {"handler.py", "handler.py"},
            {"events.py", "events.py"},
            {"log.py", "log.py"},
            {"test_events.py", "tests/test_events.py"}};
  if (batch) copies.push_back({"single.py", "single.py"});
  return copies;
}

std::vector<ManifestFile> GoogleHandlers::entryFiles(Language language, const Architecture&,
                                                     const FunctionPlan& plan) const {
  if (language == Language::go) return {{"app/handler_test.go", googleGoTest(plan)}};
  if (language == Language::nodejs)
    return {{"test/handler.test.mjs", googleNodejsTest(plan)}, {".gcloudignore", "node_modules/\ntest/\n"}};
  return {{"tests/__init__.py", ""},
          {"tests/test_handler.py", googlePythonTest(plan)},
          {".gcloudignore", "__pycache__/\ntests/\n"}};
}

}  // namespace virga::model
