#pragma once

#include "model/manifest/azure/azure_plan.h"
#include "model/manifest/handlers/handler_platform.h"

namespace virga::model {

// Function apps of Azure in the programming models v4 of Node.js and v2 of Python, whose code names its triggers.
class AzureHandlers : public HandlerPlatform {
 public:
  explicit AzureHandlers(const AzureFunction& function) : function_(function) {}

  std::string name() const override { return "azure"; }
  std::unique_ptr<NodejsServices> nodejs(const Architecture& architecture, const FunctionPlan& plan) const override;
  std::unique_ptr<PythonServices> python(const Architecture& architecture, const FunctionPlan& plan) const override;
  std::vector<HandlerCopy> copies(Language language, const FunctionPlan& plan) const override;
  std::vector<ManifestFile> entryFiles(Language language, const Architecture& architecture,
                                       const FunctionPlan& plan) const override;

 private:
  const AzureFunction& function_;
};

}  // namespace virga::model
