#pragma once

#include "model/manifest/handlers/handler_platform.h"

namespace virga::model {

// Functions of Fn, as OCI Functions runs them.
class OciHandlers : public HandlerPlatform {
 public:
  std::string name() const override { return "oci"; }
  std::string folderOf(const ComponentId& function) const override { return "functions/" + function + "/"; }
  std::unique_ptr<NodejsServices> nodejs(const Architecture& architecture, const FunctionPlan& plan) const override;
  std::unique_ptr<PythonServices> python(const Architecture& architecture, const FunctionPlan& plan) const override;
  std::vector<HandlerCopy> copies(Language language, const FunctionPlan& plan) const override;
  std::vector<ManifestFile> entryFiles(Language language, const Architecture& architecture,
                                       const FunctionPlan& plan) const override;
};

}  // namespace virga::model
