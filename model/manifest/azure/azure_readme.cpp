#include "model/manifest/azure/azure_readme.h"

#include <fmt/format.h>

#include "model/manifest/azure/arm_hcl.h"
#include "model/manifest/azure/azure_runtime.h"
#include "model/manifest/handlers/handlers.h"

namespace virga::model {

namespace {

void writeUsers(const AzurePlan& plan, const ComponentId& database, std::string& text) {
  const auto user = [&](const ComponentId& id, const std::vector<AzureGrant>& grants, const std::string& app) {
    std::string roles;
    for (const AzureGrant& grant : grants)
      if (grant.target == database) roles += fmt::format("ALTER ROLE {} ADD MEMBER [{}];\n", grant.role, app);
    if (!roles.empty()) text += fmt::format("\n-- {}\nCREATE USER [{}] FROM EXTERNAL PROVIDER;\n{}", id, app, roles);
  };
  for (const AzureFunction& function : plan.functions) {
    const ComponentId& id = function.plan->component->id;
    user(id, function.grants, fmt::format("$({}-app)", plan.names.at(id)));
  }
  for (const AzureServers& servers : plan.servers) user(servers.id, servers.grants, plan.names.at(servers.id));
}

}  // namespace

std::string azureDatabaseScript(const AzurePlan& plan) {
  if (plan.databases.empty()) return {};
  std::string text =
      "-- Tables and users: an app signs in as itself. Run it as the administrator with sqlcmd, once for each database, "
      "with\n"
      "-- the names of the apps from the outputs of the deployment: sqlcmd -G -S SERVER -v NAME-app=APP …\n";
  for (const ComponentId& id : plan.databases) {
    text +=
        fmt::format("\nUSE [{}];\nGO\n\nCREATE TABLE items (id varchar(128) PRIMARY KEY, item nvarchar(max) NOT NULL);\n",
                    plan.names.at(id));
    writeUsers(plan, id, text);
    text += "GO\n";
  }
  return text;
}

std::string azureReadme(const AzurePlan& plan, const Problems& notes, AzureLayout layout, bool subscriptions) {
  const bool terraform = layout == AzureLayout::terraform;
  std::string text = fmt::format("# {}\n\n", plan.architecture->name.empty() ? "Function apps" : plan.architecture->name);
  if (!plan.architecture->description.empty()) text += plan.architecture->description + "\n\n";
  text +=
      "Each folder below `src/` is a function app, in the programming model v4 of Node.js or v2 of Python where it is in\n"
      "these languages; its code names its triggers. ";
  text += terraform
              ? "The `.tf` files deploy the apps and all that they use, with the provider\n"
                "azapi, Microsoft's own: each resource is one of Resource Manager, with its body as Azure documents it.\n"
                "Keep the state in a storage account that only the pipeline reads, in a block `backend \"azurerm\"`: it\n"
                "holds the keys of functions that others call. Your own secrets aren't in it.\n"
                "Nothing was deployed when it was written: read the plan first.\n\n"
              : "`infra/azuredeploy.json` deploys the apps and all that they use.\n"
                "`infra/main.bicep` says the same in Bicep; it was made from the same tree and was not compiled. No "
                "template was\n"
                "deployed when it was written: try `az deployment group what-if` first.\n\n";
  text += "## Deploy\n\nYou need the Azure CLI, ";
  if (terraform) text += "Terraform 1.11 or OpenTofu 1.11, ";
  text += "Azure Functions Core Tools 4 and the right to assign roles in the";
  text += terraform ? "\n" : " ";
  text += terraform ? "subscription.\n\n```sh\nterraform init\nterraform apply\n"
                    : "resource group.\n\n```sh\naz deployment group create -g GROUP -f infra/azuredeploy.json\n";
  if (!plan.databases.empty())
    text += fmt::format("sqlcmd -G -S SERVER -i {}database.sql  # with the names of the apps\n", terraform ? "" : "infra/");
  for (const AzureFunction& function : plan.functions) {
    const std::string& id = function.plan->component->id;
    const std::string runtime = azureRuntime(function.plan->function->runtime).name;
    const char* build = runtime == "node" ? "npm install && " : "";
    const std::string& app = plan.names.at(id);
    if (terraform)
      text += fmt::format("app=$(terraform output -raw {}) && (cd src/{} && {}func azure functionapp publish \"$app\")\n",
                          hclName(app + "-app"), id, build);
    else
      text += fmt::format("(cd src/{} && {}func azure functionapp publish APP)  # APP: output {}-app\n", id, build, app);
  }
  if (subscriptions)
    text += std::string("# What names functions or keys that the published code makes:\n") +
            (terraform ? "terraform apply -var code_deployed=true\n"
                       : "az deployment group create -g GROUP -f infra/events.json\n");
  text += "```\n\n## Test\n\n```sh\n";
  for (const AzureFunction& function : plan.functions)
    text += fmt::format("(cd src/{} && {})\n", function.plan->component->id, testCommand(function.plan->function->runtime));
  text += "```\n\n## What to know\n\n";
  for (const Problem& note : notes) text += fmt::format("- {}: {}; {}.\n", note.path, note.message, note.hint);
  text +=
      "- Each app signs in as itself. It has a role on each resource that its steps name, and on the storage account of "
      "the\n"
      "  hosts; accounts and namespaces take no shared keys. A function that others call over HTTP lets in who has its "
      "key,\n"
      "  which Key Vault keeps and its callers alone may read.\n"
      "- A role of Cosmos DB, the cache or storage that writes may also read: Azure has none of its own for writing.\n"
      "- `compute` steps are places for your own code.\n";
  if (!plan.alarms.empty())
    text +=
        "- Alarms tell the action group that the deployment asks for; a workbook in Application Insights shows what the\n"
        "  functions and watched APIs do. Logs arrive some minutes late, so an alarm on one period alone may miss them: "
        "more\n"
        "  are judged anew each time.\n";
  return text;
}

}  // namespace virga::model
