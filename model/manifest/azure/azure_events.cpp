#include <algorithm>

#include <fmt/format.h>

#include "model/manifest/azure/azure_template.h"
#include "model/manifest/whole_units.h"

namespace virga::model {

namespace {

// What Event Hubs Standard takes. (learn.microsoft.com/azure/event-hubs/event-hubs-quotas, 2026.)
constexpr int kPartitionsMax = 32, kUnitsMax = 40;
constexpr std::int64_t kRetentionHoursMax = 7 * 24;

const char* kHubs = "Microsoft.EventHub/namespaces/eventhubs";
const char* kTopics = "Microsoft.EventGrid/topics";
const char* kStoreTopics = "Microsoft.EventGrid/systemTopics";
const char* kSockets = "Microsoft.SignalRService/webPubSub";

}  // namespace

// Each partition takes what a throughput unit does, so there is one for each.
void AzureTemplateWriter::streams() {
  for (DeploymentTemplate* made : {&made_.main, &made_.events})
    made->variables["streams"] = "[format('streams-{0}', variables('suffix'))]";
  int units = 0;
  for (const ComponentId& id : plan_.streams)
    units += std::min(kPartitionsMax, std::get<Stream>(plan_.architecture->find(id)->kind).shards);
  main_.add({"Microsoft.EventHub/namespaces",
             azure_version::eventHub,
             {"variables('streams')"},
             {{"location", kAzureLocation},
              {"tags", kAzureTags},
              {"sku", {{"name", "Standard"}, {"tier", "Standard"}, {"capacity", std::min(kUnitsMax, units)}}},
              {"properties", {{"disableLocalAuth", true}, {"minimumTlsVersion", "1.2"}}}},
             {}});
  for (const ComponentId& id : plan_.streams) {
    const auto& stream = std::get<Stream>(plan_.architecture->find(id)->kind);
    const std::int64_t hours =
        std::clamp<std::int64_t>((ceilSeconds(stream.retention) + 3599) / 3600, 1, kRetentionHoursMax);
    const std::string hub =
        main_.add({kHubs,
                   azure_version::eventHub,
                   {"variables('streams')", armText(name(id))},
                   {{"properties",
                     {{"partitionCount", std::min(kPartitionsMax, stream.shards)},
                      {"retentionDescription", {{"cleanupPolicy", "Delete"}, {"retentionTimeInHours", hours}}}}}},
                   {azure_id::streams()}});
    for (const StreamConsumer& consumer : stream.consumers)
      main_.add({"Microsoft.EventHub/namespaces/eventhubs/consumergroups",
                 azure_version::eventHub,
                 {"variables('streams')", armText(name(id)), armText(name(consumer.to.id))},
                 {{"properties", Json::object()}},
                 {hub}});
  }
}

void AzureTemplateWriter::topics() {
  for (const ComponentId& id : plan_.topics)
    main_.add({kTopics,
               azure_version::eventGrid,
               {uniqueName(name(id))},
               {{"location", kAzureLocation},
                {"tags", kAzureTags},
                {"identity", {{"type", "SystemAssigned"}}},
                {"properties",
                 {{"inputSchema", "EventGridSchema"}, {"disableLocalAuth", true}, {"minimumTlsVersionAllowed", "1.2"}}}},
               {}});
  for (const AzureSubscription& subscription : plan_.subscriptions) {
    std::string source = armId(kTopics, {uniqueName(name(subscription.source))});
    if (std::holds_alternative<ObjectStore>(plan_.architecture->find(subscription.source)->kind))
      source =
          main_.add({kStoreTopics,
                     azure_version::eventGrid,
                     {uniqueName("blobs")},
                     {{"location", kAzureLocation},
                      {"tags", kAzureTags},
                      {"identity", {{"type", "SystemAssigned"}}},
                      {"properties",
                       {{"source", armValue(azure_id::dataAccount())}, {"topicType", "Microsoft.Storage.StorageAccounts"}}}},
                     {azure_id::dataAccount()}});
    if (!subscription.role.empty()) grant(source, {{subscription.to, subscription.role}});
  }
}

void AzureTemplateWriter::subscriptions() {
  for (const AzureSubscription& made : plan_.subscriptions) {
    if (!std::holds_alternative<ObjectStore>(plan_.architecture->find(made.source)->kind)) {
      subscription(made, "Microsoft.EventGrid/topics/eventSubscriptions", {uniqueName(name(made.source))}, Json::object());
      continue;
    }
    const bool gone = made.on == ObjectEvent::remove;
    subscription(
        made, "Microsoft.EventGrid/systemTopics/eventSubscriptions", {uniqueName("blobs")},
        {{"includedEventTypes", Json::array({gone ? "Microsoft.Storage.BlobDeleted" : "Microsoft.Storage.BlobCreated"})},
         {"subjectBeginsWith", fmt::format("/blobServices/default/containers/{}/", name(made.source))}});
  }
}

void AzureTemplateWriter::subscription(const AzureSubscription& made, const std::string& type,
                                       const std::vector<std::string>& source, Json filter) {
  const auto& kind = plan_.architecture->find(made.to)->kind;
  Json destination;
  if (const auto* waiting = std::get_if<Queue>(&kind)) {
    made_.events.variables["dataAccount"] = "[format('data{0}', variables('suffix'))]";
    destination = {{"endpointType", "StorageQueue"},
                   {"properties",
                    {{"resourceId", armValue(azure_id::dataAccount())},
                     {"queueName", name(made.to)},
                     {"queueMessageTimeToLiveInSeconds", ceilSeconds(waiting->retention)}}}};
  } else if (std::holds_alternative<Stream>(kind)) {
    destination = {
        {"endpointType", "EventHub"},
        {"properties", {{"resourceId", armValue(armId(kHubs, {"variables('streams')", armText(name(made.to))}))}}}};
  } else if (std::holds_alternative<External>(kind)) {
    made_.events.parameter(name(made.to) + "-endpoint", "string", "HTTPS address that is called");
    destination = {
        {"endpointType", "WebHook"},
        {"properties",
         {{"endpointUrl", fmt::format("[parameters('{}-endpoint')]", name(made.to))}, {"minimumTlsVersionAllowed", "1.2"}}}};
  } else {
    destination = {{"endpointType", "AzureFunction"},
                   {"properties",
                    {{"resourceId", armValue(armId("Microsoft.Web/sites/functions", {siteName(made.to), "'events'"}))},
                     {"maxEventsPerBatch", 1}}}};
  }
  Json properties = {{"eventDeliverySchema", "EventGridSchema"},
                     {"retryPolicy",
                      {{"maxDeliveryAttempts", plan_.deliveryAttempts},
                       {"eventTimeToLiveInMinutes", ceilSeconds(plan_.deliveryMaxAge) / 60}}}};
  if (made.role.empty())
    properties["destination"] = destination;
  else
    properties["deliveryWithResourceIdentity"] = {{"identity", {{"type", "SystemAssigned"}}}, {"destination", destination}};
  if (!filter.empty()) properties["filter"] = std::move(filter);
  std::vector<std::string> segments = source;
  segments.push_back(armText(made.name));
  made_.events.add({type, azure_version::eventGrid, segments, {{"properties", properties}}, {}});
}

void AzureTemplateWriter::sockets() {
  for (const ComponentId& id : plan_.sockets) {
    const auto& api = std::get<WebsocketApi>(plan_.architecture->find(id)->kind);
    main_.add({kSockets,
               azure_version::webPubSub,
               {uniqueName(name(id))},
               {{"location", kAzureLocation},
                {"tags", kAzureTags},
                {"sku", {{"name", "Standard_S1"}, {"tier", "Standard"}, {"capacity", 1}}},
                {"kind", "WebPubSub"},
                {"properties", {{"disableLocalAuth", true}, {"tls", {{"clientCertEnabled", false}}}}}},
               {}});
    Json handlers = Json::array();
    // The first that fits takes an event, so the one for all others stands last.
    for (const bool others : {false, true})
      for (const WebsocketRoute& route : api.routes) {
        if ((route.route == "$default") != others) continue;
        Json handler = {
            {"urlTemplate", fmt::format("[format('{{0}}/runtime/webhooks/webpubsub?code={{1}}', {}, "
                                        "listKeys(format('{{0}}/host/default', {}), '{}').systemKeys.webpubsub_extension)]",
                                        addressOf(route.to.id), siteId(route.to.id), azure_version::web)}};
        if (route.route == "$connect")
          handler["systemEvents"] = Json::array({"connect"});
        else if (route.route == "$disconnect")
          handler["systemEvents"] = Json::array({"disconnected"});
        else
          handler["userEventPattern"] = others ? "*" : route.route;
        handlers.push_back(std::move(handler));
      }
    made_.events.add({"Microsoft.SignalRService/webPubSub/hubs",
                      azure_version::webPubSub,
                      {uniqueName(name(id)), armText(hubName(name(id)))},
                      {{"properties", {{"anonymousConnectPolicy", "deny"}, {"eventHandlers", handlers}}}},
                      {}});
  }
}

}  // namespace virga::model
