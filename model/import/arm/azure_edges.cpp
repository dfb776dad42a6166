// Event subscriptions, operations of APIs, role assignments and application settings of Azure's templates.
#include <algorithm>
#include <array>
#include <cctype>
#include <map>
#include <set>

#include <fmt/format.h>

#include "model/edit/edges.h"
#include "model/import/arm/azure_design.h"

namespace virga::model {

namespace {

using Json = nlohmann::ordered_json;

std::string lower(std::string text) {
  std::transform(text.begin(), text.end(), text.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return text;
}

Json valueAt(const Json& body, const std::string& path) {
  const std::size_t dot = path.find('.');
  if (!body.is_object()) return {};
  const auto found = body.find(path.substr(0, dot));
  if (found == body.end()) return {};
  return dot == std::string::npos ? *found : valueAt(*found, path.substr(dot + 1));
}

std::string textAt(const Json& body, const std::string& path) {
  const Json value = valueAt(body, path);
  return value.is_string() ? value.get<std::string>() : "";
}

void connectAll(AzureDesign& azure, const std::vector<ComponentId>& from, const std::vector<ComponentId>& to,
                const ArmResource& resource) {
  for (const ComponentId& source : from)
    for (const ComponentId& target : to)
      if (source != target) azure.design.connectTo(source, target, AzureDesign::placeOf(resource));
}

// What events come from: the scope of an extension resource, the parent, or the source of a system topic.
void eventSubscription(AzureDesign& azure, const ArmResource& resource) {
  std::vector<ComponentId> sources = azure.named(valueAt(resource.body, "scope"));
  const std::string parentType = resource.type.substr(0, resource.type.rfind('/')),
                    parentName = resource.name.substr(0, resource.name.rfind('/'));
  for (const ArmResource& other : azure.resources) {
    if (lower(other.type) != lower(parentType) || lower(other.name) != lower(parentName)) continue;
    if (const auto known = azure.components.find(AzureDesign::keyOf(other)); known != azure.components.end())
      sources.push_back(known->second);
    // A system topic tells of a storage account; its containers are the components.
    const Json source = valueAt(other.body, "properties.source");
    for (const std::string& reference : armReferences(source)) {
      const std::string account = lower(reference.substr(reference.find(':') + 1));
      for (const auto& [key, id] : azure.components)
        if (azure.design.is<ObjectStore>(id) && key.find(":" + account + "/") != std::string::npos) sources.push_back(id);
    }
  }
  connectAll(azure, sources, azure.named(valueAt(resource.body, "properties.destination")), resource);
}

void apiOperation(AzureDesign& azure, const ArmResource& resource) {
  const std::string key =
      lower(resource.type.substr(0, resource.type.rfind('/')) + ":" + resource.name.substr(0, resource.name.rfind('/')));
  const auto api = azure.components.find(key);
  const std::string method = textAt(resource.body, "properties.method"),
                    path = textAt(resource.body, "properties.urlTemplate");
  if (api == azure.components.end() || method.empty() || path.empty()) return;
  std::vector<ComponentId> functions;
  const auto addFunctionsOf = [&](const std::vector<ComponentId>& ids) {
    for (const ComponentId& id : ids)
      if (azure.design.is<Function>(id) || azure.design.is<ContainerService>(id)) functions.push_back(id);
  };
  // Which backend answers stands in a policy; with one function there is no doubt.
  for (const ArmResource& policy : azure.resources)
    if (lower(policy.type) == "microsoft.apimanagement/service/apis/operations/policies" &&
        lower(policy.name).starts_with(lower(resource.name) + "/"))
      addFunctionsOf(azure.named(valueAt(policy.body, "properties.value")));
  if (functions.empty())
    for (const auto& [name, id] : azure.components)
      if (azure.design.is<Function>(id)) functions.push_back(id);
  if (functions.size() == 1)
    azure.design.route(api->second, method, path, functions.front(), AzureDesign::placeOf(resource));
  else
    azure.design.leftOut(AzureDesign::placeOf(resource),
                         fmt::format("which function answers {} {} can't be told from the operation", method, path));
}

struct Role {
  std::string_view guid;
  bool reads, writes, hands;
  bool takes = false;  // messages, which a function does by a trigger
};

// learn.microsoft.com/azure/role-based-access-control/built-in-roles, 2026.
constexpr std::array kRoles = {
    Role{"69a216fc-b8fb-44d8-bc22-1f3c2cd27a39", false, false, true},         // Azure Service Bus Data Sender
    Role{"2b629674-e913-4c01-ae53-ef4638d8f975", false, false, true},         // Azure Event Hubs Data Sender
    Role{"d5a91429-5739-47e2-a06b-3470a27159e7", false, false, true},         // EventGrid Data Sender
    Role{"c6a89b2d-59bc-44d0-9896-0f6e12d7b80a", false, false, true},         // Storage Queue Data Message Sender
    Role{"4f6d3b9b-027b-4f4c-9142-0e5a2a2247e0", false, false, false, true},  // Azure Service Bus Data Receiver
    Role{"a638d3c7-ab3a-418d-83e6-5f17a39d4fde", false, false, false, true},  // Azure Event Hubs Data Receiver
    Role{"8a0f0c08-91a1-4084-bc3d-661d67233fed", false, false, false, true},  // Storage Queue Data Message Processor
    Role{"2a2b9908-6ea1-4ae2-8e65-a410df84e7d1", true, false, false},         // Storage Blob Data Reader
    Role{"ba92f5b4-2d11-453d-a403-e96b0029c9fe", true, true, false},          // Storage Blob Data Contributor
    Role{"76199698-9eea-4c19-bc75-cec21354c6b6", true, false, false},         // Storage Table Data Reader
    Role{"0a9a7e1f-b9d0-4cc4-a60d-0319b160aaa3", true, true, false},          // Storage Table Data Contributor
    Role{"4633458b-17de-408a-b874-0445c86b69e6", true, false, false},         // Key Vault Secrets User
    Role{"00000000-0000-0000-0000-000000000001", true, false, false},         // Cosmos DB Built-in Data Reader
    Role{"00000000-0000-0000-0000-000000000002", true, true, false},          // Cosmos DB Built-in Data Contributor
};

// The settings of an app in a template.
std::map<std::string, std::string> settingsOf(const ArmResource& app) {
  std::map<std::string, std::string> settings;
  const Json listed = valueAt(app.body, "properties.siteConfig.appSettings");
  if (listed.is_array())
    for (const Json& setting : listed) settings[textAt(setting, "name")] = textAt(setting, "value");
  return settings;
}

constexpr std::string_view kEndpoint = "_ENDPOINT", kSecretName = "_SECRET_NAME";

// "PAYMENTS_ENDPOINT" by a parameter: a system outside.
void outsideAddresses(AzureDesign& azure, const ArmResource& app, const ComponentId& id) {
  if (!azure.design.stepsOf(id)) return;
  for (const auto& [name, value] : settingsOf(app))
    if (name.ends_with(kEndpoint) && value.starts_with("parameter:")) {
      const Place place = AzureDesign::placeOf(app);
      const ComponentId external =
          azure.design.external(kebabId(name.substr(0, name.size() - kEndpoint.size())), place, "the system at " + name);
      azure.design.use(id, external, Operation::read, true, place);
    }
}

// Whether a vault's secret is the credential of a system outside: "PAYMENTS_SECRET_NAME" beside "PAYMENTS_ENDPOINT".
bool isCredential(const AzureDesign& azure, const ComponentId& holder, const std::string& secret) {
  for (const ArmResource& app : azure.resources) {
    const auto known = azure.components.find(AzureDesign::keyOf(app));
    if (known == azure.components.end() || known->second != holder) continue;
    const auto settings = settingsOf(app);
    for (const auto& [name, value] : settings)
      if (name.ends_with(kSecretName) && value == secret &&
          settings.contains(name.substr(0, name.size() - kSecretName.size()) + std::string(kEndpoint)))
        return true;
  }
  return false;
}

// The components whose identity a value names; one that users assign belongs to the apps that name it.
std::vector<ComponentId> holdersOf(const AzureDesign& azure, const Json& principal) {
  std::vector<ComponentId> holders = azure.named(principal);
  for (const std::string& identity : armReferences(principal))
    for (const ArmResource& app : azure.resources) {
      const auto component = azure.components.find(AzureDesign::keyOf(app));
      if (component != azure.components.end() &&
          lower(valueAt(app.body, "identity").dump()).find(lower(identity)) != std::string::npos)
        holders.push_back(component->second);
    }
  return holders;
}

bool handsTo(const AzureDesign& azure, const ComponentId& from, const ComponentId& to) {
  const auto all = edges(azure.design.result.design);
  return std::any_of(all.begin(), all.end(), [&](const Edge& edge) { return edge.from == from && edge.to == to; });
}

void grant(AzureDesign& azure, const Role& role, const ComponentId& holder, const ComponentId& target, const Place& place) {
  if (holder == target || !azure.design.stepsOf(holder)) return;
  if (role.takes) {
    if (azure.design.is<Function>(holder) && !handsTo(azure, target, holder)) azure.design.connectTo(target, holder, place);
    return;
  }
  const ComponentKind& kind = azure.design.component(target).kind;
  if (canSend(kind) && !canCall(kind)) {
    if (role.hands) azure.design.use(holder, target, Operation::write, false, place);
    return;
  }
  if (role.reads) azure.design.use(holder, target, Operation::read, true, place);
  if (role.writes) azure.design.use(holder, target, Operation::write, true, place);
}

void assignment(AzureDesign& azure, const ArmResource& resource, std::set<ComponentId>& ofCredentials) {
  const std::string named = lower(valueAt(resource.body, "properties.roleDefinitionId").dump());
  const auto role =
      std::find_if(kRoles.begin(), kRoles.end(), [&](const Role& r) { return named.find(r.guid) != std::string::npos; });
  if (role == kRoles.end()) return;
  const Json scopes = Json::array({valueAt(resource.body, "scope"), valueAt(resource.body, "properties.scope")});
  std::string secret;
  for (const std::string& scope : armReferences(scopes))
    if (lower(scope).starts_with("microsoft.keyvault/vaults/secrets:")) secret = scope.substr(scope.rfind('/') + 1);
  for (const ComponentId& holder : holdersOf(azure, valueAt(resource.body, "properties.principalId")))
    for (const ComponentId& target : azure.named(scopes)) {
      if (!secret.empty() && isCredential(azure, holder, secret))
        ofCredentials.insert(target);
      else
        grant(azure, *role, holder, target, AzureDesign::placeOf(resource));
    }
}

// "Data Reader", "Data Contributor" and "Data Owner" of Azure Cache for Redis.
// (learn.microsoft.com/azure/azure-cache-for-redis/cache-configure-role-based-access-control, 2026)
void cacheAssignment(AzureDesign& azure, const ArmResource& resource) {
  const bool writes = textAt(resource.body, "properties.accessPolicyName") != "Data Reader";
  const Role role{"", true, writes, false};
  const auto cache =
      azure.components.find(lower("Microsoft.Cache/redis:" + resource.name.substr(0, resource.name.find('/'))));
  if (cache == azure.components.end()) return;
  for (const ComponentId& holder : holdersOf(azure, valueAt(resource.body, "properties.objectId")))
    grant(azure, role, holder, cache->second, AzureDesign::placeOf(resource));
}

// A vault that holds nothing but credentials of systems outside is no store of its own.
void foldVaults(AzureDesign& azure, const std::set<ComponentId>& ofCredentials) {
  for (const ComponentId& vault : ofCredentials) {
    const Architecture& design = azure.design.result.design;
    const auto all = edges(design);
    if (std::any_of(all.begin(), all.end(), [&](const Edge& edge) { return edge.to == vault; })) continue;
    std::erase_if(azure.design.result.design.components, [&](const Component& part) { return part.id == vault; });
    std::erase_if(azure.components, [&](const auto& entry) { return entry.second == vault; });
    std::erase_if(azure.byName, [&](const auto& entry) { return entry.second == vault; });
  }
}

bool isSurroundings(const std::string& type) {
  for (const char* part :
       {"microsoft.insights/", "microsoft.operationalinsights/", "microsoft.managedidentity/", "microsoft.network/",
        "microsoft.web/serverfarms", "microsoft.web/sites/", "microsoft.storage/storageaccounts",
        "microsoft.servicebus/namespaces", "microsoft.eventhub/namespaces", "microsoft.documentdb/",
        "microsoft.apimanagement/", "microsoft.authorization/", "microsoft.sql/", "microsoft.keyvault/",
        "microsoft.eventgrid/systemtopics", "microsoft.app/managedenvironments", "microsoft.containerregistry/"})
    if (type.rfind(part, 0) == 0) return true;
  return false;
}

}  // namespace

void addAzureEdges(AzureDesign& azure) {
  std::set<ComponentId> ofCredentials;
  for (const ArmResource& resource : azure.resources) {
    const std::string type = lower(resource.type);
    if (const auto app = azure.components.find(AzureDesign::keyOf(resource)); app != azure.components.end())
      outsideAddresses(azure, resource, app->second);
    if (type.ends_with("eventsubscriptions")) {
      eventSubscription(azure, resource);
    } else if (type == "microsoft.apimanagement/service/apis/operations") {
      apiOperation(azure, resource);
    } else if (type == "microsoft.authorization/roleassignments" ||
               type == "microsoft.documentdb/databaseaccounts/sqlroleassignments") {
      assignment(azure, resource, ofCredentials);
    } else if (type == "microsoft.cache/redis/accesspolicyassignments") {
      cacheAssignment(azure, resource);
    } else if (!azure.components.contains(AzureDesign::keyOf(resource)) && !isSurroundings(type)) {
      azure.design.leftOut(AzureDesign::placeOf(resource),
                           fmt::format("{} '{}' isn't understood", resource.type, resource.name));
    }
  }
  foldVaults(azure, ofCredentials);
}

}  // namespace virga::model
