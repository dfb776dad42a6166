#pragma once

#include <string>
#include <vector>

#include "model/manifest/azure/azure_arm.h"
#include "model/manifest/azure/azure_plan.h"

namespace virga::model {

// Versions of the resource providers' interfaces. (github.com/Azure/azure-resource-manager-schemas, 2026-08.)
namespace azure_version {
inline constexpr const char* storage = "2023-05-01";
inline constexpr const char* web = "2024-04-01";
inline constexpr const char* cosmos = "2024-08-15";
inline constexpr const char* vault = "2023-07-01";
inline constexpr const char* gateway = "2024-05-01";
inline constexpr const char* eventHub = "2024-01-01";
inline constexpr const char* eventGrid = "2025-02-15";
inline constexpr const char* containerApps = "2024-03-01";
inline constexpr const char* webPubSub = "2024-03-01";
inline constexpr const char* sql = "2023-08-01";
inline constexpr const char* cache = "2024-11-01";
inline constexpr const char* roles = "2022-04-01";
inline constexpr const char* logs = "2023-09-01";
inline constexpr const char* insights = "2020-02-02";
inline constexpr const char* network = "2024-05-01";
inline constexpr const char* metricAlerts = "2018-03-01";
inline constexpr const char* logAlerts = "2023-12-01";
inline constexpr const char* workbooks = "2023-06-01";
}  // namespace azure_version

// The template of all resources, and the one of what can only be deployed once the code of the function apps is there:
// subscriptions that name functions, and event handlers with a key that a function app makes. The second is empty where
// there are none.
struct AzureTemplates {
  DeploymentTemplate main, events;
};

// What deploys a plan without errors.
AzureTemplates azureTemplates(const AzurePlan& plan);

// Writes one family of services each; all add to the template of a writer.
class AzureTemplateWriter {
 public:
  explicit AzureTemplateWriter(const AzurePlan& plan) : plan_(plan) {}
  AzureTemplates written();

 private:
  using Json = nlohmann::ordered_json;

  // azure_template.cpp
  void monitoring();
  void network();
  void vault();
  void keyOf(const ComponentId& function);  // what it is called with, kept in the vault
  std::string name(const ComponentId& id) const { return plan_.names.at(id); }
  // "format('orders-{0}', variables('suffix'))": unique in the world.
  static std::string uniqueName(const std::string& stem);
  std::string siteName(const ComponentId& function) const { return uniqueName(name(function)); }
  std::string siteId(const ComponentId& function) const;
  std::string addressOf(const ComponentId& function) const;  // an expression: "https://orders-….azurewebsites.net"

  // azure_roles.cpp
  // All grants of an app: `principal` is its id and that of its identity.
  void grant(const std::string& principal, const std::vector<AzureGrant>& grants);
  void assign(const std::string& principal, const std::string& scope, const std::string& role);
  std::string scopeOf(const AzureGrant& grant) const;

  // azure_apps.cpp
  void app(const AzureFunction& function);
  Json scaling(const AzureFunction& function) const;
  Json runtimeOf(const AzureFunction& function) const;
  // The settings of an app about what it uses, as name and value, and the ids of what they ask.
  std::vector<std::pair<std::string, std::string>> settings(const std::vector<ComponentId>& uses) const;
  std::vector<std::string> needs(const std::vector<ComponentId>& uses) const;
  void server(const AzureServers& servers);

  // azure_storage.cpp
  void hostStorage();
  void dataStorage();
  void queue(const std::string& queueName);

  // azure_databases.cpp
  void cosmos();
  void sql();
  void caches();

  // azure_events.cpp
  void streams();
  void topics();
  void subscriptions();
  void subscription(const AzureSubscription& subscription, const std::string& type, const std::vector<std::string>& source,
                    Json filter);
  void sockets();

  // azure_gateway.cpp
  void gateway(const ComponentId& id);
  void operation(const ComponentId& api, const std::string& service, const Route& route, const std::string& verb,
                 int number);
  std::string backend(const ComponentId& service, const ComponentId& to, std::vector<std::string>& after,
                      std::vector<std::string>& arguments);
  void policy(const std::string& type, const std::vector<std::string>& owner, const std::string& inbound,
              const std::string& backend, const std::vector<std::string>& after,
              const std::vector<std::string>& arguments = {});

  // azure_alarms.cpp
  void alarms();
  void logsOf(const ComponentId& api);
  void metricAlarm(const ExportedAlarm& exported, const std::string& rule);
  void logAlarm(const ExportedAlarm& exported, const std::string& rule);
  Json metricCriteria(const ExportedAlarm& exported) const;
  std::string watchedQuery(const ExportedAlarm& exported) const;

  // azure_workbook.cpp
  void workbook();

  const AzurePlan& plan_;
  AzureTemplates made_;
  DeploymentTemplate& main_ = made_.main;
};

// Ids that several families name.
namespace azure_id {
std::string logs();
std::string insights();
std::string hostAccount();
std::string dataAccount();
std::string tablesAccount();
std::string vault();
std::string streams();
std::string sqlServer();
std::string serverEnvironment();
std::string subnet();
}  // namespace azure_id

inline constexpr const char* kAzureLocation = "[parameters('location')]";
inline constexpr const char* kAzureTags = "[variables('tags')]";

// The smallest cache of the Standard tier that holds so much, as C0 to C6: its number.
// (learn.microsoft.com/azure/azure-cache-for-redis/cache-planning-faq, 2026.)
int cacheSize(ByteSize storage);
// vCores of a serverless database of Azure SQL with at least the capacity.
// (learn.microsoft.com/azure/azure-sql/database/resource-limits-vcore-single-databases, Gen5, 2026.)
int databaseCores(double capacity);
// Request units of a table with provisioned throughput.
int tableUnits(const NosqlDb& table);
// The hub of a websocket-api: letters, digits and '_'.
std::string hubName(const std::string& name);

}  // namespace virga::model
