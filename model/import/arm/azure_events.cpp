#include "model/import/arm/azure_events.h"

#include <algorithm>
#include <string_view>

#include <fmt/format.h>

#include "model/import/arm/azure_address.h"
#include "model/import/arm/json_at.h"

namespace virga::model {

namespace {

using Json = nlohmann::ordered_json;

void connectAll(AzureDesign& azure, const std::vector<ComponentId>& from, const std::vector<ComponentId>& to,
                const ArmResource& resource) {
  for (const ComponentId& source : from)
    for (const ComponentId& target : to)
      if (source != target) azure.design.connectTo(source, target, AzureDesign::placeOf(resource));
}

// The container that the subjects begin with: "/blobServices/default/containers/images/".
std::string containerOf(const ArmResource& subscription) {
  const std::string subject = jsonTextAt(subscription.body, "properties.filter.subjectBeginsWith");
  constexpr std::string_view kBefore = "/containers/";
  const std::size_t at = subject.find(kBefore);
  if (at == std::string::npos) return "";
  const std::size_t start = at + kBefore.size();
  return inSmallLetters(subject.substr(start, subject.find('/', start) - start));
}

// The containers of the storage account that a system topic tells of, or the one that the subscription is for.
void addContainers(const AzureDesign& azure, const Json& source, const ArmResource& subscription,
                   std::vector<ComponentId>& out) {
  const std::string container = containerOf(subscription);
  for (const std::string& reference : armReferences(source)) {
    const std::string account = inSmallLetters(reference.substr(reference.find(':') + 1));
    for (const auto& [key, id] : azure.components)
      if (azure.design.is<ObjectStore>(id) && key.find(":" + account + "/") != std::string::npos &&
          (container.empty() || key.ends_with("/" + container)))
        out.push_back(id);
  }
}

std::vector<ComponentId> sourcesOf(const AzureDesign& azure, const ArmResource& subscription) {
  const Json scope = jsonAt(subscription.body, "scope");
  std::vector<ComponentId> sources = azure.named(scope);
  if (sources.empty()) addContainers(azure, scope, subscription, sources);
  const std::string type = inSmallLetters(subscription.type.substr(0, subscription.type.rfind('/'))),
                    name = inSmallLetters(subscription.name.substr(0, subscription.name.rfind('/')));
  for (const ArmResource& other : azure.resources) {
    if (inSmallLetters(other.type) != type || inSmallLetters(other.name) != name) continue;
    if (const auto known = azure.components.find(AzureDesign::keyOf(other)); known != azure.components.end())
      sources.push_back(known->second);
    addContainers(azure, jsonAt(other.body, "properties.source"), subscription, sources);
  }
  // The topic may be one of another template.
  if (const auto known = azure.components.find(type + ":" + name); sources.empty() && known != azure.components.end())
    sources.push_back(known->second);
  if (sources.empty() && type == "microsoft.eventgrid/systemtopics")
    for (const ArmResource& other : azure.resources)
      if (inSmallLetters(other.type) == type)
        addContainers(azure, jsonAt(other.body, "properties.source"), subscription, sources);
  return sources;
}

std::vector<ComponentId> targetsOf(AzureDesign& azure, const ArmResource& subscription) {
  std::vector<ComponentId> targets;
  for (const char* path : {"properties.destination", "properties.deliveryWithResourceIdentity.destination"}) {
    const Json destination = jsonAt(subscription.body, path);
    for (const ComponentId& id : azure.named(destination)) targets.push_back(id);
    // A queue of a storage account goes by its name.
    const std::string queue = inSmallLetters(jsonTextAt(destination, "properties.queueName"));
    if (!queue.empty())
      for (const std::string& reference : armReferences(destination)) {
        const std::string account = inSmallLetters(reference.substr(reference.find(':') + 1));
        const auto known = azure.components.find(
            fmt::format("microsoft.storage/storageaccounts/queueservices/queues:{}/default/{}", account, queue));
        if (known != azure.components.end()) targets.push_back(known->second);
      }
    const std::string url = jsonTextAt(destination, "properties.endpointUrl");
    if (url.empty() || !targets.empty()) continue;
    if (const auto app = azureAppAt(azure, url))
      targets.push_back(*app);
    else if (const std::string name = azureOutsideName(url); !name.empty())
      targets.push_back(azure.design.external(kebabId(name), AzureDesign::placeOf(subscription), "a subscriber"));
  }
  return targets;
}

}  // namespace

void addEventSubscription(AzureDesign& azure, const ArmResource& subscription) {
  connectAll(azure, sourcesOf(azure, subscription), targetsOf(azure, subscription), subscription);
}

void addPubsubHub(AzureDesign& azure, const ArmResource& hub) {
  const std::string service = inSmallLetters(hub.name.substr(0, hub.name.find('/')));
  const auto known = azure.components.find("microsoft.signalrservice/webpubsub:" + service);
  const Json handlers = jsonAt(hub.body, "properties.eventHandlers");
  if (known == azure.components.end() || !handlers.is_array()) return;
  const auto add = [&](const std::string& route, const ComponentId& to) {
    auto& routes = azure.design.as<WebsocketApi>(known->second)->routes;
    const bool there = std::any_of(routes.begin(), routes.end(), [&](const auto& one) { return one.route == route; });
    if (!there) routes.push_back({route, {to}});
  };
  for (const Json& handler : handlers) {
    const auto app = azureAppAt(azure, jsonTextAt(handler, "urlTemplate"));
    if (!app || !azure.design.is<Function>(*app)) continue;
    for (const Json& event : jsonAt(handler, "systemEvents")) {
      if (event == "connect" || event == "connected") add("$connect", *app);
      if (event == "disconnected") add("$disconnect", *app);
    }
    std::string pattern = jsonTextAt(handler, "userEventPattern");
    for (std::size_t end = 0; !pattern.empty(); pattern.erase(0, end == std::string::npos ? end : end + 1)) {
      end = pattern.find(',');
      const std::string word = pattern.substr(0, end);
      add(word == "*" ? "$default" : kebabId(word), *app);
    }
  }
}

}  // namespace virga::model
