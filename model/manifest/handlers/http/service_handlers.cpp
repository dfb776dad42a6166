#include "model/manifest/handlers/http/service_handlers.h"

#include "model/manifest/handlers/http/http_functions.h"

namespace virga::model {

std::vector<HandlerCopy> ServiceHandlers::copies(Language language, const FunctionPlan& plan) const {
  auto copies = httpFunctionCopies(language, plan);
  copies.push_back({"service_index.mjs", "index.mjs"});
  copies.push_back({"service_load.mjs", "service_load.mjs"});
  copies.push_back({"service_server.mjs", "service_server.mjs"});
  copies.push_back({"service_server.test.mjs", "test/service_server.test.mjs"});
  return copies;
}

std::vector<ManifestFile> ServiceHandlers::entryFiles(Language language, const Architecture&,
                                                      const FunctionPlan& plan) const {
  auto files = httpFunctionFiles(language, plan);
  files.push_back({"Dockerfile", nodejsDockerfile(plan.function->runtime.substr(std::string("nodejs").size()))});
  files.push_back({".dockerignore", "node_modules\ntest\n"});
  return files;
}

}  // namespace virga::model
