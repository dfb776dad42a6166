#include "model/manifest/api/message_server.h"

#include <string_view>

#include "model/manifest/api/input_schema.h"

namespace virga::model {

namespace {

using Json = nlohmann::ordered_json;

struct Known {
  std::string_view provider, kind;
  const char *protocol, *host, *variable;
};

// Endpoints as the providers' references of their services state them.
constexpr Known kKnown[] = {
    {"aws", "queue", "sqs", "sqs.{region}.amazonaws.com", ""},
    {"aws", "topic", "sns", "sns.{region}.amazonaws.com", ""},
    {"aws", "stream", "https", "kinesis.{region}.amazonaws.com", ""},
    {"aws", "event-bus", "https", "events.{region}.amazonaws.com", ""},
    {"aws", "websocket-api", "wss", "{api}.execute-api.{region}.amazonaws.com", "api"},
    {"azure", "queue", "amqps", "{namespace}.servicebus.windows.net", "namespace"},
    {"azure", "topic", "amqps", "{namespace}.servicebus.windows.net", "namespace"},
    {"azure", "stream", "amqps", "{namespace}.servicebus.windows.net", "namespace"},
    {"azure", "event-bus", "https", "{topic}.{region}-1.eventgrid.azure.net", "topic"},
    {"azure", "websocket-api", "wss", "{service}.webpubsub.azure.com", "service"},
    {"gcp", "queue", "googlepubsub", "pubsub.googleapis.com", ""},
    {"gcp", "topic", "googlepubsub", "pubsub.googleapis.com", ""},
    {"gcp", "stream", "googlepubsub", "pubsub.googleapis.com", ""},
    {"oci", "stream", "kafka-secure", "streaming.{region}.oci.oraclecloud.com:9092", ""},
};

Json variable(const std::string& value, const std::string& description) {
  return Json{{"default", value}, {"description", description}};
}

}  // namespace

Json messageServer(const ComponentKind& kind, const Architecture& architecture, const Catalog& catalog) {
  const std::string_view name = kindName(kind);
  if (name != "queue" && name != "topic" && name != "stream" && name != "event-bus" && name != "websocket-api")
    return nullptr;
  Known found{catalog.provider, name, name == "websocket-api" ? "wss" : "https", "{host}", "host"};
  for (const Known& known : kKnown)
    if (known.provider == catalog.provider && known.kind == name) found = known;
  Json server = Json::object();
  server["host"] = found.host;
  server["protocol"] = found.protocol;
  server["description"] = catalog.name + ", " + std::string(name);
  Json variables = Json::object();
  if (std::string_view(found.variable) != "")
    variables[found.variable] = variable(std::string(found.variable) + "-name", "Known after the deployment");
  if (std::string_view(found.host).find("{region}") != std::string_view::npos)
    variables["region"] = variable(regionOf(architecture, catalog), "Region of the deployment");
  if (!variables.empty()) server["variables"] = variables;
  return server;
}

}  // namespace virga::model
