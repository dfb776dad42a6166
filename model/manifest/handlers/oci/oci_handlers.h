#pragma once

#include "model/manifest/handlers/handler_platform.h"

namespace virga::model {

// The version of Fn's development kit for Java: of its library and of the images that build and run a function
// (fnproject/fdk-java, 2026).
inline constexpr const char* kFnJavaVersion = "1.1.12";

// Functions of Fn, as OCI Functions runs them.
class OciHandlers : public HandlerPlatform {
 public:
  std::string name() const override { return "oci"; }
  std::string folderOf(const ComponentId& function) const override { return "functions/" + function + "/"; }
  std::unique_ptr<NodejsServices> nodejs(const Architecture& architecture, const FunctionPlan& plan) const override;
  std::unique_ptr<PythonServices> python(const Architecture& architecture, const FunctionPlan& plan) const override;
  std::unique_ptr<JavaServices> java(const Architecture& architecture, const FunctionPlan& plan) const override;
  std::vector<HandlerCopy> copies(Language language, const FunctionPlan& plan) const override;
  std::vector<ManifestFile> entryFiles(Language language, const Architecture& architecture,
                                       const FunctionPlan& plan) const override;
};

}  // namespace virga::model
