#pragma once

#include <vector>

#include <tl/expected.hpp>

#include "model/manifest/handlers/azure/azure_handlers.h"

namespace virga::model {

// A workflow as an app of Durable Functions in Node.js: activities that use services, an orchestration that calls them in
// order, its test, and the triggers that start it. (learn.microsoft.com/azure/azure-functions/durable, 2026.)
class AzureWorkflow : public AzureHandlers {
 public:
  // What isn't expressed is added to `problems`.
  AzureWorkflow(const AzurePlan& plan, const AzureFunction& function, Problems& problems)
      : AzureHandlers(plan, function), problems_(problems) {}

  std::vector<HandlerCopy> copies(Language language, const FunctionPlan& plan) const override;
  std::vector<ManifestFile> entryFiles(Language language, const Architecture& architecture,
                                       const FunctionPlan& plan) const override;

 private:
  Problems& problems_;
};

// The code of a workflow below the app's folder.
tl::expected<std::vector<ManifestFile>, Problems> workflowFiles(const AzurePlan& plan, const AzureFunction& function,
                                                                Problems& problems);

}  // namespace virga::model
