#include "model/manifest/azure/azure_export.h"

#include <utility>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "model/manifest/azure/azure_plan.h"
#include "model/manifest/handlers/azure/azure_handlers.h"
#include "model/manifest/handlers/code_text.h"
#include "model/manifest/handlers/handlers.h"
#include "model/manifest/whole_units.h"

namespace virga::model {

namespace {

using Json = nlohmann::ordered_json;

std::string timeSpan(Duration duration) {
  const std::int64_t all = ceilSeconds(duration);
  return fmt::format("{:02}:{:02}:{:02}", all / 3600, all / 60 % 60, all % 60);
}

std::string hostJson(const AzureFunction& function) {
  Json host = {{"version", "2.0"},
               {"functionTimeout", timeSpan(function.plan->function->timeout)},
               {"extensionBundle", {{"id", "Microsoft.Azure.Functions.ExtensionBundle"}, {"version", "[4.*, 5.0.0)"}}},
               {"logging", {{"applicationInsights", {{"samplingSettings", {{"isEnabled", true}}}}}}}};
  if (!function.plan->routes.empty()) host["extensions"]["http"] = {{"routePrefix", ""}};
  if (!function.plan->consumers.empty())
    host["extensions"]["queues"] = {{"batchSize", function.batch},
                                    {"newBatchThreshold", 0},
                                    {"maxDequeueCount", function.maxReceives},
                                    {"visibilityTimeout", timeSpan(function.visibility)},
                                    {"messageEncoding", "none"}};
  return host.dump(2) + "\n";
}

// For a run on one's own machine; secrets stay in Key Vault.
std::string localSettings(const AzurePlan& plan, const AzureFunction& function) {
  const bool node = function.plan->function->runtime.rfind("nodejs", 0) == 0;
  Json values = {{"AzureWebJobsStorage", "UseDevelopmentStorage=true"},
                 {"FUNCTIONS_WORKER_RUNTIME", node ? "node" : "python"},
                 {"DATA", "UseDevelopmentStorage=true"}};
  for (const ComponentId& id : function.uses) {
    const auto& kind = plan.architecture->find(id)->kind;
    const char* suffix = std::holds_alternative<Queue>(kind)         ? "QUEUE"
                         : std::holds_alternative<ObjectStore>(kind) ? "CONTAINER"
                         : std::holds_alternative<NosqlDb>(kind)     ? "TABLE"
                                                                     : "SECRET_NAME";
    values[environmentName(id, suffix)] = plan.names.at(id);
    if (std::holds_alternative<External>(kind)) values[environmentName(id, "ENDPOINT")] = "https://example.invalid";
  }
  return Json({{"IsEncrypted", false}, {"Values", values}}).dump(2) + "\n";
}

std::string readme(const AzurePlan& plan, const Problems& notes) {
  std::string text = fmt::format("# {}\n\n", plan.architecture->name.empty() ? "Function apps" : plan.architecture->name);
  if (!plan.architecture->description.empty()) text += plan.architecture->description + "\n\n";
  text +=
      "Each folder below `src/` is a function app in the programming model v4 of Node.js or v2 of Python, whose code names\n"
      "its triggers; `infra/azuredeploy.json` deploys the apps and all that they use. The template was not deployed when\n"
      "it was written: try `az deployment group what-if` first.\n\n"
      "## Deploy\n\nYou need the Azure CLI, Azure Functions Core Tools 4 and the right to assign roles in the resource "
      "group.\n\n```sh\naz deployment group create -g GROUP -f infra/azuredeploy.json\n";
  for (const AzureFunction& function : plan.functions) {
    const std::string& id = function.plan->component->id;
    const bool node = function.plan->function->runtime.rfind("nodejs", 0) == 0;
    text += fmt::format("(cd src/{} && {}func azure functionapp publish APP)  # APP: output {}-app\n", id,
                        node ? "npm install && " : "", plan.names.at(id));
  }
  text += "```\n\n## Test\n\n```sh\n";
  for (const AzureFunction& function : plan.functions)
    text += fmt::format("(cd src/{} && {})\n", function.plan->component->id, testCommand(function.plan->function->runtime));
  text += "```\n\n## What to know\n\n";
  for (const Problem& note : notes) text += fmt::format("- {}: {}; {}.\n", note.path, note.message, note.hint);
  text +=
      "- Each app signs in as itself. It has a role on each queue, container, table and secret that its steps name, and on\n"
      "  the storage account of the hosts; accounts take no shared keys.\n"
      "- A role of Cosmos DB or storage that writes may also read: Azure has none of its own for writing.\n"
      "- `compute` steps are places for your own code.\n";
  return text;
}

Problems errorsOf(const Problems& problems) {
  Problems errors;
  for (const Problem& problem : problems)
    if (problem.severity == Severity::error) errors.push_back(problem);
  return errors;
}

}  // namespace

tl::expected<Manifest, Problems> exportFunctionsCoreTools(const Architecture& architecture, const Catalog& catalog) {
  Problems problems;
  if (!catalog.plan.empty() && catalog.plan != "flex-consumption")
    problems.push_back({Severity::error, "not-covered", "", 0, 0, "providers.azure.plan",
                        fmt::format("this format deploys on Flex Consumption, not on '{}'", catalog.plan),
                        "choose the plan flex-consumption"});
  const auto plans = planFunctions(architecture, catalog, problems);
  const AzurePlan plan = planAzure(architecture, catalog, plans, problems);
  if (plan.functions.empty())
    problems.push_back(
        {Severity::error, "empty", "", 0, 0, "components", "the design has no function to deploy", "add a function"});
  for (const AzureFunction& function : plan.functions)
    if (function.plan->routes.empty() && function.plan->consumers.empty() && function.timers.empty())
      problems.push_back({Severity::error, "no-trigger", "", 0, 0, function.plan->component->id,
                          "nothing that this format covers starts the function",
                          "lead a route, a queue or a schedule to it"});
  if (hasErrors(problems)) return tl::unexpected(errorsOf(problems));

  Manifest manifest;
  manifest.files.push_back({"infra/azuredeploy.json", azureTemplate(plan)});
  for (const AzureFunction& function : plan.functions) {
    const std::string folder = "src/" + function.plan->component->id + "/";
    manifest.files.push_back({folder + "host.json", hostJson(function)});
    manifest.files.push_back({folder + "local.settings.json", localSettings(plan, function)});
    manifest.files.push_back({folder + ".funcignore", ".git*\nlocal.settings.json\ntest\ntests\n__pycache__\n"});
    auto files = handlerFiles(architecture, *function.plan, AzureHandlers(function));
    if (!files) {
      for (auto& problem : files.error()) problems.push_back(std::move(problem));
      continue;
    }
    for (auto& file : *files) manifest.files.push_back(std::move(file));
  }
  if (hasErrors(problems)) return tl::unexpected(errorsOf(problems));
  manifest.files.push_back({"README.md", readme(plan, problems)});
  manifest.files.push_back({".gitignore", "node_modules/\n__pycache__/\nlocal.settings.json\n"});
  manifest.notes = std::move(problems);
  return manifest;
}

}  // namespace virga::model
