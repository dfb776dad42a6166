#include "model/manifest/handlers/aws/aws_handlers.h"

#include <algorithm>

#include "model/manifest/handlers/http/http_functions.h"

namespace virga::model {

namespace {

// Whether a load balancer hands requests on, too.
bool balanced(const FunctionPlan& plan) {
  return std::any_of(plan.routes.begin(), plan.routes.end(), [](const RouteUse& route) { return route.shared; });
}

std::vector<HandlerCopy> requestCopies(Language language, const FunctionPlan& plan) {
  if (!balanced(plan))
    return language == Language::nodejs ? std::vector<HandlerCopy>{{"index.mjs", "index.mjs"}}
                                        : std::vector<HandlerCopy>{{"app.py", "app.py"}};
  if (language == Language::nodejs)
    return {{"index_balanced.mjs", "index.mjs"},
            {"balanced.mjs", "balanced.mjs"},
            {"balanced.test.mjs", "test/balanced.test.mjs"},
            {"http_input.mjs", "http_input.mjs"}};
  return {{"app_balanced.py", "app.py"},
          {"balanced.py", "balanced.py"},
          {"test_balanced.py", "tests/test_balanced.py"},
          {"http_input.py", "http_input.py"}};
}

std::vector<HandlerCopy> goCopies(const FunctionPlan& plan) {
  std::vector<HandlerCopy> copies = {{plan.batches() ? "handler_batch.go" : "handler_request.go", "app/handler.go"},
                                     {"http.go", "app/http.go"},
                                     {"events.go", "app/events.go"},
                                     {"events_test.go", "app/events_test.go"},
                                     {balanced(plan) ? "main_balanced.go" : "main.go", "main.go"}};
  if (!balanced(plan)) return copies;
  for (const char* file : {"balanced.go", "balanced_test.go", "path_parameters.go", "path_parameters_test.go"})
    copies.push_back({file, std::string("app/") + file});
  return copies;
}

std::vector<HandlerCopy> joined(std::vector<HandlerCopy> first, const std::vector<HandlerCopy>& second) {
  first.insert(first.end(), second.begin(), second.end());
  return first;
}

}  // namespace

std::vector<HandlerCopy> AwsHandlers::copies(Language language, const FunctionPlan& plan) const {
  const bool batch = plan.batches();
  switch (language) {
    case Language::nodejs:
      return joined(requestCopies(language, plan), {{batch ? "handler_batch.mjs" : "handler_request.mjs", "handler.mjs"},
                                                    {"http.mjs", "http.mjs"},
                                                    {"events.mjs", "events.mjs"},
                                                    {"events.test.mjs", "test/events.test.mjs"}});
    case Language::python:
      return joined(requestCopies(language, plan), {{batch ? "handler_batch.py" : "handler_request.py", "handler.py"},
                                                    {"http_api.py", "http_api.py"},
                                                    {"events.py", "events.py"},
                                                    {"test_events.py", "tests/test_events.py"}});
    case Language::java:
      return {{"App.java", javaPath("App")},
              {batch ? "HandlerBatch.java" : "HandlerRequest.java", javaPath("Handler")},
              {"Http.java", javaPath("Http")},
              {"Events.java", javaPath("Events")},
              {"EventsTest.java", javaTestPath("EventsTest")}};
    case Language::csharp:
      return {{"Function.cs", csharpCloudPath("Function")},
              {batch ? "HandlerBatch.cs" : "HandlerRequest.cs", csharpPath("Handler")},
              {"Http.cs", csharpPath("Http")},
              {"Events.cs", csharpPath("Events")},
              {"EventsTests.cs", csharpTestPath("EventsTests")}};
    case Language::go: return goCopies(plan);
  }
  return {};
}

std::vector<ManifestFile> AwsHandlers::entryFiles(Language language, const Architecture&, const FunctionPlan& plan) const {
  std::vector<ManifestFile> files;
  if (language != Language::java && language != Language::csharp && balanced(plan))
    files.push_back(httpRoutesFile(language, plan));
  if (language == Language::nodejs) {
    files.push_back({"test/handler.test.mjs", awsNodejsTest(plan)});
  } else if (language == Language::go) {
    files.push_back({"app/handler_test.go", awsGoTest(plan)});
  } else if (language == Language::java) {
    files.push_back({javaTestPath("HandlerTest"), awsJavaTest(plan)});
  } else if (language == Language::csharp) {
    files.push_back({csharpTestPath("HandlerTests"), awsCsharpTest(plan)});
  } else {
    files.push_back({"tests/__init__.py", ""});
    files.push_back({"tests/test_handler.py", awsPythonTest(plan)});
  }
  return files;
}

}  // namespace virga::model
