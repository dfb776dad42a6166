#include "model/manifest/handlers/oci/oci_handlers.h"

#include "model/manifest/handlers/http/http_functions.h"

namespace virga::model {

std::vector<HandlerCopy> OciHandlers::copies(Language language, const FunctionPlan& plan) const {
  auto copies = httpFunctionCopies(language, plan);
  switch (language) {
    case Language::nodejs:
      for (const char* file : {"func.js", "handler.mjs", "events.mjs"}) copies.push_back({file, file});
      for (const char* file : {"events.test.mjs", "handler.test.mjs"}) copies.push_back({file, std::string("test/") + file});
      break;
    case Language::python:
      for (const char* file : {"func.py", "handler.py", "events.py"}) copies.push_back({file, file});
      for (const char* file : {"test_events.py", "test_handler.py"}) copies.push_back({file, std::string("tests/") + file});
      break;
    case Language::java:
      for (const std::string name : {"App", "Events", "Invocations"}) copies.push_back({name + ".java", javaPath(name)});
      for (const std::string name : {"EventsTest", "InvocationsTest"})
        copies.push_back({name + ".java", javaTestPath(name)});
      copies.push_back({plan.batches() ? "TestHandlerBatch.java" : "TestHandlerRequest.java", javaTestPath("TestHandler")});
      break;
    case Language::csharp:
    case Language::go: break;  // handlers in it aren't written here
  }
  return copies;
}

std::vector<ManifestFile> OciHandlers::entryFiles(Language language, const Architecture&, const FunctionPlan& plan) const {
  return httpFunctionFiles(language, plan);
}

}  // namespace virga::model
