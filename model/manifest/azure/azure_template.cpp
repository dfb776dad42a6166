#include "model/manifest/azure/azure_template.h"

#include <algorithm>

#include <fmt/format.h>

namespace virga::model {

namespace azure_id {
std::string logs() { return armId("Microsoft.OperationalInsights/workspaces", {"format('logs-{0}', variables('suffix'))"}); }
std::string insights() { return armId("Microsoft.Insights/components", {"format('insights-{0}', variables('suffix'))"}); }
std::string hostAccount() { return armId("Microsoft.Storage/storageAccounts", {"variables('hostAccount')"}); }
std::string dataAccount() { return armId("Microsoft.Storage/storageAccounts", {"variables('dataAccount')"}); }
std::string tablesAccount() { return armId("Microsoft.DocumentDB/databaseAccounts", {"variables('tablesAccount')"}); }
std::string vault() { return armId("Microsoft.KeyVault/vaults", {"variables('vault')"}); }
std::string streams() { return armId("Microsoft.EventHub/namespaces", {"variables('streams')"}); }
std::string sqlServer() { return armId("Microsoft.Sql/servers", {"variables('sqlServer')"}); }
std::string serverEnvironment() {
  return armId("Microsoft.App/managedEnvironments", {"format('servers-{0}', variables('suffix'))"});
}
std::string subnet() {
  return armId("Microsoft.Network/virtualNetworks/subnets", {"format('network-{0}', variables('suffix'))", "'functions'"});
}
}  // namespace azure_id

std::string AzureTemplateWriter::uniqueName(const std::string& stem) {
  return fmt::format("format('{}-{{0}}', variables('suffix'))", stem);
}

std::string AzureTemplateWriter::siteId(const ComponentId& function) const {
  return armId("Microsoft.Web/sites", {siteName(function)});
}

// Written out and not asked of the app: apps may call each other in a circle.
std::string AzureTemplateWriter::addressOf(const ComponentId& function) const {
  return fmt::format("format('https://{{0}}.azurewebsites.net', {})", siteName(function));
}

AzureTemplates AzureTemplateWriter::written() {
  for (DeploymentTemplate* made : {&made_.main, &made_.events}) {
    made->parameters["location"] = {
        {"type", "string"}, {"defaultValue", plan_.region}, {"metadata", {{"description", "Region of all resources"}}}};
    made->variables["suffix"] = "[uniqueString(resourceGroup().id)]";
  }
  const std::string& title = plan_.architecture->name;
  main_.variables["tags"] = {{"application", title.empty() ? "virga" : armPlain(title)}};
  main_.variables["hostAccount"] = "[format('host{0}', variables('suffix'))]";
  monitoring();
  if (plan_.network) network();
  hostStorage();
  dataStorage();
  if (!plan_.tables.empty()) cosmos();
  if (!plan_.databases.empty()) sql();
  caches();
  if (!plan_.streams.empty()) streams();
  topics();
  sockets();
  vault();
  for (const AzureServers& servers : plan_.servers) server(servers);
  for (const AzureFunction& function : plan_.functions) app(function);
  for (const ComponentId& function : plan_.called) keyOf(function);
  for (const ComponentId& id : plan_.apis) gateway(id);
  subscriptions();
  alarms();
  return std::move(made_);
}

void AzureTemplateWriter::monitoring() {
  main_.add({"Microsoft.OperationalInsights/workspaces",
             azure_version::logs,
             {uniqueName("logs")},
             {{"location", kAzureLocation},
              {"tags", kAzureTags},
              {"properties", {{"sku", {{"name", "PerGB2018"}}}, {"retentionInDays", 30}}}},
             {}});
  main_.add({"Microsoft.Insights/components",
             azure_version::insights,
             {uniqueName("insights")},
             {{"location", kAzureLocation},
              {"tags", kAzureTags},
              {"kind", "web"},
              {"properties", {{"Application_Type", "web"}, {"WorkspaceResourceId", armValue(azure_id::logs())}}}},
             {azure_id::logs()}});
}

// Apps on Flex Consumption want a subnet of their own, with this delegation.
// (learn.microsoft.com/azure/azure-functions/flex-consumption-how-to, 2026.)
void AzureTemplateWriter::network() {
  const std::string owner =
      main_.add({"Microsoft.Network/virtualNetworks",
                 azure_version::network,
                 {uniqueName("network")},
                 {{"location", kAzureLocation},
                  {"tags", kAzureTags},
                  {"properties", {{"addressSpace", {{"addressPrefixes", Json::array({"10.0.0.0/16"})}}}}}},
                 {}});
  Json delegation = {{"name", "functions"}, {"properties", {{"serviceName", "Microsoft.App/environments"}}}};
  main_.add({"Microsoft.Network/virtualNetworks/subnets",
             azure_version::network,
             {uniqueName("network"), "'functions'"},
             {{"properties", {{"addressPrefix", "10.0.0.0/24"}, {"delegations", Json::array({delegation})}}}},
             {owner}});
}

void AzureTemplateWriter::vault() {
  const auto calls = [](const ComponentId& id) {
    return [&id](const auto& app) { return std::find(app.uses.begin(), app.uses.end(), id) != app.uses.end(); };
  };
  for (const ComponentId& id : plan_.externals)
    if (std::any_of(plan_.functions.begin(), plan_.functions.end(), calls(id)) ||
        std::any_of(plan_.servers.begin(), plan_.servers.end(), calls(id)))
      main_.parameter(name(id) + "-endpoint", "string", "HTTPS address that is called");
  if (plan_.secrets.empty() && plan_.called.empty()) return;
  main_.variables["vault"] = "[format('kv-{0}', variables('suffix'))]";
  main_.add({"Microsoft.KeyVault/vaults",
             azure_version::vault,
             {"variables('vault')"},
             {{"location", kAzureLocation},
              {"tags", kAzureTags},
              {"properties",
               {{"tenantId", "[subscription().tenantId]"},
                {"sku", {{"family", "A"}, {"name", "standard"}}},
                {"enableRbacAuthorization", true},
                {"enableSoftDelete", true}}}},
             {}});
  for (const ComponentId& id : plan_.secrets) {
    const std::string parameter = name(id) + "-secret";
    main_.parameter(parameter, "securestring", "The secret; Key Vault keeps it");
    main_.add({"Microsoft.KeyVault/vaults/secrets",
               azure_version::vault,
               {"variables('vault')", armText(name(id))},
               {{"properties", {{"value", fmt::format("[parameters('{}')]", parameter)}}}},
               {azure_id::vault()}});
  }
}

void AzureTemplateWriter::keyOf(const ComponentId& function) {
  main_.add({"Microsoft.KeyVault/vaults/secrets",
             azure_version::vault,
             {"variables('vault')", armText("key-" + name(function))},
             {{"properties",
               {{"value", fmt::format("[listKeys(format('{{0}}/host/default', {}), '{}').functionKeys.default]",
                                      siteId(function), azure_version::web)}}}},
             {azure_id::vault(), siteId(function)}});
}

std::string hubName(const std::string& name) {
  std::string hub = name;
  for (char& c : hub)
    if (c == '-') c = '_';
  return hub;
}

AzureTemplates azureTemplates(const AzurePlan& plan) { return AzureTemplateWriter(plan).written(); }

}  // namespace virga::model
