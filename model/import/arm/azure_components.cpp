// Which resources of Azure's templates are components, and where their settings stand
// (learn.microsoft.com/azure/templates, 2026).
#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <memory>
#include <regex>
#include <set>

#include <fmt/format.h>

#include "model/catalog/catalog.h"
#include "model/checks/nearest_runtime.h"
#include "model/import/arm/azure_design.h"
#include "model/import/arm/azure_settings.h"
#include "model/import/arm/json_at.h"
#include "model/import/iso_duration.h"

namespace virga::model {

namespace {

using Json = nlohmann::ordered_json;

std::optional<int> wholeAt(const Json& body, const std::string& path) {
  const Json& value = jsonAt(body, path);
  if (!value.is_number_integer()) return {};
  const auto number = value.get<std::int64_t>();
  if (number < 0 || number > 1'000'000) return {};
  return static_cast<int>(number);
}

// "PT1M", "P14D", but no time at all.
std::optional<Duration> timeAt(const Json& body, const std::string& path) {
  const auto time = isoDuration(jsonTextAt(body, path));
  return time && time->nanoseconds > 0 ? time : std::nullopt;
}

// The first container, and as many replicas as there are at least.
ContainerService containerAppOf(const Json& body) {
  ContainerService service;
  if (const auto least = wholeAt(body, "properties.template.scale.minReplicas"); least && *least > 0)
    service.servers = *least;
  if (const auto most = wholeAt(body, "properties.template.scale.maxReplicas"); most && *most > service.servers) {
    service.autoscaling = Autoscaling{};
    service.autoscaling->maxServers = *most;
    // A replica more is started once so many are under way in each; the design's target is a share of what one can take.
    for (const Json& rule : jsonAt(body, "properties.template.scale.rules"))
      if (const double each = std::strtod(jsonTextAt(rule, "http.metadata.concurrentRequests").c_str(), nullptr);
          each >= 1 && each <= 1e6)
        service.concurrency = static_cast<int>(std::lround(each / service.autoscaling->target.value));
  }
  const Json& containers = jsonAt(body, "properties.template.containers");
  if (!containers.is_array() || containers.empty()) return service;
  const Json& cpu = jsonAt(containers[0], "resources.cpu");
  const double vcpus = cpu.is_number()   ? cpu.get<double>()
                       : cpu.is_string() ? std::strtod(cpu.get_ref<const std::string&>().c_str(), nullptr)
                                         : 0;
  if (vcpus > 0 && vcpus <= 64) service.vcpus = vcpus;
  static const std::regex gibi("([0-9]{1,4}(?:\\.[0-9]{1,2})?)Gi");
  std::smatch match;
  if (const std::string memory = jsonTextAt(containers[0], "resources.memory");
      memory.size() < 12 && std::regex_match(memory, match, gibi))
    service.memory = mebibytes(static_cast<std::int64_t>(std::stod(match[1].str()) * 1024));
  return service;
}

std::optional<ComponentKind> kindOf(const ArmResource& resource) {
  const std::string type = inSmallLetters(resource.type);
  const Json& body = resource.body;
  if (type == "microsoft.web/sites") {
    if (inSmallLetters(resource.kind).find("functionapp") == std::string::npos ||
        inSmallLetters(resource.kind).find("workflowapp") != std::string::npos)
      return {};
    Function function;
    if (const auto memory = wholeAt(body, "properties.functionAppConfig.scaleAndConcurrency.instanceMemoryMB");
        memory && *memory > 0)
      function.memory = mebibytes(*memory);
    int instances = 0;
    for (const Json& group : jsonAt(body, "properties.functionAppConfig.scaleAndConcurrency.alwaysReady"))
      instances += wholeAt(group, "instanceCount").value_or(0);
    if (instances > 0) function.provisionedConcurrency = instances;
    return function;
  }
  if (type == "microsoft.servicebus/namespaces/queues" || type == "microsoft.storage/storageaccounts/queueservices/queues") {
    Queue queue;
    if (const auto time = timeAt(body, "properties.lockDuration")) queue.visibility = *time;
    if (const auto time = timeAt(body, "properties.defaultMessageTimeToLive")) queue.retention = *time;
    if (const auto most = wholeAt(body, "properties.maxDeliveryCount"); most && *most > 0) queue.maxReceives = *most;
    return queue;
  }
  if (type == "microsoft.eventhub/namespaces/eventhubs") {
    Stream stream;
    if (const auto shards = wholeAt(body, "properties.partitionCount"); shards && *shards > 0) stream.shards = *shards;
    if (const auto time = wholeAt(body, "properties.messageRetentionInDays"); time && *time > 0)
      stream.retention = days(*time);
    return stream;
  }
  if (type == "microsoft.servicebus/namespaces/topics") return Topic{};
  if (type == "microsoft.eventgrid/topics" || type == "microsoft.eventgrid/domains" ||
      type == "microsoft.eventgrid/namespaces/topics")
    return EventBus{};
  if (type == "microsoft.storage/storageaccounts/blobservices/containers") {
    ObjectStore store;
    const std::string access = jsonTextAt(body, "properties.publicAccess");
    if (access == "Blob" || access == "Container") store.exposure = Exposure::open;
    return store;
  }
  if (type == "microsoft.storage/storageaccounts/tableservices/tables") return NosqlDb{};
  if (type == "microsoft.documentdb/databaseaccounts/sqldatabases/containers") {
    NosqlDb table;
    if (const Json& paths = jsonAt(body, "properties.resource.partitionKey.paths");
        paths.is_array() && !paths.empty() && paths[0].is_string()) {
      const std::string path = paths[0].get<std::string>();
      static const std::regex plain("/[A-Za-z][A-Za-z0-9_]{0,60}");
      if (std::regex_match(path, plain)) table.partitionKey = path.substr(1);
    }
    return table;
  }
  if (type == "microsoft.sql/servers/databases" || type == "microsoft.dbforpostgresql/flexibleservers" ||
      type == "microsoft.dbformysql/flexibleservers")
    return SqlDb{};
  if (type == "microsoft.cache/redis" || type == "microsoft.cache/redisenterprise") {
    Cache cache;
    if (const Json& plain = jsonAt(body, "properties.enableNonSslPort"); plain.is_boolean() && plain.get<bool>())
      cache.transport = Transport::plain;
    return cache;
  }
  if (type == "microsoft.keyvault/vaults" || type == "microsoft.keyvault/vaults/secrets") return SecretStore{};
  if (type == "microsoft.apimanagement/service/apis") return HttpApi{};
  if (type == "microsoft.logic/workflows") return Workflow{};
  if (type == "microsoft.app/containerapps") return containerAppOf(body);
  if (type == "microsoft.signalrservice/webpubsub") return WebsocketApi{};
  return {};
}

// "NODE|22", or the runtime of a Flex Consumption app, as the catalog writes it.
void setRuntime(AzureDesign& azure, const ArmResource& resource, const ComponentId& id) {
  std::string name = jsonTextAt(resource.body, "properties.functionAppConfig.runtime.name"),
              version = jsonTextAt(resource.body, "properties.functionAppConfig.runtime.version");
  if (name.empty()) {
    std::string linux = jsonTextAt(resource.body, "properties.siteConfig.linuxFxVersion");
    if (const std::size_t bar = linux.find('|'); bar != std::string::npos) {
      name = inSmallLetters(linux.substr(0, bar));
      version = linux.substr(bar + 1);
    }
  }
  Function* function = azure.design.as<Function>(id);
  const std::string runtime = (name == "node" ? "nodejs" : name == "dotnet-isolated" ? "dotnet" : name) + version;
  const auto catalog = loadCatalog("azure");
  std::vector<std::string> known;
  if (catalog)
    for (const auto& fact : catalog->runtimes) {
      known.push_back(fact.id);
      if (fact.name != name + "|" + version) continue;
      function->runtime = fact.id;
      return;
    }
  const std::string nearest = runtime.empty() ? "" : nearestRuntime(runtime, known);
  function->runtime = nearest.empty() ? "nodejs22" : nearest;
  if (nearest.empty())
    azure.design.toFill(id + ".runtime", "runtime of " + id, AzureDesign::placeOf(resource));
  else
    azure.design.assumed(AzureDesign::placeOf(resource), fmt::format("the runtime '{}' is taken for {}", runtime, nearest));
}

std::string lastSegment(const std::string& name) { return name.substr(name.rfind('/') + 1); }

constexpr std::string_view kUnique = "-unique";  // what uniqueString() is taken for, at the end of a name

// The containers that code is deployed from (Flex Consumption), which are no stores of the design.
std::set<std::string> packageContainers(const std::vector<ArmResource>& resources) {
  std::set<std::string> names;
  for (const ArmResource& resource : resources)
    if (const std::string url = jsonTextAt(resource.body, "properties.functionAppConfig.deployment.storage.value");
        !url.empty())
      names.insert(lastSegment(url));
  return names;
}

// A vault is the store where the template names no secret in it; a secret whose value another resource makes up, or
// that is the credential of a system outside, is none.
bool isStoreOfSecrets(const AzureDesign& azure, const ArmResource& resource) {
  if (inSmallLetters(resource.type) != "microsoft.keyvault/vaults")
    return armReferences(jsonAt(resource.body, "properties")).empty() &&
           !isAzureCredential(azure.resources, resource.name.substr(resource.name.rfind('/') + 1));
  return std::none_of(azure.resources.begin(), azure.resources.end(), [&](const ArmResource& other) {
    return inSmallLetters(other.type) == "microsoft.keyvault/vaults/secrets" &&
           inSmallLetters(other.name).starts_with(inSmallLetters(resource.name) + "/");
  });
}

// The runtime puts what has failed maxDequeueCount times into the queue "NAME-poison".
// (learn.microsoft.com/azure/azure-functions/functions-bindings-storage-queue-trigger, 2026)
void addPoisonQueues(AzureDesign& azure) {
  for (const auto& [key, id] : azure.components) {
    if (!AzureDesign::isStorageQueue(key)) continue;
    const auto poison = azure.components.find(key + "-poison");
    if (poison != azure.components.end()) azure.design.as<Queue>(id)->deadLetter = ComponentRef{poison->second};
  }
}

}  // namespace

std::string AzureDesign::keyOf(const ArmResource& resource) { return inSmallLetters(resource.type + ":" + resource.name); }

bool AzureDesign::isStorageQueue(const std::string& key) {
  return key.starts_with("microsoft.storage/storageaccounts/queueservices/queues:");
}

Place AzureDesign::placeOf(const ArmResource& resource) {
  return {std::make_shared<const std::string>(resource.file), resource.line, resource.column};
}

std::vector<ComponentId> AzureDesign::named(const Json& value) const {
  std::vector<ComponentId> found;
  for (const std::string& reference : armReferences(value)) {
    std::string key = inSmallLetters(reference);
    // Scopes of Cosmos DB: "ACCOUNT/dbs/DATABASE/colls/CONTAINER".
    static const std::regex cosmos("microsoft.documentdb/databaseaccounts:([^/]+)/dbs/([^/]+)/colls/([^/]+)");
    key = std::regex_replace(key, cosmos, "microsoft.documentdb/databaseaccounts/sqldatabases/containers:$1/$2/$3");
    // What is no component stands for what it is a part of: the function of an app, a vault's secret, a topic's
    // subscription.
    for (auto known = components.find(key);; known = components.find(key)) {
      if (known != components.end()) {
        if (std::find(found.begin(), found.end(), known->second) == found.end()) found.push_back(known->second);
        break;
      }
      const std::size_t colon = key.find(':'), type = key.rfind('/', colon), name = key.rfind('/');
      if (colon == std::string::npos || type == std::string::npos || name <= colon || name == std::string::npos) break;
      key = key.substr(0, type) + key.substr(colon, name - colon);
    }
  }
  return found;
}

ComponentId AzureDesign::bound(const std::string& name, const ComponentKind& kind, const Place& at) {
  const std::string key = inSmallLetters(name);
  if (const auto known = byName.find(key);
      known != byName.end() && design.component(known->second).kind.index() == kind.index())
    return known->second;
  const ComponentId id = design.add(name.empty() ? std::string(kindName(kind)) : name, kind);
  byName[key] = id;
  design.assumed(at, fmt::format("'{}' is known from a binding alone; its settings are defaults", id));
  return id;
}

void addAzureComponents(AzureDesign& azure) {
  const auto packages = packageContainers(azure.resources);
  for (const ArmResource& resource : azure.resources) {
    const auto kind = kindOf(resource);
    if (!kind) continue;
    std::string name = lastSegment(resource.name);
    if (std::holds_alternative<ObjectStore>(*kind) && packages.contains(name)) continue;
    // Where the triggers of change feeds keep how far they are.
    if (std::holds_alternative<NosqlDb>(*kind) && inSmallLetters(name) == "leases") continue;
    if (std::holds_alternative<SecretStore>(*kind) && !isStoreOfSecrets(azure, resource)) continue;
    // What makes names unique in the world says nothing.
    if (name.ends_with(kUnique) && name.size() > kUnique.size()) name.resize(name.size() - kUnique.size());
    std::string readable = name;
    for (const char* unknown : {"parameter:", "variable:"})
      if (readable.rfind(unknown, 0) == 0) readable = readable.substr(std::string_view(unknown).size());
    // The name of an API is a part of its address, the other one is for people.
    if (const std::string shown = jsonTextAt(resource.body, "properties.displayName");
        std::holds_alternative<HttpApi>(*kind) && !shown.empty() && shown.find(':') == std::string::npos)
      readable = shown;
    const ComponentId id = azure.design.add(readable, *kind);
    azure.components[AzureDesign::keyOf(resource)] = id;
    azure.byName.emplace(inSmallLetters(name), id);
    if (azure.design.is<Function>(id)) setRuntime(azure, resource, id);
  }
  addPoisonQueues(azure);
}

}  // namespace virga::model
