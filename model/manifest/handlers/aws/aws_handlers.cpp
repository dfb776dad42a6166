#include "model/manifest/handlers/aws/aws_handlers.h"

namespace virga::model {

std::vector<HandlerCopy> AwsHandlers::copies(Language language, const FunctionPlan& plan) const {
  const bool batch = plan.batches();
  switch (language) {
    case Language::nodejs:
      return {{"index.mjs", "index.mjs"},
              {batch ? "handler_batch.mjs" : "handler_request.mjs", "handler.mjs"},
              {"http.mjs", "http.mjs"},
              {"events.mjs", "events.mjs"},
              {"events.test.mjs", "test/events.test.mjs"}};
    case Language::python:
      return {{"app.py", "app.py"},
              {batch ? "handler_batch.py" : "handler_request.py", "handler.py"},
              {"http_api.py", "http_api.py"},
              {"events.py", "events.py"},
              {"test_events.py", "tests/test_events.py"}};
    case Language::java:
      return {{"App.java", javaPath("App")},
              {batch ? "HandlerBatch.java" : "HandlerRequest.java", javaPath("Handler")},
              {"Http.java", javaPath("Http")},
              {"Events.java", javaPath("Events")},
              {"EventsTest.java", javaTestPath("EventsTest")}};
  }
  return {};
}

std::vector<ManifestFile> AwsHandlers::entryFiles(Language language, const Architecture&, const FunctionPlan& plan) const {
  if (language == Language::nodejs) return {{"test/handler.test.mjs", awsNodejsTest(plan)}};
  if (language == Language::java) return {{javaTestPath("HandlerTest"), awsJavaTest(plan)}};
  return {{"tests/__init__.py", ""}, {"tests/test_handler.py", awsPythonTest(plan)}};
}

}  // namespace virga::model
