#include <algorithm>
#include <string>
#include <vector>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "model/manifest/azure/azure_plan.h"
#include "model/manifest/handlers/code_text.h"
#include "model/manifest/whole_units.h"

namespace virga::model {

namespace {

using Json = nlohmann::ordered_json;

// Versions of the resource providers' interfaces. (learn.microsoft.com/azure/templates, 2026.)
constexpr const char* kStorage = "2023-05-01";
constexpr const char* kWeb = "2024-04-01";
constexpr const char* kCosmos = "2024-05-15";
constexpr const char* kVault = "2023-07-01";
constexpr const char* kApi = "2022-08-01";

constexpr const char* kLocation = "[parameters('location')]";
constexpr const char* kTags = "[variables('tags')]";

std::string quoted(const std::string& text) { return "'" + text + "'"; }
std::string expression(const std::string& text) { return "[" + text + "]"; }

class Template {
 public:
  explicit Template(const AzurePlan& plan) : plan_(plan) {}

  std::string text() {
    head();
    monitoring();
    hostStorage();
    if (!plan_.queues.empty() || !plan_.containers.empty()) dataStorage();
    if (!plan_.tables.empty()) cosmos();
    if (!plan_.secrets.empty()) vault();
    for (const AzureFunction& function : plan_.functions) app(function);
    for (const ComponentId& id : plan_.apis) api(id);
    Json root = {{"$schema", "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#"},
                 {"contentVersion", "1.0.0.0"},
                 {"parameters", parameters_},
                 {"variables", variables_},
                 {"resources", resources_},
                 {"outputs", outputs_}};
    return root.dump(2) + "\n";
  }

 private:
  std::string name(const ComponentId& id) const { return plan_.names.at(id); }

  void resource(const std::string& type, const char* version, const std::string& resourceName, Json more,
                const std::vector<std::string>& after = {}) {
    Json made = {{"type", type}, {"apiVersion", version}, {"name", resourceName}};
    made.update(more);
    for (const std::string& id : after) made["dependsOn"].push_back(expression(id));
    resources_.push_back(made);
  }

  void head() {
    parameters_["location"] = {
        {"type", "string"}, {"defaultValue", plan_.region}, {"metadata", {{"description", "Region of all resources"}}}};
    variables_["suffix"] = "[uniqueString(resourceGroup().id)]";
    variables_["tags"] = {{"application", applicationName()}};
    variables_["hostAccount"] = "[format('host{0}', variables('suffix'))]";
  }

  // A value between brackets would be an expression; a second bracket makes it a text.
  std::string applicationName() const {
    const std::string& text = plan_.architecture->name;
    return text.empty() ? "virga" : text.front() == '[' && text.back() == ']' ? "[" + text : text;
  }

  Json safeAccount() const {
    return {{"location", kLocation},
            {"tags", kTags},
            {"sku", {{"name", "Standard_LRS"}}},
            {"kind", "StorageV2"},
            {"properties",
             {{"allowBlobPublicAccess", false},
              {"allowSharedKeyAccess", false},
              {"defaultToOAuthAuthentication", true},
              {"minimumTlsVersion", "TLS1_2"},
              {"supportsHttpsTrafficOnly", true}}}};
  }

  void monitoring() {
    resource("Microsoft.OperationalInsights/workspaces", "2023-09-01", "[format('logs-{0}', variables('suffix'))]",
             {{"location", kLocation},
              {"tags", kTags},
              {"properties", {{"sku", {{"name", "PerGB2018"}}}, {"retentionInDays", 30}}}});
    resource("Microsoft.Insights/components", "2020-02-02", "[format('insights-{0}', variables('suffix'))]",
             {{"location", kLocation},
              {"tags", kTags},
              {"kind", "web"},
              {"properties", {{"Application_Type", "web"}, {"WorkspaceResourceId", expression(kLogs)}}}},
             {kLogs});
  }

  void hostStorage() {
    resource("Microsoft.Storage/storageAccounts", kStorage, "[variables('hostAccount')]", safeAccount());
    resource("Microsoft.Storage/storageAccounts/blobServices", kStorage, "[format('{0}/default', variables('hostAccount'))]",
             Json::object(), {kHost});
  }

  void dataStorage() {
    variables_["dataAccount"] = "[format('data{0}', variables('suffix'))]";
    resource("Microsoft.Storage/storageAccounts", kStorage, "[variables('dataAccount')]", safeAccount());
    const auto service = [&](const std::string& services, const std::string& children, const std::vector<ComponentId>& ids) {
      if (ids.empty()) return;
      const std::string type = "Microsoft.Storage/storageAccounts/" + services;
      resource(type, kStorage, "[format('{0}/default', variables('dataAccount'))]", Json::object(), {kData});
      for (const ComponentId& id : ids)
        resource(
            type + "/" + children, kStorage, fmt::format("[format('{{0}}/default/{}', variables('dataAccount'))]", name(id)),
            {{"properties", Json::object()}}, {fmt::format("resourceId('{}', variables('dataAccount'), 'default')", type)});
    };
    service("queueServices", "queues", plan_.queues);
    service("blobServices", "containers", plan_.containers);
  }

  void cosmos() {
    variables_["tablesAccount"] = "[format('tables-{0}', variables('suffix'))]";
    Json account = {{"location", kLocation},
                    {"tags", kTags},
                    {"kind", "GlobalDocumentDB"},
                    {"properties",
                     {{"databaseAccountOfferType", "Standard"},
                      {"locations", Json::array({{{"locationName", kLocation}, {"failoverPriority", 0}}})},
                      {"consistencyPolicy", {{"defaultConsistencyLevel", "Session"}}},
                      {"disableLocalAuth", true},
                      {"minimalTlsVersion", "Tls12"}}}};
    if (plan_.serverlessTables) account["properties"]["capabilities"] = Json::array({{{"name", "EnableServerless"}}});
    resource("Microsoft.DocumentDB/databaseAccounts", kCosmos, "[variables('tablesAccount')]", account);
    resource("Microsoft.DocumentDB/databaseAccounts/sqlDatabases", kCosmos,
             "[format('{0}/data', variables('tablesAccount'))]", {{"properties", {{"resource", {{"id", "data"}}}}}},
             {kTables});
    for (const ComponentId& id : plan_.tables) {
      const auto& table = *findKind<NosqlDb>(*plan_.architecture, id);
      Json properties = {
          {"resource",
           {{"id", name(id)},
            {"partitionKey", {{"paths", Json::array({"/" + table.partitionKey})}, {"kind", "Hash"}, {"version", 2}}}}}};
      if (!plan_.serverlessTables) properties["options"]["throughput"] = tableUnits(table);
      resource("Microsoft.DocumentDB/databaseAccounts/sqlDatabases/containers", kCosmos,
               fmt::format("[format('{{0}}/data/{}', variables('tablesAccount'))]", name(id)), {{"properties", properties}},
               {"resourceId('Microsoft.DocumentDB/databaseAccounts/sqlDatabases', variables('tablesAccount'), 'data')"});
    }
  }

  // A write of 1 KB takes about five request units; throughput comes in hundreds, from 400 on.
  static int tableUnits(const NosqlDb& table) {
    const int units = table.readUnits.value_or(0) + 5 * table.writeUnits.value_or(0);
    return std::max(400, (units + 99) / 100 * 100);
  }

  void vault() {
    variables_["vault"] = "[format('kv-{0}', variables('suffix'))]";
    resource("Microsoft.KeyVault/vaults", kVault, "[variables('vault')]",
             {{"location", kLocation},
              {"tags", kTags},
              {"properties",
               {{"tenantId", "[subscription().tenantId]"},
                {"sku", {{"family", "A"}, {"name", "standard"}}},
                {"enableRbacAuthorization", true},
                {"enableSoftDelete", true}}}});
    for (const ComponentId& id : plan_.secrets) {
      const std::string parameter = name(id) + "-secret";
      parameters_[parameter] = {{"type", "securestring"}, {"metadata", {{"description", "The secret; Key Vault keeps it"}}}};
      resource("Microsoft.KeyVault/vaults/secrets", kVault,
               fmt::format("[format('{{0}}/{}', variables('vault'))]", name(id)),
               {{"properties", {{"value", fmt::format("[parameters('{}')]", parameter)}}}}, {kVaultId});
    }
    for (const ComponentId& id : plan_.externals)
      parameters_[name(id) + "-endpoint"] = {{"type", "string"},
                                             {"metadata", {{"description", "HTTPS address that is called"}}}};
  }

  std::string siteName(const ComponentId& id) const {
    return fmt::format("format('{}-{{0}}', variables('suffix'))", name(id));
  }
  std::string siteId(const ComponentId& id) const {
    return fmt::format("resourceId('Microsoft.Web/sites', {})", siteName(id));
  }

  Json settings(const AzureFunction& function) {
    Json list = Json::array();
    const auto set = [&](const std::string& key, const std::string& value) {
      list.push_back({{"name", key}, {"value", value}});
    };
    set("AzureWebJobsStorage__accountName", "[variables('hostAccount')]");
    set("AzureWebJobsStorage__credential", "managedidentity");
    set("APPLICATIONINSIGHTS_CONNECTION_STRING", fmt::format("[reference({}, '2020-02-02').ConnectionString]", kInsights));
    bool data = false, tables = false, secrets = false;
    for (const ComponentId& id : function.uses) {
      const auto& kind = plan_.architecture->find(id)->kind;
      if (std::holds_alternative<Queue>(kind)) {
        data = true;
        set(environmentName(id, "QUEUE"), name(id));
      } else if (std::holds_alternative<ObjectStore>(kind)) {
        data = true;
        set(environmentName(id, "CONTAINER"), name(id));
      } else if (std::holds_alternative<NosqlDb>(kind)) {
        tables = true;
        set(environmentName(id, "TABLE"), name(id));
      } else {
        secrets = true;
        set(environmentName(id, "SECRET_NAME"), name(id));
        if (std::holds_alternative<External>(kind))
          set(environmentName(id, "ENDPOINT"), fmt::format("[parameters('{}-endpoint')]", name(id)));
      }
    }
    if (data) {
      for (const char* service : {"blob", "queue"})
        set(fmt::format("DATA__{}ServiceUri", service),
            fmt::format("[format('https://{{0}}.{}.{{1}}', variables('dataAccount'), environment().suffixes.storage)]",
                        service));
      set("DATA__credential", "managedidentity");
    }
    if (tables) set("TABLES_ENDPOINT", fmt::format("[reference({}, '{}').documentEndpoint]", kTables, kCosmos));
    if (secrets) set("VAULT_URL", fmt::format("[reference({}, '{}').vaultUri]", kVaultId, kVault));
    return list;
  }

  void app(const AzureFunction& function) {
    const ComponentId& id = function.plan->component->id;
    const Function& settingsOf = *function.plan->function;
    const std::string planName = fmt::format("format('plan-{}-{{0}}', variables('suffix'))", name(id));
    const std::string planId = fmt::format("resourceId('Microsoft.Web/serverfarms', {})", planName);
    const std::string containerId = fmt::format(
        "resourceId('Microsoft.Storage/storageAccounts/blobServices/containers', variables('hostAccount'), 'default', "
        "'app-{}')",
        name(id));
    resource("Microsoft.Storage/storageAccounts/blobServices/containers", kStorage,
             fmt::format("[format('{{0}}/default/app-{}', variables('hostAccount'))]", name(id)),
             {{"properties", Json::object()}},
             {"resourceId('Microsoft.Storage/storageAccounts/blobServices', variables('hostAccount'), 'default')"});
    resource("Microsoft.Web/serverfarms", kWeb, expression(planName),
             {{"location", kLocation},
              {"tags", kTags},
              {"kind", "functionapp"},
              {"sku", {{"tier", "FlexConsumption"}, {"name", "FC1"}}},
              {"properties", {{"reserved", true}}}});
    const bool node = settingsOf.runtime.rfind("nodejs", 0) == 0;
    Json scale = {{"instanceMemoryMB", ceilMebibytes(settingsOf.memory)}, {"maximumInstanceCount", 100}};
    if (settingsOf.provisionedConcurrency)
      scale["alwaysReady"] = Json::array({{{"name", !function.plan->routes.empty()      ? "http"
                                                    : !function.plan->consumers.empty() ? "function:queue1"
                                                                                        : "function:timer1"},
                                           {"instanceCount", *settingsOf.provisionedConcurrency}}});
    if (settingsOf.instanceConcurrency)
      scale["triggers"] = {{"http", {{"perInstanceConcurrency", *settingsOf.instanceConcurrency}}}};
    std::vector<std::string> after = {planId, containerId, kInsights};
    for (const ComponentId& used : function.uses) {
      const auto& kind = plan_.architecture->find(used)->kind;
      const std::string needed = std::holds_alternative<NosqlDb>(kind) ? kTables
                                 : std::holds_alternative<Queue>(kind) || std::holds_alternative<ObjectStore>(kind)
                                     ? kData
                                     : kVaultId;
      if (std::find(after.begin(), after.end(), needed) == after.end()) after.push_back(needed);
    }
    resource("Microsoft.Web/sites", kWeb, expression(siteName(id)),
             {{"location", kLocation},
              {"tags", kTags},
              {"kind", "functionapp,linux"},
              {"identity", {{"type", "SystemAssigned"}}},
              {"properties",
               {{"serverFarmId", expression(planId)},
                {"httpsOnly", true},
                {"siteConfig", {{"minTlsVersion", "1.2"}, {"appSettings", settings(function)}}},
                {"functionAppConfig",
                 {{"deployment",
                   {{"storage",
                     {{"type", "blobContainer"},
                      {"value", fmt::format("[format('https://{{0}}.blob.{{1}}/app-{}', variables('hostAccount'), "
                                            "environment().suffixes.storage)]",
                                            name(id))},
                      {"authentication", {{"type", "SystemAssignedIdentity"}}}}}}},
                  {"runtime", {{"name", node ? "node" : "python"}, {"version", settingsOf.runtime.substr(6)}}},
                  {"scaleAndConcurrency", scale}}}}}},
             after);
    outputs_[name(id) + "-app"] = {{"type", "string"}, {"value", expression(siteName(id))}};
    assign(id, kHost, azure_role::blobOwner);
    for (const AzureGrant& grant : function.grants) {
      if (findKind<NosqlDb>(*plan_.architecture, grant.target))
        assignTable(id, grant);
      else
        assign(id, scopeOf(grant.target), grant.role);
    }
  }

  std::string scopeOf(const ComponentId& target) const {
    const auto& kind = plan_.architecture->find(target)->kind;
    if (std::holds_alternative<Queue>(kind))
      return fmt::format(
          "resourceId('Microsoft.Storage/storageAccounts/queueServices/queues', variables('dataAccount'), 'default', '{}')",
          name(target));
    if (std::holds_alternative<ObjectStore>(kind))
      return fmt::format(
          "resourceId('Microsoft.Storage/storageAccounts/blobServices/containers', variables('dataAccount'), 'default', "
          "'{}')",
          name(target));
    return fmt::format("resourceId('Microsoft.KeyVault/vaults/secrets', variables('vault'), '{}')", name(target));
  }

  std::string principal(const ComponentId& function) const {
    return fmt::format("[reference({}, '{}', 'full').identity.principalId]", siteId(function), kWeb);
  }

  void assign(const ComponentId& function, const std::string& scope, const std::string& role) {
    resource("Microsoft.Authorization/roleAssignments", "2022-04-01",
             fmt::format("[guid({}, {}, '{}')]", scope, siteId(function), role),
             {{"scope", expression(scope)},
              {"properties",
               {{"principalId", principal(function)},
                {"principalType", "ServicePrincipal"},
                {"roleDefinitionId",
                 fmt::format("[subscriptionResourceId('Microsoft.Authorization/roleDefinitions', '{}')]", role)}}}},
             {scope, siteId(function)});
  }

  void assignTable(const ComponentId& function, const AzureGrant& grant) {
    const std::string table = fmt::format(
        "resourceId('Microsoft.DocumentDB/databaseAccounts/sqlDatabases/containers', variables('tablesAccount'), 'data', "
        "'{}')",
        name(grant.target));
    resource("Microsoft.DocumentDB/databaseAccounts/sqlRoleAssignments", kCosmos,
             fmt::format("[format('{{0}}/{{1}}', variables('tablesAccount'), guid({}, {}, '{}'))]", table, siteId(function),
                         grant.role),
             {{"properties",
               {{"principalId", principal(function)},
                {"roleDefinitionId", fmt::format("[format('{{0}}/sqlRoleDefinitions/{}', {})]", grant.role, kTables)},
                {"scope", fmt::format("[format('{{0}}/dbs/data/colls/{}', {})]", name(grant.target), kTables)}}}},
             {table, siteId(function)});
  }

  // A gateway in front of the apps: they take requests with their key alone, which it adds.
  void api(const ComponentId& id) {
    const auto& http = *findKind<HttpApi>(*plan_.architecture, id);
    const std::string service = fmt::format("format('{}-{{0}}', variables('suffix'))", name(id));
    const std::string serviceId = fmt::format("resourceId('Microsoft.ApiManagement/service', {})", service);
    const std::string apiId = fmt::format("resourceId('Microsoft.ApiManagement/service/apis', {}, 'api')", service);
    parameters_["publisherEmail"] = {{"type", "string"}, {"metadata", {{"description", "Whom API Management writes to"}}}};
    resource("Microsoft.ApiManagement/service", kApi, expression(service),
             {{"location", kLocation},
              {"tags", kTags},
              {"sku", {{"name", "Consumption"}, {"capacity", 0}}},
              {"properties", {{"publisherEmail", "[parameters('publisherEmail')]"}, {"publisherName", applicationName()}}}});
    resource("Microsoft.ApiManagement/service/apis", kApi, fmt::format("[format('{{0}}/api', {})]", service),
             {{"properties",
               {{"displayName", name(id)},
                {"path", ""},
                {"protocols", Json::array({"https"})},
                {"subscriptionRequired", false}}}},
             {serviceId});
    if (http.cors) {
      std::string origins;
      for (const std::string& origin : http.cors->origins) origins += "<origin>" + origin + "</origin>";
      policy("Microsoft.ApiManagement/service/apis/policies", fmt::format("[format('{{0}}/api/policy', {})]", service),
             "<cors><allowed-origins>" + origins +
                 "</allowed-origins><allowed-methods><method>*</method></allowed-methods>"
                 "<allowed-headers><header>*</header></allowed-headers></cors>",
             {apiId});
    }
    std::vector<ComponentId> keyed;
    int number = 0;
    for (const Route& route : http.routes) {
      const ComponentId& to = route.to.id;
      const std::string keyId =
          fmt::format("resourceId('Microsoft.ApiManagement/service/namedValues', {}, 'key-{}')", service, name(to));
      if (std::find(keyed.begin(), keyed.end(), to) == keyed.end()) {
        keyed.push_back(to);
        resource("Microsoft.ApiManagement/service/namedValues", kApi,
                 fmt::format("[format('{{0}}/key-{}', {})]", name(to), service),
                 {{"properties",
                   {{"displayName", "key-" + name(to)},
                    {"secret", true},
                    {"value", fmt::format("[listKeys(format('{{0}}/host/default', {}), '{}').functionKeys.default]",
                                          siteId(to), kWeb)}}}},
                 {serviceId, siteId(to)});
      }
      const std::size_t space = route.route.find(' ');
      const std::string method = route.route.substr(0, space), path = route.route.substr(space + 1);
      static const std::vector<std::string> all = {"GET", "POST", "PUT", "PATCH", "DELETE"};
      for (const std::string& verb : method == "ANY" ? all : std::vector<std::string>{method}) {
        const std::string operation = fmt::format("operation-{}", ++number);
        Json parameters = Json::array();
        for (const std::string& parameter : pathParameters(route.route))
          parameters.push_back({{"name", parameter}, {"type", "string"}, {"required", true}});
        resource("Microsoft.ApiManagement/service/apis/operations", kApi,
                 fmt::format("[format('{{0}}/api/{}', {})]", operation, service),
                 {{"properties",
                   {{"displayName", verb + " " + path},
                    {"method", verb},
                    {"urlTemplate", path},
                    {"templateParameters", parameters}}}},
                 {apiId});
        // The expression's braces are doubled for format, but for {0}.
        policy("Microsoft.ApiManagement/service/apis/operations/policies",
               fmt::format("[format('{{0}}/api/{}/policy', {})]", operation, service),
               fmt::format("<set-backend-service base-url=\"https://{{0}}\"/><set-header name=\"x-functions-key\" "
                           "exists-action=\"override\"><value>{{{{{{{{key-{}}}}}}}}}</value></set-header>",
                           name(to)),

               {fmt::format("resourceId('Microsoft.ApiManagement/service/apis/operations', {}, 'api', '{}')", service,
                            operation),
                keyId, siteId(to)},
               fmt::format("reference({}, '{}').defaultHostName", siteId(to), kWeb));
      }
    }
    outputs_[name(id) + "-url"] = {{"type", "string"},
                                   {"value", fmt::format("[reference({}, '{}').gatewayUrl]", serviceId, kApi)}};
  }

  void policy(const std::string& type, const std::string& resourceName, const std::string& inbound,
              const std::vector<std::string>& after, const std::string& argument = {}) {
    const bool whole = argument.empty();
    const std::string text =
        "<policies><inbound><base/>" + inbound +
        "</inbound><backend><base/></backend><outbound><base/></outbound><on-error><base/></on-error></policies>";
    resource(type, kApi, resourceName,
             {{"properties",
               {{"format", "rawxml"}, {"value", whole ? text : fmt::format("[format({}, {})]", quoted(text), argument)}}}},
             after);
  }

  static constexpr const char* kLogs =
      "resourceId('Microsoft.OperationalInsights/workspaces', format('logs-{0}', variables('suffix')))";
  static constexpr const char* kInsights =
      "resourceId('Microsoft.Insights/components', format('insights-{0}', variables('suffix')))";
  static constexpr const char* kHost = "resourceId('Microsoft.Storage/storageAccounts', variables('hostAccount'))";
  static constexpr const char* kData = "resourceId('Microsoft.Storage/storageAccounts', variables('dataAccount'))";
  static constexpr const char* kTables = "resourceId('Microsoft.DocumentDB/databaseAccounts', variables('tablesAccount'))";
  static constexpr const char* kVaultId = "resourceId('Microsoft.KeyVault/vaults', variables('vault'))";

  const AzurePlan& plan_;
  Json parameters_ = Json::object(), variables_ = Json::object(), resources_ = Json::array(), outputs_ = Json::object();
};

}  // namespace

std::string azureTemplate(const AzurePlan& plan) { return Template(plan).text(); }

}  // namespace virga::model
