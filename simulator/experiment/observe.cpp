#include "simulator/experiment/observe.h"

#include <algorithm>

#include "simulator/experiment/figures.h"
#include "simulator/experiment/meter.h"

namespace virga::simulator {
namespace {

Observed observeFunction(const World& world, std::size_t i) {
  const auto& compiled = world.system.functions[i];
  const auto& state = world.functions[i];
  const auto& record = state.record;
  Figures figures(compiled.name, "function", world);
  figures.count("invocations", record.invocations);
  figures.count("cold_starts", record.coldStarts);
  figures.ratio("cold_start_share", record.coldStarts, record.invocations);
  figures.count("throttles", record.throttles);
  figures.count("errors", record.errors);
  figures.count("timeouts", record.timeouts);
  figures.count("retries", record.retries);
  figures.count("dropped", record.dropped);
  if (compiled.start.initTimeout >= 0) figures.count("init_timeouts", record.initTimeouts);
  if (compiled.limitsMemory()) {
    figures.count("out_of_memory", record.outOfMemory);
    figures.value("memory_used_mib.max", static_cast<double>(record.memoryUsed) / 1048576);
  }
  figures.times("latency_ms", record.latency.total());
  figures.times("duration_ms", record.duration);
  figures.times("init_ms", record.init);
  figures.level("concurrency", record.busy);
  figures.level("instances", record.instances);
  const auto occupied = state.pool.slotsPerInstance() > 1 ? record.occupied.area(world.now) : record.busy.area(world.now);
  figures.average("instances.idle_mean", record.instances.area(world.now) - occupied);
  if (state.scaling) {
    figures.level("waiting", state.scaling->record.waiting);
    figures.times("wait_ms", state.scaling->record.wait);
    figures.count("prewarmed", state.scaling->record.prewarmed);
  }
  if (state.prewarming) figures.count("prewarmed", state.prewarming->prewarmed);
  figures.perSecond("requests_per_s", record.requestSeries);
  figures.quantiles("latency", record.latency);
  figures.counts("cold_starts", record.coldSeries);
  figures.counts("throttles", record.throttleSeries);
  figures.counts("errors", record.errorSeries);
  figures.levels("concurrency", record.busy);
  figures.levels("instances", record.instances);
  figures.levels("starting", record.starting);
  if (state.scaling) figures.levels("waiting", state.scaling->record.waiting);
  return figures.take();
}

Observed observeWorkflow(const World& world, std::size_t i) {
  const auto& record = world.functions[i].record;
  Figures figures(world.system.functions[i].name, "workflow", world);
  figures.count("executions", record.invocations);
  figures.count("succeeded", record.succeeded);
  figures.count("errors", record.errors);
  figures.count("timeouts", record.timeouts);
  figures.count("throttles", record.throttles);
  figures.count("retries", record.retries);
  figures.count("transitions", record.transitions);
  figures.times("latency_ms", record.latency.total());
  figures.times("duration_ms", record.duration);
  figures.level("concurrency", record.busy);
  figures.perSecond("requests_per_s", record.requestSeries);
  figures.quantiles("latency", record.latency);
  figures.counts("throttles", record.throttleSeries);
  figures.counts("errors", record.errorSeries);
  figures.levels("concurrency", record.busy);
  return figures.take();
}

Observed observeContainer(const World& world, std::size_t i) {
  const auto& compiled = world.system.functions[i];
  const auto& record = world.functions[i].record;
  const auto& line = world.containers[compiled.container].record;
  Figures figures(compiled.name, "container-service", world);
  figures.count("requests", record.invocations);
  figures.count("throttles", record.throttles);
  figures.count("errors", record.errors);
  figures.count("timeouts", record.timeouts);
  figures.count("retries", record.retries);
  figures.times("latency_ms", record.latency.total());
  figures.times("wait_ms", line.wait);
  figures.times("duration_ms", record.duration);
  figures.level("concurrency", record.busy);
  figures.level("servers", record.instances);
  figures.level("queue", line.queue);
  figures.perSecond("requests_per_s", record.requestSeries);
  figures.quantiles("latency", record.latency);
  figures.counts("throttles", record.throttleSeries);
  figures.counts("errors", record.errorSeries);
  figures.levels("concurrency", record.busy);
  figures.levels("servers", record.instances);
  figures.levels("queue", line.queue);
  return figures.take();
}

// What runs steps, by its role.
Observed observeInvoked(const World& world, std::size_t i) {
  switch (world.system.functions[i].role) {
    case Role::workflow: return observeWorkflow(world, i);
    case Role::container: return observeContainer(world, i);
    case Role::function: break;
  }
  return observeFunction(world, i);
}

Observed observeQueue(const World& world, std::size_t i) {
  const auto& compiled = world.system.queues[i];
  const auto& record = world.queues[i].record;
  Figures figures(compiled.name, "queue", world);
  figures.count("sent", record.sent);
  figures.count("received", record.received);
  figures.count("deleted", record.deleted);
  figures.count("dead_lettered", record.deadLettered);
  figures.count("expired", record.expired);
  figures.count("errors", record.errors);
  figures.level("depth", record.depth);
  figures.times("age_ms", record.age.total());
  figures.perSecond("requests_per_s", record.sentSeries);
  figures.levels("depth", record.depth);
  figures.quantiles("age", record.age);
  figures.counts("dead_lettered", record.deadSeries);
  return figures.take();
}

// `prefix` stands before the names of a table's changes.
void addStream(Figures& figures, const World& world, std::size_t i, const std::string& prefix,
               const std::string& seriesPrefix) {
  const auto& record = world.streams[i].record;
  StreamConsumerState all;
  for (const auto consumer : world.system.streams[i].consumers) {
    const auto& one = world.streamConsumers[consumer];
    all.processed += one.processed;
    all.givenUp += one.givenUp;
    all.expired += one.expired;
    all.retries += one.retries;
  }
  figures.count(prefix + "put", record.put);
  figures.count(prefix + "delivered", all.processed);
  figures.count(prefix + "given_up", all.givenUp);
  figures.count(prefix + "expired", all.expired);
  figures.count(prefix + "dropped", record.dropped);
  figures.count(prefix + "throttles", record.throttles);
  figures.count(prefix + "errors", record.errors);
  figures.count(prefix + "retries", all.retries);
  figures.times(prefix + "iterator_age_ms", record.age.total());
  figures.level(prefix + "backlog", record.backlog);
  figures.perSecond(seriesPrefix + "requests_per_s", record.putSeries);
  figures.levels(seriesPrefix + "backlog", record.backlog);
  figures.quantiles(seriesPrefix + "iterator_age", record.age);
  figures.counts(seriesPrefix + "given_up", record.givenUpSeries);
  figures.counts(seriesPrefix + "throttles", record.throttleSeries);
  figures.counts(seriesPrefix + "errors", record.errorSeries);
}

Observed observeService(const World& world, std::size_t i, const std::string& kind) {
  const auto& compiled = world.system.services[i];
  const auto& record = world.services[i].record;
  Figures figures(compiled.name, kind, world);
  figures.count("requests", record.reads + record.writes);
  figures.count("reads", record.reads);
  figures.count("writes", record.writes);
  figures.count("errors", record.errors);
  figures.count("throttles", record.throttles);
  figures.count("retries", record.retries);
  if (!compiled.notifications.empty()) {
    figures.count("notifications", record.notified);
    figures.count("notifications_failed", record.notificationsFailed);
    figures.count("notifications_dropped", record.notificationsDropped);
  }
  if (kind == "cache") figures.ratio("hit_share", record.reads - std::min(record.reads, record.misses), record.reads);
  if (kind == "secret-store") figures.count("cached", record.cached);
  figures.times("latency_ms", record.latency.total());
  figures.average("concurrency.mean", record.latency.total().sum());
  figures.perSecond("requests_per_s", record.requestSeries);
  figures.quantiles("latency", record.latency);
  figures.counts("throttles", record.throttleSeries);
  figures.counts("errors", record.errorSeries);
  if (compiled.changes != kNone) addStream(figures, world, compiled.changes, "changes.", "changes_");
  return figures.take();
}

Observed observeTopic(const World& world, std::size_t i, const std::string& kind) {
  const auto& record = world.topics[i].record;
  Figures figures(world.system.topics[i].name, kind, world);
  figures.count("published", record.published);
  figures.count("deliveries", record.delivered);
  figures.count("failed", record.failed);
  figures.count("dropped", record.dropped);
  figures.count("retries", record.retries);
  figures.count("throttles", record.throttles);
  figures.count("errors", record.errors);
  figures.times("latency_ms", record.latency.total());
  figures.perSecond("requests_per_s", record.publishSeries);
  figures.quantiles("latency", record.latency);
  figures.counts("failed", record.failedSeries);
  figures.counts("throttles", record.throttleSeries);
  figures.counts("errors", record.errorSeries);
  return figures.take();
}

Observed observeDatabase(const World& world, std::size_t i) {
  const auto& compiled = world.system.databases[i];
  const auto& record = world.databases[i].record;
  Figures figures(compiled.name, "sql-db", world);
  figures.count("requests", record.reads + record.writes);
  figures.count("reads", record.reads);
  figures.count("writes", record.writes);
  figures.count("errors", record.errors);
  figures.count("refused", record.refused);
  figures.count("throttles", record.throttles);
  figures.count("retries", record.retries);
  figures.times("latency_ms", record.latency.total());
  if (compiled.poolSize > 0) figures.times("wait_ms", record.wait);
  figures.level("connections", record.connections);
  figures.average("concurrency.mean", record.running.area(world.now));
  figures.levels("connections", record.connections);
  figures.perSecond("requests_per_s", record.requestSeries);
  figures.quantiles("latency", record.latency);
  figures.counts("errors", record.errorSeries);
  return figures.take();
}

Observed observeSchedule(const World& world, std::size_t i) {
  const auto& record = world.schedules[i].record;
  Figures figures(world.system.schedules[i].name, "schedule", world);
  figures.count("fired", record.fired);
  figures.count("delivered", record.delivered);
  figures.count("failed", record.failed);
  figures.counts("fired", record.firedSeries);
  figures.counts("errors", record.errorSeries);
  return figures.take();
}

Observed observeRequests(const World& world, const std::string& name, const std::string& kind,
                         const RequestRecorder& record) {
  Figures figures(name, kind, world);
  figures.count("requests", record.requests);
  figures.count("succeeded", record.succeeded);
  figures.count("failed", record.failed);
  figures.count("timeouts", record.timeouts);
  figures.count(kind.empty() ? "throttled" : "throttles", record.throttled);
  figures.times("latency_ms", record.latency.total());
  figures.perSecond("requests_per_s", record.requestSeries);
  figures.quantiles("latency", record.latency);
  figures.counts("throttles", record.throttleSeries);
  figures.counts("errors", record.errorSeries);
  return figures.take();
}

Observed observeSocket(const World& world, std::size_t i) {
  const auto& compiled = world.system.sockets[i];
  const auto& record = world.sockets[i].record;
  Figures figures(compiled.name, "websocket-api", world);
  figures.level("connections", record.connections);
  figures.count("opened", record.opened);
  figures.count("refused", record.refused);
  figures.count("messages", record.messages.requests);
  figures.count("pushes", record.pushes);
  figures.count("errors", record.messages.failed + record.pushErrors);
  figures.count("timeouts", record.messages.timeouts);
  figures.count("throttles", record.messages.throttled + record.throttles);
  figures.times("latency_ms", record.messages.latency.total());
  figures.levels("connections", record.connections);
  figures.perSecond("messages_per_s", record.messages.requestSeries);
  figures.quantiles("latency", record.messages.latency);
  figures.counts("throttles", record.messages.throttleSeries);
  figures.counts("errors", record.messages.errorSeries);
  return figures.take();
}

Observed observePart(const World& world, const Target& part, const std::string& name, const std::string& kind) {
  switch (part.kind) {
    case TargetKind::function: return observeInvoked(world, part.index);
    case TargetKind::queue: return observeQueue(world, part.index);
    case TargetKind::service: return observeService(world, part.index, kind);
    case TargetKind::topic: return observeTopic(world, part.index, kind);
    case TargetKind::stream: {
      Figures figures(name, kind, world);
      addStream(figures, world, part.index, "", "");
      return figures.take();
    }
    case TargetKind::schedule: return observeSchedule(world, part.index);
    case TargetKind::database: return observeDatabase(world, part.index);
    case TargetKind::api: return observeRequests(world, name, kind, world.apis[part.index].record);
    case TargetKind::socket: return observeSocket(world, part.index);
    case TargetKind::auth: {
      Figures figures(name, kind, world);
      figures.count("verifications", world.auths[part.index].verifications);
      return figures.take();
    }
    case TargetKind::client: break;
  }
  return {name, kind, {}, {}};
}

}  // namespace

ReplicationResult observe(const World& world) {
  ReplicationResult result;
  const auto& components = world.system.architecture->components;
  result.components.reserve(components.size());
  result.flows.reserve(world.flows.size());
  for (std::size_t i = 0; i < components.size(); ++i) {
    const auto& part = world.system.parts[i];
    if (part.kind != TargetKind::client)
      result.components.push_back(
          observePart(world, part, components[i].id, std::string(model::kindName(components[i].kind))));
  }
  for (std::size_t i = 0; i < world.flows.size(); ++i)
    result.flows.push_back(observeRequests(world, world.system.flows[i].name, "", world.flows[i].record));
  result.usage = meter(world);
  return result;
}

}  // namespace virga::simulator
