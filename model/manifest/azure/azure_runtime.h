#pragma once

#include <string>
#include <vector>

#include "model/manifest/azure/azure_plan.h"

namespace virga::model {

struct AzureRuntime {
  std::string name;     // "node", "python", "java", "dotnet-isolated"
  std::string version;  // "22", "3.12", "8.0"
};

// "nodejs22" as Azure names it.
AzureRuntime azureRuntime(const std::string& runtime);

// The names of the functions of an app but for its HTTP trigger, as its code states them.
std::vector<std::string> azureTriggers(const AzureFunction& function);

// host.json of an app: with the batches, retries and pauses of its triggers.
std::string azureHost(const AzurePlan& plan, const AzureFunction& function);

// local.settings.json for a run on one's own machine; secrets stay in Key Vault.
std::string azureLocalSettings(const AzurePlan& plan, const AzureFunction& function);

// "00:01:30", with fractions of a second where there are some.
std::string timeSpan(Duration duration);

}  // namespace virga::model
