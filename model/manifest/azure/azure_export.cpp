#include "model/manifest/azure/azure_export.h"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "model/manifest/azure/azure_orchestration.h"
#include "model/manifest/azure/azure_readme.h"
#include "model/manifest/azure/azure_runtime.h"
#include "model/manifest/azure/azure_stack.h"
#include "model/manifest/azure/azure_template.h"
#include "model/manifest/azure/bicep.h"
#include "model/manifest/handlers/azure/azure_handlers.h"
#include "model/manifest/handlers/handlers.h"
#include "model/manifest/problem_lists.h"
#include "model/manifest/protection_notes.h"

namespace virga::model {

namespace {

void addTemplate(Manifest& manifest, const std::string& json, const std::string& bicep, const DeploymentTemplate& made) {
  manifest.files.push_back({"infra/" + json, made.root().dump(2) + "\n"});
  manifest.files.push_back({"infra/" + bicep, bicepText(made)});
}

tl::expected<Manifest, Problems> exportAzure(const Architecture& architecture, const Catalog& base, AzureLayout layout) {
  const auto catalog = withPlan(base, architecture);
  if (!catalog) return tl::unexpected(catalog.error());
  Problems problems;
  if (!catalog->plan.empty() && catalog->plan != "flex-consumption")
    problems.push_back({Severity::error, "not-covered", "", 0, 0, "providers.azure.plan",
                        fmt::format("this format deploys on Flex Consumption, not on '{}'", catalog->plan),
                        "choose the plan flex-consumption"});
  const LoweredDesign lowered = loweredForAzure(architecture, problems);
  const auto plans = planFunctions(lowered.design, *catalog, problems);
  for (auto& note : protectionNotes(architecture, "azure")) problems.push_back(std::move(note));
  AzurePlan plan = planAzure(lowered, *catalog, plans, problems);
  plan.alarms = exportedAlarms(architecture, "azure", problems);
  if (plan.functions.empty())
    problems.push_back(
        {Severity::error, "empty", "", 0, 0, "components", "the design has no function to deploy", "add a function"});
  if (hasErrors(problems)) return tl::unexpected(onceOfSeverity(problems, true));

  Manifest manifest;
  const AzureTemplates templates = azureTemplates(plan);
  const bool subscriptions = !templates.events.resources.empty();
  const bool terraform = layout == AzureLayout::terraform;
  if (terraform) {
    const auto stack = azureStack(templates);
    if (!stack) return tl::unexpected(stack.error());
    for (ManifestFile& file : terraform::filesOf(*stack))
      if (file.path != ".gitignore") manifest.files.push_back(std::move(file));
  } else {
    addTemplate(manifest, "azuredeploy.json", "main.bicep", templates.main);
    if (subscriptions) addTemplate(manifest, "events.json", "events.bicep", templates.events);
  }
  if (const std::string script = azureDatabaseScript(plan); !script.empty())
    manifest.files.push_back({terraform ? "database.sql" : "infra/database.sql", script});
  for (const AzureFunction& function : plan.functions) {
    const std::string folder = "src/" + function.plan->component->id + "/";
    manifest.files.push_back({folder + "host.json", azureHost(plan, function)});
    manifest.files.push_back({folder + "local.settings.json", azureLocalSettings(plan, function)});
    manifest.files.push_back({folder + ".funcignore", ".git*\nlocal.settings.json\ntest\ntests\n__pycache__\n"});
    auto files = function.workflow ? workflowFiles(plan, function, problems)
                                   : handlerFiles(lowered.design, *function.plan, AzureHandlers(plan, function));
    if (!files) {
      for (auto& problem : files.error()) problems.push_back(std::move(problem));
      continue;
    }
    for (auto& file : *files) manifest.files.push_back(std::move(file));
  }
  if (hasErrors(problems)) return tl::unexpected(onceOfSeverity(problems, true));
  manifest.notes = onceOfSeverity(problems, false);
  manifest.files.push_back({"README.md", azureReadme(plan, manifest.notes, layout, subscriptions)});
  std::string ignored = "node_modules/\n__pycache__/\nlocal.settings.json\n";
  if (terraform) ignored += ".terraform/\n*.tfstate*\n*.tfplan\n*.tfvars\n";
  manifest.files.push_back({".gitignore", ignored});
  return manifest;
}

}  // namespace

tl::expected<Manifest, Problems> exportFunctionsCoreTools(const Architecture& architecture, const Catalog& catalog) {
  return exportAzure(architecture, catalog, AzureLayout::coreTools);
}

tl::expected<Manifest, Problems> exportArm(const Architecture& architecture, const Catalog& catalog) {
  auto whole = exportFunctionsCoreTools(architecture, catalog);
  if (!whole) return whole;
  constexpr std::string_view kFolder = "infra/";
  Manifest manifest;
  manifest.notes = std::move(whole->notes);
  std::string text = fmt::format("# {}\n\n", architecture.name.empty() ? "Function apps" : architecture.name);
  text +=
      "What the function apps run on and use, without their code: that is in the format `functions-core-tools`.\n"
      "The Bicep files say the same as the JSON; they were made from the same tree and were not compiled. No template was\n"
      "deployed when it was written.\n\n```sh\naz deployment group what-if -g GROUP -f azuredeploy.json\n"
      "az deployment group create -g GROUP -f azuredeploy.json\n";
  for (ManifestFile& file : whole->files) {
    if (!file.path.starts_with(kFolder)) continue;
    file.path.erase(0, kFolder.size());
    if (file.path == "events.json")
      text +=
          "# Once the code is published, for it names functions or keys that the code makes:\n"
          "az deployment group create -g GROUP -f events.json\n";
    manifest.files.push_back(std::move(file));
  }
  text += "```\n";
  if (!manifest.notes.empty()) text += "\n## What to know\n\n";
  for (const Problem& note : manifest.notes) text += fmt::format("- {}: {}; {}.\n", note.path, note.message, note.hint);
  manifest.files.push_back({"README.md", text});
  return manifest;
}

tl::expected<Manifest, Problems> exportTerraformAzure(const Architecture& architecture, const Catalog& catalog) {
  return exportAzure(architecture, catalog, AzureLayout::terraform);
}

}  // namespace virga::model
