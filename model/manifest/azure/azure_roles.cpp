#include <fmt/format.h>

#include "model/manifest/azure/azure_template.h"

namespace virga::model {

namespace {

// The principal of a resource with an identity of its own.
std::string principalOf(const std::string& id) {
  std::string version = azure_version::web;
  for (const auto& [type, known] : {std::pair{"Microsoft.App/", azure_version::containerApps},
                                    std::pair{"Microsoft.EventGrid/", azure_version::eventGrid}})
    if (id.find(type) != std::string::npos) version = known;
  return fmt::format("[reference({}, '{}', 'full').identity.principalId]", id, version);
}

const char* kQueues = "Microsoft.Storage/storageAccounts/queueServices/queues";

}  // namespace

std::string AzureTemplateWriter::scopeOf(const AzureGrant& grant) const {
  const auto& kind = plan_.architecture->find(grant.target)->kind;
  const std::string own = armText(name(grant.target));
  const auto queueId = [](const std::string& queueName) {
    return armId(kQueues, {"variables('dataAccount')", "'default'", armText(queueName)});
  };
  if (std::holds_alternative<Queue>(kind))
    return queueId(name(grant.target) + (grant.role == azure_role::poisonQueue ? "-poison" : ""));
  if (std::holds_alternative<Function>(kind)) {
    if (grant.role == azure_role::secretsUser)
      return armId("Microsoft.KeyVault/vaults/secrets", {"variables('vault')", armText("key-" + name(grant.target))});
    return queueId(startQueue(plan_, grant.target) + (grant.role == azure_role::poisonQueue ? "-poison" : ""));
  }
  if (std::holds_alternative<ObjectStore>(kind))
    return armId("Microsoft.Storage/storageAccounts/blobServices/containers",
                 {"variables('dataAccount')", "'default'", own});
  if (std::holds_alternative<Topic>(kind) || std::holds_alternative<EventBus>(kind))
    return armId("Microsoft.EventGrid/topics", {uniqueName(name(grant.target))});
  if (std::holds_alternative<Stream>(kind))
    return armId("Microsoft.EventHub/namespaces/eventhubs", {"variables('streams')", own});
  if (std::holds_alternative<WebsocketApi>(kind))
    return armId("Microsoft.SignalRService/webPubSub", {uniqueName(name(grant.target))});
  return armId("Microsoft.KeyVault/vaults/secrets", {"variables('vault')", own});
}

void AzureTemplateWriter::grant(const std::string& principal, const std::vector<AzureGrant>& grants) {
  for (const AzureGrant& grant : grants) {
    const auto& kind = plan_.architecture->find(grant.target)->kind;
    if (std::holds_alternative<SqlDb>(kind)) continue;  // users of a database are made within it
    if (std::holds_alternative<NosqlDb>(kind)) {
      const std::string table = armId("Microsoft.DocumentDB/databaseAccounts/sqlDatabases/containers",
                                      {"variables('tablesAccount')", "'data'", armText(name(grant.target))});
      main_.add({"Microsoft.DocumentDB/databaseAccounts/sqlRoleAssignments",
                 azure_version::cosmos,
                 {"variables('tablesAccount')", fmt::format("guid({}, {}, '{}')", table, principal, grant.role)},
                 {{"properties",
                   {{"principalId", principalOf(principal)},
                    {"roleDefinitionId",
                     fmt::format("[format('{{0}}/sqlRoleDefinitions/{}', {})]", grant.role, azure_id::tablesAccount())},
                    {"scope", fmt::format("[format('{{0}}/dbs/data/colls/{}', {})]", name(grant.target),
                                          azure_id::tablesAccount())}}}},
                 {table, principal}});
    } else if (std::holds_alternative<Cache>(kind)) {
      const std::string cache = armId("Microsoft.Cache/redis", {uniqueName(name(grant.target))});
      main_.add({"Microsoft.Cache/redis/accessPolicyAssignments",
                 azure_version::cache,
                 {uniqueName(name(grant.target)), fmt::format("guid({}, {}, '{}')", cache, principal, grant.role)},
                 {{"properties",
                   {{"accessPolicyName", grant.role},
                    {"objectId", principalOf(principal)},
                    {"objectIdAlias", principalOf(principal)}}}},
                 {cache, principal}});
    } else {
      assign(principal, scopeOf(grant), grant.role == azure_role::poisonQueue ? azure_role::queueContributor : grant.role);
    }
  }
}

void AzureTemplateWriter::assign(const std::string& principal, const std::string& scope, const std::string& role) {
  main_.add({"Microsoft.Authorization/roleAssignments",
             azure_version::roles,
             {fmt::format("guid({}, {}, '{}')", scope, principal, role)},
             {{"scope", armValue(scope)},
              {"properties",
               {{"principalId", principalOf(principal)},
                {"principalType", "ServicePrincipal"},
                {"roleDefinitionId",
                 fmt::format("[subscriptionResourceId('Microsoft.Authorization/roleDefinitions', '{}')]", role)}}}},
             {scope, principal}});
}

}  // namespace virga::model
