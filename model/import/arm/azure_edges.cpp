// Event subscriptions, operations of APIs, role assignments and application settings of Azure's templates.
#include <algorithm>
#include <array>
#include <cctype>
#include <functional>

#include <fmt/format.h>

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
  for (const auto& [name, id] : azure.components)
    if (azure.design.is<Function>(id)) functions.push_back(id);
  // Which backend answers stands in a policy; with one function there is no doubt.
  if (functions.size() == 1)
    azure.design.route(api->second, method, path, functions.front(), AzureDesign::placeOf(resource));
  else
    azure.design.leftOut(AzureDesign::placeOf(resource),
                         fmt::format("which function answers {} {} can't be told from the operation", method, path));
}

struct Role {
  std::string_view guid;
  bool reads, writes, hands;
};

// learn.microsoft.com/azure/role-based-access-control/built-in-roles, 2026. Roles to take messages make no step.
constexpr std::array kRoles = {
    Role{"69a216fc-b8fb-44d8-bc22-1f3c2cd27a39", false, false, true},  // Azure Service Bus Data Sender
    Role{"2b629674-e913-4c01-ae53-ef4638d8f975", false, false, true},  // Azure Event Hubs Data Sender
    Role{"d5a91429-5739-47e2-a06b-3470a27159e7", false, false, true},  // EventGrid Data Sender
    Role{"c6a89b2d-59bc-44d0-9896-0f6e12d7b80a", false, false, true},  // Storage Queue Data Message Sender
    Role{"2a2b9908-6ea1-4ae2-8e65-a410df84e7d1", true, false, false},  // Storage Blob Data Reader
    Role{"ba92f5b4-2d11-453d-a403-e96b0029c9fe", true, true, false},   // Storage Blob Data Contributor
    Role{"76199698-9eea-4c19-bc75-cec21354c6b6", true, false, false},  // Storage Table Data Reader
    Role{"0a9a7e1f-b9d0-4cc4-a60d-0319b160aaa3", true, true, false},   // Storage Table Data Contributor
    Role{"4633458b-17de-408a-b874-0445c86b69e6", true, false, false},  // Key Vault Secrets User
    Role{"00000000-0000-0000-0000-000000000001", true, false, false},  // Cosmos DB Built-in Data Reader
    Role{"00000000-0000-0000-0000-000000000002", true, true, false},   // Cosmos DB Built-in Data Contributor
};

void assignment(AzureDesign& azure, const ArmResource& resource) {
  const std::string role = lower(valueAt(resource.body, "properties.roleDefinitionId").dump());
  const auto known =
      std::find_if(kRoles.begin(), kRoles.end(), [&](const Role& r) { return role.find(r.guid) != std::string::npos; });
  if (known == kRoles.end()) return;
  std::vector<ComponentId> holders = azure.named(valueAt(resource.body, "properties.principalId"));
  // A user-assigned identity belongs to the apps that name it.
  for (const std::string& identity : armReferences(valueAt(resource.body, "properties.principalId")))
    for (const ArmResource& app : azure.resources) {
      const auto component = azure.components.find(AzureDesign::keyOf(app));
      if (component != azure.components.end() &&
          lower(valueAt(app.body, "identity").dump()).find(lower(identity)) != std::string::npos)
        holders.push_back(component->second);
    }
  std::vector<ComponentId> targets = azure.named(valueAt(resource.body, "scope"));
  for (const ComponentId& target : azure.named(valueAt(resource.body, "properties.scope"))) targets.push_back(target);
  for (const ComponentId& holder : holders)
    for (const ComponentId& target : targets) {
      if (holder == target || !azure.design.stepsOf(holder)) continue;
      const Place place = AzureDesign::placeOf(resource);
      const ComponentKind& kind = azure.design.component(target).kind;
      if (canSend(kind) && !canCall(kind)) {
        if (known->hands) azure.design.use(holder, target, Operation::write, false, place);
        continue;
      }
      if (known->reads) azure.design.use(holder, target, Operation::read, true, place);
      if (known->writes) azure.design.use(holder, target, Operation::write, true, place);
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
  for (const ArmResource& resource : azure.resources) {
    const std::string type = lower(resource.type);
    if (type.ends_with("eventsubscriptions")) {
      eventSubscription(azure, resource);
    } else if (type == "microsoft.apimanagement/service/apis/operations") {
      apiOperation(azure, resource);
    } else if (type == "microsoft.authorization/roleassignments" ||
               type == "microsoft.documentdb/databaseaccounts/sqlroleassignments") {
      assignment(azure, resource);
    } else if (!azure.components.contains(AzureDesign::keyOf(resource)) && !isSurroundings(type)) {
      azure.design.leftOut(AzureDesign::placeOf(resource),
                           fmt::format("{} '{}' isn't understood", resource.type, resource.name));
    }
  }
}

}  // namespace virga::model
