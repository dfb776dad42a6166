#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "model/manifest/azure/azure_runtime.h"
#include "model/manifest/azure/azure_template.h"
#include "model/manifest/handlers/code_text.h"
#include "model/manifest/whole_units.h"

namespace virga::model {

namespace {

const char* kEnvironments = "Microsoft.App/managedEnvironments";

template <class... Kinds>
bool isOneOf(const ComponentKind& kind) {
  return (std::holds_alternative<Kinds>(kind) || ...);
}

}  // namespace

std::vector<std::pair<std::string, std::string>> AzureTemplateWriter::settings(const std::vector<ComponentId>& uses) const {
  std::vector<std::pair<std::string, std::string>> list;
  const auto set = [&](const std::string& key, const std::string& value) { list.emplace_back(key, value); };
  bool data = false, tables = false, hubs = false, secrets = false;
  for (const ComponentId& id : uses) {
    const auto& kind = plan_.architecture->find(id)->kind;
    const auto own = [&](const char* suffix, const std::string& value) { set(environmentName(id, suffix), value); };
    if (std::holds_alternative<Queue>(kind)) {
      data = true;
      own("QUEUE", name(id));
    } else if (std::holds_alternative<ObjectStore>(kind)) {
      data = true;
      own("CONTAINER", name(id));
    } else if (std::holds_alternative<NosqlDb>(kind)) {
      tables = true;
      own("TABLE", name(id));
    } else if (isOneOf<Topic, EventBus>(kind)) {
      own("TOPIC", fmt::format("[reference({}, '{}').endpoint]", armId("Microsoft.EventGrid/topics", {uniqueName(name(id))}),
                               azure_version::eventGrid));
    } else if (std::holds_alternative<Stream>(kind)) {
      hubs = true;
      own("HUB", name(id));
    } else if (std::holds_alternative<WebsocketApi>(kind)) {
      const std::string endpoint =
          fmt::format("[format('https://{{0}}', reference({}, '{}').hostName)]",
                      armId("Microsoft.SignalRService/webPubSub", {uniqueName(name(id))}), azure_version::webPubSub);
      own("PUBSUB_ENDPOINT", endpoint);
      own("PUBSUB__serviceUri", endpoint);
      own("PUBSUB__credential", "managedidentity");
      own("PUBSUB_HUB", hubName(name(id)));
    } else if (std::holds_alternative<Cache>(kind)) {
      own("CACHE_HOST", fmt::format("[reference({}, '{}').hostName]", armId("Microsoft.Cache/redis", {uniqueName(name(id))}),
                                    azure_version::cache));
    } else if (std::holds_alternative<SqlDb>(kind)) {
      own("DATABASE_SERVER",
          fmt::format("[reference({}, '{}').fullyQualifiedDomainName]", azure_id::sqlServer(), azure_version::sql));
      own("DATABASE", name(id));
    } else if (std::holds_alternative<HttpApi>(kind)) {
      own("API_URL", fmt::format("[format('https://{{0}}.azure-api.net', {})]", uniqueName(name(id))));
    } else if (std::holds_alternative<ContainerService>(kind)) {
      own("SERVICE_URL", fmt::format("[format('https://{}.{{0}}', reference({}, '{}').defaultDomain)]", name(id),
                                     azure_id::serverEnvironment(), azure_version::containerApps));
    } else if (const AzureFunction* function = plan_.find(id)) {
      if (plan_.called.count(id) != 0) {
        secrets = true;
        own("FUNCTION_URL", armValue(addressOf(id)));
        own("FUNCTION_KEY", "key-" + name(id));
      }
      if (function->started) {
        data = true;
        own("STARTS_QUEUE", startQueue(plan_, id));
      }
    } else {
      secrets = true;
      own("SECRET_NAME", name(id));
      if (std::holds_alternative<External>(kind)) own("ENDPOINT", fmt::format("[parameters('{}-endpoint')]", name(id)));
    }
  }
  if (data) {
    for (const char* service : {"blob", "queue"})
      set(fmt::format("DATA__{}ServiceUri", service),
          fmt::format("[format('https://{{0}}.{}.{{1}}', variables('dataAccount'), environment().suffixes.storage)]",
                      service));
    set("DATA__credential", "managedidentity");
  }
  if (tables) {
    const std::string endpoint =
        fmt::format("[reference({}, '{}').documentEndpoint]", azure_id::tablesAccount(), azure_version::cosmos);
    set("TABLES_ENDPOINT", endpoint);
    set("TABLES__accountEndpoint", endpoint);
    set("TABLES__credential", "managedidentity");
  }
  if (hubs) {
    set("STREAMS__fullyQualifiedNamespace", "[format('{0}.servicebus.windows.net', variables('streams'))]");
    set("STREAMS__credential", "managedidentity");
  }
  if (secrets) set("VAULT_URL", fmt::format("[reference({}, '{}').vaultUri]", azure_id::vault(), azure_version::vault));
  return list;
}

std::vector<std::string> AzureTemplateWriter::needs(const std::vector<ComponentId>& uses) const {
  std::vector<std::string> ids;
  const auto need = [&](const std::string& id) {
    if (std::find(ids.begin(), ids.end(), id) == ids.end()) ids.push_back(id);
  };
  for (const ComponentId& id : uses) {
    const auto& kind = plan_.architecture->find(id)->kind;
    if (isOneOf<Queue, ObjectStore>(kind)) need(azure_id::dataAccount());
    if (std::holds_alternative<NosqlDb>(kind)) need(azure_id::tablesAccount());
    if (isOneOf<Topic, EventBus>(kind)) need(armId("Microsoft.EventGrid/topics", {uniqueName(name(id))}));
    if (std::holds_alternative<Stream>(kind)) need(azure_id::streams());
    if (std::holds_alternative<WebsocketApi>(kind))
      need(armId("Microsoft.SignalRService/webPubSub", {uniqueName(name(id))}));
    if (std::holds_alternative<Cache>(kind)) need(armId("Microsoft.Cache/redis", {uniqueName(name(id))}));
    if (std::holds_alternative<SqlDb>(kind)) need(azure_id::sqlServer());
    if (std::holds_alternative<ContainerService>(kind)) need(azure_id::serverEnvironment());
    if (isOneOf<SecretStore, External>(kind)) need(azure_id::vault());
    if (std::holds_alternative<Function>(kind) && plan_.called.count(id) != 0) need(azure_id::vault());
  }
  return ids;
}

nlohmann::ordered_json AzureTemplateWriter::scaling(const AzureFunction& function) const {
  const Function& drawn = *function.plan->function;
  Json scale = {{"instanceMemoryMB", ceilMebibytes(function.memory)}, {"maximumInstanceCount", function.maxInstances}};
  if (drawn.provisionedConcurrency) {
    const auto triggers = azureTriggers(function);
    scale["alwaysReady"] = Json::array({{{"name", function.http       ? "http"
                                                  : function.workflow ? "durable"
                                                  : triggers.empty()  ? std::string("http")
                                                                      : "function:" + triggers.front()},
                                         {"instanceCount", *drawn.provisionedConcurrency}}});
  }
  if (drawn.instanceConcurrency && function.http)
    scale["triggers"] = {{"http", {{"perInstanceConcurrency", *drawn.instanceConcurrency}}}};
  return scale;
}

nlohmann::ordered_json AzureTemplateWriter::runtimeOf(const AzureFunction& function) const {
  const AzureRuntime runtime = azureRuntime(function.plan->function->runtime);
  return {{"name", runtime.name}, {"version", runtime.version}};
}

void AzureTemplateWriter::app(const AzureFunction& function) {
  const ComponentId& id = function.plan->component->id;
  const std::string hosting = main_.add({"Microsoft.Web/serverfarms",
                                         azure_version::web,
                                         {uniqueName("plan-" + name(id))},
                                         {{"location", kAzureLocation},
                                          {"tags", kAzureTags},
                                          {"kind", "functionapp"},
                                          {"sku", {{"tier", "FlexConsumption"}, {"name", "FC1"}}},
                                          {"properties", {{"reserved", true}}}},
                                         {}});
  const std::string packages =
      main_.add({"Microsoft.Storage/storageAccounts/blobServices/containers",
                 azure_version::storage,
                 {"variables('hostAccount')", "'default'", armText("app-" + name(id))},
                 {{"properties", Json::object()}},
                 {armId("Microsoft.Storage/storageAccounts/blobServices", {"variables('hostAccount')", "'default'"})}});
  Json list = Json::array();
  const auto set = [&](const std::string& key, const std::string& value) {
    list.push_back({{"name", key}, {"value", value}});
  };
  set("AzureWebJobsStorage__accountName", "[variables('hostAccount')]");
  set("AzureWebJobsStorage__credential", "managedidentity");
  set("APPLICATIONINSIGHTS_CONNECTION_STRING",
      fmt::format("[reference({}, '{}').ConnectionString]", azure_id::insights(), azure_version::insights));
  std::vector<ComponentId> uses = function.uses;
  for (const auto& [key, value] : settings(uses)) set(key, value);
  // The queue of its own lies where other queues do.
  const bool data =
      std::any_of(list.begin(), list.end(), [](const Json& entry) { return entry["name"] == "DATA__credential"; });
  if (function.started) {
    set(environmentName(id, "STARTS_QUEUE"), startQueue(plan_, id));
    if (!data) {
      set("DATA__queueServiceUri",
          "[format('https://{0}.queue.{1}', variables('dataAccount'), environment().suffixes.storage)]");
      set("DATA__credential", "managedidentity");
    }
  }
  std::vector<std::string> after = {hosting, packages, azure_id::insights()};
  for (const std::string& needed : needs(uses)) after.push_back(needed);
  if (function.started && std::find(after.begin(), after.end(), azure_id::dataAccount()) == after.end())
    after.push_back(azure_id::dataAccount());
  Json properties = {{"serverFarmId", armValue(hosting)},
                     {"httpsOnly", true},
                     {"siteConfig", {{"minTlsVersion", "1.2"}, {"appSettings", list}}},
                     {"functionAppConfig",
                      {{"deployment",
                        {{"storage",
                          {{"type", "blobContainer"},
                           {"value", fmt::format("[format('https://{{0}}.blob.{{1}}/app-{}', variables('hostAccount'), "
                                                 "environment().suffixes.storage)]",
                                                 name(id))},
                           {"authentication", {{"type", "SystemAssignedIdentity"}}}}}}},
                       {"runtime", runtimeOf(function)},
                       {"scaleAndConcurrency", scaling(function)}}}};
  if (function.plan->function->network == Network::vpc) {
    properties["virtualNetworkSubnetId"] = armValue(azure_id::subnet());
    after.push_back(azure_id::subnet());
  }
  const std::string site = main_.add({"Microsoft.Web/sites",
                                      azure_version::web,
                                      {siteName(id)},
                                      {{"location", kAzureLocation},
                                       {"tags", kAzureTags},
                                       {"kind", "functionapp,linux"},
                                       {"identity", {{"type", "SystemAssigned"}}},
                                       {"properties", properties}},
                                      after});
  main_.outputs[name(id) + "-app"] = {{"type", "string"}, {"value", armValue(siteName(id))}};
  assign(site, azure_id::hostAccount(), azure_role::blobOwner);
  // Durable Functions keeps its state in queues and tables of the host's account.
  if (function.workflow)
    for (const char* role : {azure_role::queueContributor, azure_role::storageTableContributor})
      assign(site, azure_id::hostAccount(), role);
  grant(site, function.grants);
  if (std::none_of(function.streams.begin(), function.streams.end(), [](const AzureStreamUse& use) { return use.changes; }))
    return;
  const std::string leases = armId("Microsoft.DocumentDB/databaseAccounts/sqlDatabases/containers",
                                   {"variables('tablesAccount')", "'data'", "'leases'"});
  main_.add({"Microsoft.DocumentDB/databaseAccounts/sqlRoleAssignments",
             azure_version::cosmos,
             {"variables('tablesAccount')", fmt::format("guid({}, {}, '{}')", leases, site, azure_role::cosmosContributor)},
             {{"properties",
               {{"principalId", fmt::format("[reference({}, '{}', 'full').identity.principalId]", site, azure_version::web)},
                {"roleDefinitionId", fmt::format("[format('{{0}}/sqlRoleDefinitions/{}', {})]",
                                                 azure_role::cosmosContributor, azure_id::tablesAccount())},
                {"scope", fmt::format("[format('{{0}}/dbs/data/colls/leases', {})]", azure_id::tablesAccount())}}}},
             {leases, site}});
}

void AzureTemplateWriter::server(const AzureServers& servers) {
  const auto& service = std::get<ContainerService>(plan_.architecture->find(servers.id)->kind);
  const std::string environment = main_.add(
      {kEnvironments,
       azure_version::containerApps,
       {uniqueName("servers")},
       {{"location", kAzureLocation},
        {"tags", kAzureTags},
        {"properties",
         {{"appLogsConfiguration", {{"destination", "azure-monitor"}}},
          {"workloadProfiles", Json::array({{{"name", "Consumption"}, {"workloadProfileType", "Consumption"}}})}}}},
       {azure_id::logs()}});
  main_.parameter(name(servers.id) + "-image", "string",
                  "Container image of " + servers.id + ", which listens on port 8080");
  Json variables = Json::array();
  for (const auto& [key, value] : settings(servers.uses)) variables.push_back({{"name", key}, {"value", value}});
  // Quarters of a vCPU, and 2 GiB for each vCPU.
  const double gibibytes = static_cast<double>(service.memory.bytes) / (1024.0 * 1024 * 1024);
  const double cpus = std::ceil(std::max(service.vcpus, gibibytes / 2) * 4) / 4;
  Json container = {
      {"name", name(servers.id)},
      {"image", fmt::format("[parameters('{}-image')]", name(servers.id))},
      {"env", variables},
      {"resources", {{"cpu", fmt::format("[json('{:g}')]", cpus)}, {"memory", fmt::format("{:g}Gi", cpus * 2)}}}};
  Json scale = {{"minReplicas", service.servers}, {"maxReplicas", service.servers}};
  if (service.autoscaling) {
    scale["maxReplicas"] = std::max(service.servers, service.autoscaling->maxServers);
    const auto each = std::max(1L, std::lround(service.concurrency * service.autoscaling->target.value));
    scale["rules"] =
        Json::array({{{"name", "requests"}, {"http", {{"metadata", {{"concurrentRequests", std::to_string(each)}}}}}}});
  }
  std::vector<std::string> after = {environment};
  for (const std::string& needed : needs(servers.uses))
    if (needed != environment) after.push_back(needed);
  const std::string app = main_.add(
      {"Microsoft.App/containerApps",
       azure_version::containerApps,
       {armText(name(servers.id))},
       {{"location", kAzureLocation},
        {"tags", kAzureTags},
        {"identity", {{"type", "SystemAssigned"}}},
        {"properties",
         {{"environmentId", armValue(environment)},
          {"workloadProfileName", "Consumption"},
          {"configuration",
           {{"activeRevisionsMode", "Single"},
            {"ingress", {{"external", true}, {"targetPort", 8080}, {"transport", "auto"}, {"allowInsecure", false}}}}},
          {"template", {{"containers", Json::array({container})}, {"scale", scale}}}}}},
       after});
  grant(app, servers.grants);
}

}  // namespace virga::model
