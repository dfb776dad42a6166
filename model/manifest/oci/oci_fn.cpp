#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "model/manifest/handlers/oci/oci_handlers.h"
#include "model/manifest/oci/oci_plan.h"
#include "model/manifest/plain_yaml.h"

namespace virga::model {

namespace {

// Fn's format of func.yaml (fnproject/cli, common/funcfile.go and common/schema.go, version 20180708).
constexpr int kFuncSchema = 20180708;

}  // namespace

std::pair<std::string, std::string> fnRuntime(const std::string& runtime) {
  if (runtime.rfind("nodejs", 0) == 0) return {"node", runtime.substr(6)};
  if (runtime.rfind("python", 0) == 0) return {"python", runtime.substr(6)};
  if (runtime.rfind("java", 0) == 0) return {"java", runtime.substr(4)};
  return {runtime, ""};
}

std::string fnAppYaml(const OciPlan& plan) {
  nlohmann::ordered_json app = nlohmann::ordered_json::object();
  app["name"] = plan.names.application();
  return toYaml(app);
}

std::string fnFuncYaml(const OciPlan& plan, const OciFunction& function) {
  const auto [language, version] = fnRuntime(function.plan->function->runtime);
  nlohmann::ordered_json func = nlohmann::ordered_json::object();
  func["schema_version"] = kFuncSchema;
  func["name"] = plan.names.of(function.plan->component->id);
  func["version"] = "0.0.1";
  func["runtime"] = language;
  if (language == "java") {
    func["build_image"] = fmt::format("fnproject/fn-java-fdk-build:jdk{}-{}", version, kFnJavaVersion);
    func["run_image"] = fmt::format("fnproject/fn-java-fdk:jre{}-{}", version, kFnJavaVersion);
    func["cmd"] = "app.App::handle";  // the image has the entry point
  } else {
    func["build_image"] = fmt::format("fnproject/{}:{}-dev", language, version);
    func["run_image"] = fmt::format("fnproject/{}:{}", language, version);
    func["entrypoint"] = language == "python" ? "/python/bin/fdk /function/func.py handler" : "node func.js";
  }
  func["memory"] = function.memoryMib;
  func["timeout"] = function.timeoutSeconds;
  return toYaml(func);
}

}  // namespace virga::model
