#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "model/manifest/azure/azure_template.h"

namespace virga::model {

// A write of 1 KB takes about five request units; throughput comes in hundreds, from 400 on.
int tableUnits(const NosqlDb& table) {
  const int units = table.readUnits.value_or(0) + 5 * table.writeUnits.value_or(0);
  return std::max(400, (units + 99) / 100 * 100);
}

int cacheSize(ByteSize storage) {
  const double gigabytes = static_cast<double>(storage.bytes) / 1e9;
  int size = 0;
  for (const double holds : {0.25, 1.0, 2.5, 6.0, 13.0, 26.0}) {
    if (gigabytes <= holds * 1.1) return size;  // a GiB is a little more than the GB of the tiers
    ++size;
  }
  return size;
}

int databaseCores(double capacity) {
  for (const int cores : {1, 2, 4, 6, 8, 10, 12, 14, 16, 18, 20, 24, 32, 40})
    if (cores >= capacity) return cores;
  return 80;
}

void AzureTemplateWriter::cosmos() {
  main_.variables["tablesAccount"] = "[format('tables-{0}', variables('suffix'))]";
  Json account = {{"location", kAzureLocation},
                  {"tags", kAzureTags},
                  {"kind", "GlobalDocumentDB"},
                  {"properties",
                   {{"databaseAccountOfferType", "Standard"},
                    {"locations", Json::array({{{"locationName", kAzureLocation}, {"failoverPriority", 0}}})},
                    {"consistencyPolicy", {{"defaultConsistencyLevel", "Session"}}},
                    {"disableLocalAuth", true},
                    {"minimalTlsVersion", "Tls12"}}}};
  if (plan_.serverlessTables) account["properties"]["capabilities"] = Json::array({{{"name", "EnableServerless"}}});
  main_.add({"Microsoft.DocumentDB/databaseAccounts", azure_version::cosmos, {"variables('tablesAccount')"}, account, {}});
  const std::string database = main_.add({"Microsoft.DocumentDB/databaseAccounts/sqlDatabases",
                                          azure_version::cosmos,
                                          {"variables('tablesAccount')", "'data'"},
                                          {{"properties", {{"resource", {{"id", "data"}}}}}},
                                          {azure_id::tablesAccount()}});
  const auto container = [&](const std::string& id, const std::string& key, const Json& options) {
    Json properties = {
        {"resource",
         {{"id", id}, {"partitionKey", {{"paths", Json::array({"/" + key})}, {"kind", "Hash"}, {"version", 2}}}}}};
    if (!options.empty()) properties["options"] = options;
    main_.add({"Microsoft.DocumentDB/databaseAccounts/sqlDatabases/containers",
               azure_version::cosmos,
               {"variables('tablesAccount')", "'data'", armText(id)},
               {{"properties", properties}},
               {database}});
  };
  const Json scaled = plan_.serverlessTables ? Json::object() : Json{{"autoscaleSettings", {{"maxThroughput", 1000}}}};
  bool changes = false;
  for (const ComponentId& id : plan_.tables) {
    const auto& table = std::get<NosqlDb>(plan_.architecture->find(id)->kind);
    container(name(id), cosmosField(table.partitionKey),
              table.billing == Capacity::provisioned ? Json{{"throughput", tableUnits(table)}} : scaled);
    changes |= !table.changes.empty();
  }
  // Where readers of changes keep how far they are.
  if (changes) container("leases", "id", scaled);
}

void AzureTemplateWriter::sql() {
  main_.variables["sqlServer"] = "[format('sql-{0}', variables('suffix'))]";
  main_.parameter("sqlAdminName", "string", "Name of the group or user of Entra ID that administers the databases");
  main_.parameter("sqlAdminObjectId", "string", "Object id of that group or user");
  const std::string server = main_.add({"Microsoft.Sql/servers",
                                        azure_version::sql,
                                        {"variables('sqlServer')"},
                                        {{"location", kAzureLocation},
                                         {"tags", kAzureTags},
                                         {"properties",
                                          {{"minimalTlsVersion", "1.2"},
                                           {"publicNetworkAccess", "Enabled"},
                                           {"administrators",
                                            {{"administratorType", "ActiveDirectory"},
                                             {"azureADOnlyAuthentication", true},
                                             {"login", "[parameters('sqlAdminName')]"},
                                             {"sid", "[parameters('sqlAdminObjectId')]"},
                                             {"tenantId", "[subscription().tenantId]"}}}}}},
                                        {}});
  // The rule with these addresses lets in what runs on Azure, and nobody else.
  main_.add({"Microsoft.Sql/servers/firewallRules",
             azure_version::sql,
             {"variables('sqlServer')", "'AllowAllWindowsAzureIps'"},
             {{"properties", {{"startIpAddress", "0.0.0.0"}, {"endIpAddress", "0.0.0.0"}}}},
             {server}});
  const bool open = std::any_of(plan_.databases.begin(), plan_.databases.end(), [&](const ComponentId& id) {
    return std::get<SqlDb>(plan_.architecture->find(id)->kind).exposure == Exposure::open;
  });
  if (open)
    main_.add({"Microsoft.Sql/servers/firewallRules",
               azure_version::sql,
               {"variables('sqlServer')", "'Internet'"},
               {{"properties", {{"startIpAddress", "0.0.0.0"}, {"endIpAddress", "255.255.255.255"}}}},
               {server}});
  for (const ComponentId& id : plan_.databases) {
    const auto& database = std::get<SqlDb>(plan_.architecture->find(id)->kind);
    const int cores = databaseCores(database.capacity);
    Json properties = {{"autoPauseDelay", -1}, {"minCapacity", cores == 1 ? 0.5 : std::max(0.5, cores / 8.0)}};
    if (database.storage.bytes > 0) {
      // Whole GiB, as the tiers take them.
      constexpr std::int64_t kGibibyte = std::int64_t{1} << 30;
      properties["maxSizeBytes"] = (database.storage.bytes + kGibibyte - 1) / kGibibyte * kGibibyte;
    }
    const std::string made =
        main_.add({"Microsoft.Sql/servers/databases",
                   azure_version::sql,
                   {"variables('sqlServer')", armText(name(id))},
                   {{"location", kAzureLocation},
                    {"tags", kAzureTags},
                    {"sku", {{"name", "GP_S_Gen5"}, {"tier", "GeneralPurpose"}, {"family", "Gen5"}, {"capacity", cores}}},
                    {"properties", properties}},
                   {server}});
    if (database.encryption == Encryption::none)
      main_.add({"Microsoft.Sql/servers/databases/transparentDataEncryption",
                 azure_version::sql,
                 {"variables('sqlServer')", armText(name(id)), "'current'"},
                 {{"properties", {{"state", "Disabled"}}}},
                 {made}});
  }
}

void AzureTemplateWriter::caches() {
  for (const ComponentId& id : plan_.caches) {
    const auto& cache = std::get<Cache>(plan_.architecture->find(id)->kind);
    main_.add({"Microsoft.Cache/redis",
               azure_version::cache,
               {uniqueName(name(id))},
               {{"location", kAzureLocation},
                {"tags", kAzureTags},
                {"properties",
                 {{"sku", {{"name", "Standard"}, {"family", "C"}, {"capacity", cacheSize(cache.storage)}}},
                  {"enableNonSslPort", cache.transport == Transport::plain},
                  {"minimumTlsVersion", "1.2"},
                  {"disableAccessKeyAuthentication", true},
                  {"redisConfiguration", {{"aad-enabled", "true"}}}}}},
               {}});
  }
}

}  // namespace virga::model
