// What carries messages: topics of Kafka, and the Brokers, Triggers, sources and sinks in front of them.
#include <algorithm>

#include <fmt/format.h>

#include "model/manifest/cron_lines.h"
#include "model/manifest/knative/knative_context.h"

namespace virga::model {

namespace {

// Of the Kafka cluster that Strimzi's quick start makes; README.md says what to change elsewhere.
constexpr const char* kKafkaCluster = "my-cluster";
constexpr const char* kBootstrap = "my-cluster-kafka-bootstrap.kafka:9092";
// Tries without an end in the design: a count that Knative takes and that the retention comes before.
constexpr int kRetryUntilExpired = 1'000'000;
constexpr int kPartitionsOfQueue = 10;  // default.topic.partitions of the Kafka broker

std::string topicName(const KnativeContext& knative, const ComponentId& id) {
  return knative.space() + "-" + knative.nameOf(id);
}

void addKafkaTopic(KnativeContext& knative, const std::string& file, const ComponentId& id, int partitions,
                   std::optional<Duration> retention) {
  Tree topic = knative.resource("kafka.strimzi.io/v1beta2", "KafkaTopic", topicName(knative, id), id);
  topic["metadata"]["namespace"] = "kafka";
  topic["metadata"]["labels"]["strimzi.io/cluster"] = kKafkaCluster;
  topic["spec"]["partitions"] = partitions;
  topic["spec"]["replicas"] = 3;
  topic["spec"]["config"]["min.insync.replicas"] = 2;
  if (retention) topic["spec"]["config"]["retention.ms"] = retention->nanoseconds / 1'000'000;
  knative.add(file, topic);
}

Tree broker(const KnativeContext& knative, const std::string& name, const ComponentId& id) {
  Tree broker = knative.resource("eventing.knative.dev/v1", "Broker", name, id);
  broker["metadata"]["annotations"]["eventing.knative.dev/broker.class"] = "Kafka";
  Tree& config = broker["spec"]["config"];
  config["apiVersion"] = "v1";
  config["kind"] = "ConfigMap";
  config["name"] = "kafka-broker-config";
  config["namespace"] = kEventingNamespace;
  return broker;
}

Tree delivery(int retry, const char* policy, Duration delay) {
  Tree delivery = Tree::object();
  delivery["retry"] = retry;
  if (retry > 0) {
    delivery["backoffPolicy"] = policy;
    delivery["backoffDelay"] = isoDuration(delay);
  }
  return delivery;
}

// The delivery of what is handed on at once, as the catalog has it for topics and buses.
Tree pushDelivery(const KnativeContext& knative, const std::string& kind, const ComponentId& target) {
  Tree spec = delivery(static_cast<int>(knative.catalog.number(kind + ".delivery-retries")), "exponential",
                       knative.catalog.duration(kind + ".delivery-backoff-min"));
  const auto* queue = findKind<Queue>(knative.architecture, target);
  if (queue && queue->deadLetter) spec["deadLetterSink"] = sinkOf(knative, queue->deadLetter->id);
  return spec;
}

void addTrigger(KnativeContext& knative, const std::string& file, const std::string& broker, const ComponentId& source,
                const ComponentId& target, const Tree& delivery, const Tree& filter) {
  Tree trigger = knative.resource("eventing.knative.dev/v1", "Trigger",
                                  knative.take("Trigger", broker + "-to-" + knative.nameOf(target)), source);
  trigger["metadata"]["annotations"]["kafka.eventing.knative.dev/delivery.order"] = "unordered";
  trigger["spec"]["broker"] = broker;
  if (!filter.is_null()) trigger["spec"]["filter"]["attributes"] = filter;
  trigger["spec"]["subscriber"] = sinkOf(knative, target);
  trigger["spec"]["delivery"] = delivery;
  knative.add(file, trigger);
}

// A share of the messages: which they are is the sender's to say, by an attribute.
Tree filterOf(const KnativeContext& knative, const ComponentId& source, const ComponentId& target, Share share,
              const std::string& path) {
  if (share.value >= 1) return {};
  const std::string name = knative.nameOf(target);
  knative.note(Severity::warning, "filter-by-attribute", path,
               fmt::format("the simulation hands {} of the events of '{}' to '{}'; the Trigger hands over those with the "
                           "CloudEvents attribute recipient={}",
                           toText(share), source, target, name),
               "put the condition of the domain in the filter, or have senders set the attribute");
  return {{"recipient", name}};
}

void noteSingles(const KnativeContext& knative, const std::string& path, const ComponentId& function, int batch) {
  if (batch > 1)
    knative.note(Severity::warning, "batch-not-deployed", path,
                 fmt::format("Knative hands '{}' one event at a time, not up to {} as simulated", function, batch),
                 "write batch: 1 to simulate what is deployed");
}

std::string fileOf(const KnativeContext& knative, const ComponentId& id) {
  return "messaging/" + knative.nameOf(id) + ".yaml";
}

void addSource(KnativeContext& knative, const std::string& file, const ComponentId& id, const StreamConsumer& consumer,
               int partitions, const std::string& path) {
  const ComponentId& to = consumer.to.id;
  const std::string name = knative.take("KafkaSource", knative.nameOf(id) + "-to-" + knative.nameOf(to));
  Tree source = knative.resource("sources.knative.dev/v1beta1", "KafkaSource", name, id);
  Tree& spec = source["spec"];
  spec["bootstrapServers"] = Tree::array({kBootstrap});
  spec["topics"] = Tree::array({topicName(knative, id)});
  spec["consumerGroup"] = knative.space() + "-" + name;
  spec["consumers"] = partitions;
  spec["ordering"] = "ordered";
  spec["delivery"] = delivery(consumer.maxRetries.value_or(kRetryUntilExpired), "linear",
                              knative.catalog.duration("stream.throttle-backoff-min"));
  if (consumer.onFailure) spec["delivery"]["deadLetterSink"] = sinkOf(knative, consumer.onFailure->id);
  spec["sink"] = sinkOf(knative, to);
  knative.add(file, source);
  noteSingles(knative, path, to, consumer.batch);
  if (consumer.onError == BatchFailure::bisect)
    knative.note(Severity::info, "nothing-to-bisect", path, "records come one at a time, so that none are bisected");
}

}  // namespace

void addKnativeQueues(KnativeContext& knative) {
  for (const Component& component : knative.architecture.components) {
    const auto* queue = std::get_if<Queue>(&component.kind);
    if (!queue) continue;
    const std::string file = fileOf(knative, component.id), name = knative.nameOf(component.id);
    addKafkaTopic(knative, file, component.id, kPartitionsOfQueue, queue->retention);
    Tree resource = broker(knative, name, component.id);
    resource["metadata"]["annotations"]["kafka.eventing.knative.dev/external.topic"] = topicName(knative, component.id);
    knative.add(file, resource);
    for (std::size_t i = 0; i < queue->consumers.size(); ++i) {
      const Consumer& consumer = queue->consumers[i];
      Tree spec = delivery(queue->deadLetter ? queue->maxReceives - 1 : kRetryUntilExpired, "linear", queue->visibility);
      if (queue->deadLetter) spec["deadLetterSink"] = sinkOf(knative, queue->deadLetter->id);
      addTrigger(knative, file, name, component.id, consumer.to.id, spec, {});
      const std::string path = fmt::format("{}.consumers.{}", component.id, i);
      noteSingles(knative, path, consumer.to.id, consumer.batch);
      knative.note(Severity::info, "visibility-as-backoff", component.id + ".visibility",
                   fmt::format("a Trigger has no visibility timeout: a failed message of '{}' comes again after {}, later "
                               "each time",
                               component.id, toText(queue->visibility)));
    }
  }
}

void addKnativeTopics(KnativeContext& knative) {
  for (const Component& component : knative.architecture.components) {
    const auto* topic = std::get_if<Topic>(&component.kind);
    const auto* bus = std::get_if<EventBus>(&component.kind);
    if (!topic && !bus) continue;
    const std::string file = fileOf(knative, component.id), name = knative.nameOf(component.id);
    knative.add(file, broker(knative, name, component.id));
    const auto triggers = [&](const auto& edges, const char* key, const char* kind, const auto& shareOf) {
      for (std::size_t i = 0; i < edges.size(); ++i) {
        const ComponentId& to = edges[i].to.id;
        const std::string path = fmt::format("{}.{}.{}", component.id, key, i);
        addTrigger(knative, file, name, component.id, to, pushDelivery(knative, kind, to),
                   filterOf(knative, component.id, to, shareOf(edges[i]), path));
        if (findKind<External>(knative.architecture, to))
          knative.note(Severity::warning, "address-to-fill-in", path,
                       fmt::format("the Trigger to '{}' holds an address that leads nowhere", to),
                       "write its URL into spec.subscriber.uri");
      }
    };
    if (topic)
      triggers(topic->subscriptions, "subscriptions", "topic", [](const Subscription& edge) { return edge.filter; });
    else
      triggers(bus->rules, "rules", "event-bus", [](const Rule& edge) { return edge.match; });
  }
  // What functions start asynchronously goes through a Broker of the function's own.
  for (const FunctionPlan& plan : knative.plans) {
    const ComponentId& id = plan.component->id;
    if (!hasOwnBroker(knative, id)) continue;
    const std::string file = fileOf(knative, id), name = knative.nameOf(id);
    knative.add(file, broker(knative, name, id));
    const int retries = static_cast<int>(knative.catalog.number("function.async-retries"));
    addTrigger(knative, file, name, id, id,
               delivery(retries, "linear", knative.catalog.duration("function.async-retry-wait")), {});
  }
}

void addKnativeStreams(KnativeContext& knative) {
  for (const Component& component : knative.architecture.components) {
    const auto* stream = std::get_if<Stream>(&component.kind);
    if (!stream) continue;
    const std::string file = fileOf(knative, component.id);
    addKafkaTopic(knative, file, component.id, stream->shards, stream->retention);
    Tree sink = knative.resource("eventing.knative.dev/v1alpha1", "KafkaSink", knative.nameOf(component.id), component.id);
    sink["spec"]["topic"] = topicName(knative, component.id);
    sink["spec"]["bootstrapServers"] = Tree::array({kBootstrap});
    sink["spec"]["contentMode"] = "binary";
    knative.add(file, sink);
    for (std::size_t i = 0; i < stream->consumers.size(); ++i)
      addSource(knative, file, component.id, stream->consumers[i], stream->shards,
                fmt::format("{}.consumers.{}", component.id, i));
    if (stream->billing == Capacity::onDemand)
      knative.note(
          Severity::warning, "no-on-demand", component.id + ".billing",
          fmt::format("a topic of Kafka has a fixed number of partitions; '{}' gets {}", component.id, stream->shards),
          "write billing: provisioned to simulate what is deployed");
  }
}

void addKnativeStores(KnativeContext& knative) {
  for (const Component& component : knative.architecture.components) {
    const std::string file = fileOf(knative, component.id), name = knative.nameOf(component.id);
    if (const auto* store = std::get_if<ObjectStore>(&component.kind); store && !store->notifications.empty()) {
      knative.add(file, broker(knative, name, component.id));
      for (std::size_t i = 0; i < store->notifications.size(); ++i) {
        const Notification& notification = store->notifications[i];
        Tree filter = filterOf(knative, component.id, notification.to.id, notification.filter,
                               fmt::format("{}.notifications.{}", component.id, i));
        if (filter.is_null()) filter = Tree::object();
        filter["type"] = notification.on == ObjectEvent::write ? "object.written" : "object.removed";
        addTrigger(knative, file, name, component.id, notification.to.id, pushDelivery(knative, "topic", notification.to.id),
                   filter);
      }
      knative.note(Severity::warning, "store-must-tell", component.id + ".notifications",
                   fmt::format("the object store is deployed apart and has to post a CloudEvent of the type object.written "
                               "or object.removed to {} for each change in '{}'",
                               eventAddress(knative, component.id), component.id),
                   "connect its notifications, for example through the webhook of MinIO and a small translator");
    }
    if (const auto* table = std::get_if<NosqlDb>(&component.kind); table && !table->changes.empty()) {
      addKafkaTopic(knative, file, component.id, table->changeShards,
                    knative.catalog.duration("nosql-db.changes-retention"));
      for (std::size_t i = 0; i < table->changes.size(); ++i)
        addSource(knative, file, component.id, table->changes[i], table->changeShards,
                  fmt::format("{}.changes.{}", component.id, i));
      knative.note(Severity::warning, "changes-must-be-captured", component.id + ".changes",
                   fmt::format("the database is deployed apart and its changes have to be written to the topic {}",
                               topicName(knative, component.id)),
                   "set up a connector of Debezium");
    }
  }
}

void addKnativeSchedules(KnativeContext& knative) {
  for (const Component& component : knative.architecture.components) {
    const auto* schedule = std::get_if<Schedule>(&component.kind);
    if (!schedule) continue;
    const auto lines = cronLines(*schedule);
    if (!lines) continue;  // refused before
    for (const ScheduleTarget& target : schedule->targets)
      for (const std::string& line : *lines) {
        const std::string name =
            knative.take("PingSource", knative.nameOf(component.id) + "-to-" + knative.nameOf(target.to.id));
        Tree source = knative.resource("sources.knative.dev/v1", "PingSource", name, component.id);
        Tree& spec = source["spec"];
        spec["schedule"] = line;
        spec["timezone"] = schedule->every ? "UTC" : schedule->timeZone;
        spec["contentType"] = "application/json";
        Tree data = Tree::object();
        for (const auto& key : keysFor(knative.architecture, knative.plans, target.to.id)) data[key] = component.id;
        spec["data"] = data.dump();
        spec["sink"] = sinkOf(knative, target.to.id);
        knative.add("schedules/" + knative.nameOf(component.id) + ".yaml", source);
      }
  }
}

}  // namespace virga::model
