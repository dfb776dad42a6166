#include "model/manifest/api/asyncapi_export.h"

#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "model/edit/edges.h"
#include "model/manifest/api/input_schema.h"
#include "model/manifest/api/message_server.h"
#include "model/manifest/function_plan.h"
#include "model/manifest/plain_yaml.h"

namespace virga::model {

namespace {

using Json = nlohmann::ordered_json;

constexpr std::int64_t kSecond = 1'000'000'000;

std::string referTo(const std::string& place) { return "#/" + place; }

Json reference(const std::string& place) { return Json{{"$ref", referTo(place)}}; }

std::int64_t wholeSecondsOf(Duration duration) { return (duration.nanoseconds + kSecond - 1) / kSecond; }

class Description {
 public:
  Description(const Architecture& architecture, const Catalog& catalog)
      : architecture_(architecture), catalog_(catalog), plans_(planFunctions(architecture, catalog, unplanned_)) {}

  Json write() {
    for (const Component& component : architecture_.components) addChannel(component);
    for (const Edge& edge : edges(architecture_)) addOperation(edge);
    Json root = Json::object();
    root["asyncapi"] = "3.0.0";
    Json& info = root["info"];
    info["title"] = architecture_.name.empty() ? "Messages" : architecture_.name;
    info["version"] = "0.1.0";
    if (!architecture_.description.empty()) info["description"] = architecture_.description;
    root["defaultContentType"] = "application/json";
    root["servers"] = servers_;
    root["channels"] = channels_;
    root["operations"] = operations_;
    root["components"]["messages"] = messages_;
    root["components"]["schemas"] = schemas_;
    return root;
  }

 private:
  bool isChannel(const ComponentId& id) const { return channels_.contains(id); }

  // The fields that a message must have, for all that take it, other channels on the way passed over.
  void gatherKeys(const ComponentId& channel, std::vector<std::string>& keys, std::set<ComponentId>& seen) const {
    if (!seen.insert(channel).second) return;
    for (const Edge& edge : edges(architecture_)) {
      if (edge.from != channel || edge.role == EdgeRole::deadLetter || edge.role == EdgeRole::auth) continue;
      for (const FunctionPlan& plan : plans_)
        if (plan.component->id == edge.to)
          for (const std::string& key : plan.keys)
            if (std::find(keys.begin(), keys.end(), key) == keys.end()) keys.push_back(key);
      const Component* next = architecture_.find(edge.to);
      if (next && !messageServer(next->kind, architecture_, catalog_).is_null()) gatherKeys(edge.to, keys, seen);
    }
  }

  void addMessage(const Component& component) {
    std::vector<std::string> keys;
    std::set<ComponentId> seen;
    // What lies in a dead-letter queue came from another one.
    for (const Component& other : architecture_.components)
      if (const auto* queue = std::get_if<Queue>(&other.kind);
          queue && queue->deadLetter && queue->deadLetter->id == component.id)
        gatherKeys(other.id, keys, seen);
    gatherKeys(component.id, keys, seen);
    schemas_[component.id] = inputSchema(keys);
    Json& message = messages_[component.id];
    message["name"] = component.id;
    message["title"] = "Message of " + component.id;
    const std::string limit = limitText(catalog_, std::string(kindName(component.kind)) + ".message-max");
    if (!limit.empty()) message["description"] = fmt::format("At most {}", limit);
    message["contentType"] = "application/json";
    message["payload"] = reference("components/schemas/" + component.id);
  }

  void addChannel(const Component& component) {
    const Json server = messageServer(component.kind, architecture_, catalog_);
    if (server.is_null()) return;
    const std::string kind(kindName(component.kind));
    servers_[kind] = server;
    addMessage(component);
    Json& channel = channels_[component.id];
    channel["address"] = std::holds_alternative<WebsocketApi>(component.kind) ? "/" : component.id;
    channel["title"] = component.id;
    channel["description"] =
        component.description.empty() ? fmt::format("{} ({})", component.id, kind) : component.description;
    channel["servers"] = Json::array({reference("servers/" + kind)});
    channel["messages"][component.id] = reference("components/messages/" + component.id);
    addBindings(channel, component);
  }

  // Only what the bindings of the specification hold.
  void addBindings(Json& channel, const Component& component) {
    if (std::holds_alternative<WebsocketApi>(component.kind)) {
      channel["bindings"]["ws"] = {{"method", "GET"}, {"bindingVersion", "0.1.0"}};
      return;
    }
    if (catalog_.provider != "aws") return;
    if (const auto* queue = std::get_if<Queue>(&component.kind)) {
      Json settings = Json::object();
      settings["name"] = component.id;
      settings["fifoQueue"] = false;
      settings["visibilityTimeout"] = wholeSecondsOf(queue->visibility);
      settings["messageRetentionPeriod"] = wholeSecondsOf(queue->retention);
      if (queue->deadLetter) {
        settings["redrivePolicy"]["deadLetterQueue"]["name"] = queue->deadLetter->id;
        settings["redrivePolicy"]["maxReceiveCount"] = queue->maxReceives;
      }
      channel["bindings"]["sqs"] = {{"queue", settings}, {"bindingVersion", "0.2.0"}};
    } else if (std::holds_alternative<Topic>(component.kind)) {
      channel["bindings"]["sns"] = {{"name", component.id}, {"bindingVersion", "0.1.0"}};
    }
  }

  void addOperation(const Edge& edge) {
    if (edge.role == EdgeRole::auth || edge.role == EdgeRole::origin) return;
    // Between two channels the platform carries the message; nobody of the design receives it there.
    if (isChannel(edge.to)) {
      const bool dead = edge.role == EdgeRole::deadLetter;
      add(edge.from + (dead ? "-gives-up-to-" : "-sends-to-") + edge.to, "send", edge.to,
          fmt::format("{} {} {}", edge.from, dead ? "gives up to" : "sends to", edge.to), edge.label);
    } else if (isChannel(edge.from)) {
      add(edge.to + "-receives-from-" + edge.from, "receive", edge.from,
          fmt::format("{} receives from {}", edge.to, edge.from), edge.label);
    }
  }

  void add(const std::string& name, const char* action, const ComponentId& channel, const std::string& summary,
           const std::string& label) {
    std::string id = name;
    for (int number = 2; operations_.contains(id); ++number) id = fmt::format("{}-{}", name, number);
    Json& operation = operations_[id];
    operation["action"] = action;
    operation["channel"] = reference("channels/" + channel);
    operation["summary"] = summary;
    if (!label.empty()) operation["description"] = label;
    operation["messages"] = Json::array({reference("channels/" + channel + "/messages/" + channel)});
  }

  const Architecture& architecture_;
  const Catalog& catalog_;
  Problems unplanned_;  // of steps: they change no message
  std::vector<FunctionPlan> plans_;
  Json servers_ = Json::object(), channels_ = Json::object(), operations_ = Json::object();
  Json messages_ = Json::object(), schemas_ = Json::object();
};

}  // namespace

tl::expected<Manifest, Problems> exportAsyncapi(const Architecture& architecture, const Catalog& catalog) {
  Manifest manifest;
  const Json root = Description(architecture, catalog).write();
  if (root["channels"].empty())
    return tl::unexpected(
        Problems{{Severity::error, "empty", "", 0, 0, "components",
                  "the design has no queue, topic, stream, event-bus or websocket-api", "add one of them"}});
  manifest.files.push_back({"asyncapi.yaml", toYaml(root)});
  manifest.notes.push_back({Severity::info, "schemas-open", "", 0, 0, "components",
                            "a design knows the keys of messages, not their other fields: the schemas leave them free", ""});
  for (const Component& component : architecture.components)
    if (const auto* stream = std::get_if<Stream>(&component.kind); stream && catalog.provider == "aws")
      manifest.notes.push_back({Severity::info, "no-binding", "", 0, 0, component.id,
                                fmt::format("AsyncAPI has no binding for Kinesis: the {} shards and the retention of '{}' "
                                            "are left out",
                                            stream->shards, component.id),
                                ""});
  return manifest;
}

}  // namespace virga::model
