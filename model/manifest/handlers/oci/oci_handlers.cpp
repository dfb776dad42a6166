#include "model/manifest/handlers/oci/oci_handlers.h"

#include "model/manifest/handlers/http/http_functions.h"

namespace virga::model {

std::vector<HandlerCopy> OciHandlers::copies(Language language, const FunctionPlan& plan) const {
  auto copies = httpFunctionCopies(language, plan);
  if (language == Language::nodejs) {
    for (const char* file : {"func.js", "handler.mjs", "events.mjs"}) copies.push_back({file, file});
    copies.push_back({"events.test.mjs", "test/events.test.mjs"});
  } else {
    for (const char* file : {"func.py", "handler.py", "events.py"}) copies.push_back({file, file});
    copies.push_back({"test_events.py", "tests/test_events.py"});
  }
  return copies;
}

std::vector<ManifestFile> OciHandlers::entryFiles(Language language, const Architecture&, const FunctionPlan& plan) const {
  return httpFunctionFiles(language, plan);
}

}  // namespace virga::model
