#include <algorithm>

#include <fmt/format.h>

#include "model/manifest/azure/azure_plan.h"
#include "model/manifest/handlers/csharp_services.h"
#include "model/manifest/pipeline/delivery.h"

namespace virga::model {

void deliverAzure(const DeliveryInput& input, PipelinePlan& plan) {
  using Scope = PipelineVariable::Scope;
  plan.identity = PipelineIdentity::azureApplication;
  plan.tools = {PipelineTool::azureCli};
  plan.variables = {
      {"AZURE_CLIENT_ID",
       "the client id of an application or managed identity whose federated credential trusts the CI system's identity",
       Scope::identity},
      {"AZURE_TENANT_ID", "the tenant's id"},
      {"AZURE_SUBSCRIPTION_ID", "the subscription's id"},
      {"AZURE_RESOURCE_GROUP", "the resource group, which must be there"},
      {"AZURE_PARAMETERS_FILE",
       "a parameter file for what the template asks for without a default, from " + plan.folder +
           "; write secrets in it as references to a Key Vault",
       Scope::environment, false}};

  Problems known;  // the export has told them
  const LoweredDesign lowered = loweredForAzure(input.architecture, known);
  const auto functions = planFunctions(lowered.design, input.catalog, known);
  const AzurePlan azure = planAzure(lowered, input.catalog, functions, known);
  const std::string group = "--resource-group \"$AZURE_RESOURCE_GROUP\"";
  const auto deployment = [&](const char* verb, const char* name, const char* file, const char* parameters) {
    return fmt::format(
        "az deployment group {} {} --name '{}{}' --template-file infra/{} \\\n  ${{{}:+--parameters \"@${}\"}}", verb, group,
        plan.stack, name, file, parameters, parameters);
  };
  const auto main = [&](const char* verb) { return deployment(verb, "", "azuredeploy.json", "AZURE_PARAMETERS_FILE"); };
  plan.testCode = "python3 -m json.tool infra/azuredeploy.json > /dev/null\n" + plan.testCode;
  plan.build = "mkdir -p build\n";
  plan.plan = main("validate") + " --output none\n" + main("what-if") + "\n";
  plan.apply = main("create") + " --output none\n";
  for (const PipelineFunction& function : input.functions) {
    const bool published = isCsharp(function.runtime);
    if (published)
      plan.build += fmt::format(
          "rm -f 'build/{0}.zip'\n(cd '{1}' && dotnet publish --configuration Release --output bin/publish)\n"
          "(cd '{1}/bin/publish' && zip -q -r -X '../../../../build/{0}.zip' .)\n",
          function.id, function.folder);
    else
      plan.build += fmt::format(
          "rm -f 'build/{0}.zip'\n(cd '{1}' && zip -q -r -X '../../build/{0}.zip' . -x local.settings.json 'test/*' "
          "'tests/*' "
          "'node_modules/*')\n",
          function.id, function.folder);
    // Flex Consumption takes packages by "one deploy" alone, which this command does, and builds them where they run;
    // what is published by .NET is built.
    // (learn.microsoft.com/azure/azure-functions/functions-deployment-technologies, 2026.)
    plan.apply += fmt::format(
        "APP=\"$(az deployment group show {} --name '{}' --query 'properties.outputs.\"{}-app\".value' --output tsv)\"\n"
        "az functionapp deployment source config-zip {} --name \"$APP\" --src 'build/{}.zip' --build-remote {}\n",
        group, plan.stack, azure.names.at(function.id), group, function.id, !published);
  }
  // What names functions or keys that the published code makes; a template takes no parameters of another one.
  const auto& files = input.deployment.files;
  if (std::any_of(files.begin(), files.end(), [](const ManifestFile& file) { return file.path == "infra/events.json"; })) {
    plan.variables.push_back({"AZURE_EVENTS_PARAMETERS_FILE", "the same for infra/events.json", Scope::environment, false});
    plan.apply += deployment("create", "-events", "events.json", "AZURE_EVENTS_PARAMETERS_FILE") + " --output none\n";
  }
  plan.remarks = {
      "The identity of staging and production needs Contributor and, for the apps' own roles, Role Based Access Control "
      "Administrator on the resource group; that of the plan needs Reader and the right to validate deployments."};
}

}  // namespace virga::model
