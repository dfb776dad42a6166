#include <algorithm>

#include <fmt/format.h>

#include "simulator/platform/compilation.h"

namespace virga::simulator {

using namespace model;

namespace {

constexpr std::uint64_t kMostLanes = 1'000'000;

void addConsumer(Compilation& c, std::uint32_t streamIndex, const StreamConsumer& consumer, const std::string& path,
                 std::int64_t pollInterval) {
  auto& stream = c.system.streams[streamIndex];
  const auto* target = c.find(consumer.to.id, {TargetKind::function}, path + ".to");
  if (!target) return;
  CompiledStreamConsumer reader;
  reader.stream = streamIndex;
  reader.function = target->index;
  reader.ordinal = static_cast<std::uint32_t>(stream.consumers.size());
  reader.batch = static_cast<std::uint32_t>(consumer.batch);
  reader.window = consumer.window.nanoseconds;
  reader.lanes = static_cast<std::uint32_t>(consumer.parallelization);
  reader.firstLane = c.system.lanes;
  if (consumer.maxRetries) reader.maxRetries = static_cast<std::uint32_t>(*consumer.maxRetries);
  reader.maxAge = consumer.maxAge ? consumer.maxAge->nanoseconds : stream.retention;
  reader.bisect = consumer.onError == BatchFailure::bisect;
  if (consumer.onFailure)
    if (const auto* queue = c.find(consumer.onFailure->id, {TargetKind::queue}, path + ".on-failure"))
      reader.onFailure = queue->index;
  reader.pollInterval = pollInterval;
  reader.readLatency = c.sampler("stream.read-latency");
  reader.retryWait = c.catalog.duration("stream.retry-wait").nanoseconds;
  reader.throttleMin = c.catalog.duration("stream.throttle-backoff-min").nanoseconds;
  reader.throttleMax = c.catalog.duration("stream.throttle-backoff-max").nanoseconds;
  const auto lanes = std::uint64_t{stream.shards} * reader.lanes;
  if (c.system.lanes + lanes > kMostLanes) {
    c.problem(path + ".parallelization",
              fmt::format("shards times parallelization come to more than {} batches at once", kMostLanes),
              "lower one of them");
    return;
  }
  c.system.lanes += static_cast<std::uint32_t>(lanes);
  stream.consumers.push_back(static_cast<std::uint32_t>(c.system.streamConsumers.size()));
  c.system.streamConsumers.push_back(std::move(reader));
}

TokenBucket perSecond(const std::optional<double>& rate) { return rate ? TokenBucket(*rate, *rate) : TokenBucket(); }

}  // namespace

void compileComponent(Compilation& c, std::uint32_t, const std::string& id, const Stream& stream) {
  CompiledStream compiled;
  compiled.name = id;
  compiled.shards = static_cast<std::uint32_t>(stream.shards);
  compiled.keys = static_cast<std::uint32_t>(stream.keys);
  compiled.retention = stream.retention.nanoseconds;
  compiled.putLatency = c.sampler(stream.latency, "stream.put-latency", id + ".latency");
  compiled.onDemand = stream.billing == Capacity::onDemand;
  const std::string scope = compiled.onDemand ? "stream.on-demand-" : "stream.shard-";
  const auto records = c.catalog.optionalNumber(scope + "records-per-second");
  const auto bytes = c.catalog.optionalNumber(scope + "bytes-per-second");
  compiled.limit = {perSecond(records), perSecond(bytes)};
  compiled.recordsPerSecond = records.value_or(0);
  compiled.bytesPerSecond = bytes.value_or(0);
  compiled.growthInterval = c.catalog.duration("stream.on-demand-interval").nanoseconds;
  compiled.putUnit = c.catalog.size("stream.put-unit").bytes;
  compiled.onDemandUnit = c.catalog.size("stream.on-demand-unit").bytes;
  compiled.faults = c.faults(id);
  const auto index = static_cast<std::uint32_t>(c.system.streams.size());
  c.system.streams.push_back(std::move(compiled));
  for (std::size_t i = 0; i < stream.consumers.size(); ++i)
    addConsumer(c, index, stream.consumers[i], fmt::format("{}.consumers.{}", id, i),
                c.catalog.duration("stream.poll-interval").nanoseconds);
}

void compileChanges(Compilation& c) {
  const auto& components = c.architecture.components;
  for (std::size_t i = 0; i < components.size(); ++i) {
    const auto* table = std::get_if<NosqlDb>(&components[i].kind);
    if (!table || table->changes.empty()) continue;
    auto& service = c.system.services[c.system.parts[i].index];
    service.changes = static_cast<std::uint32_t>(c.system.streams.size());
    service.changesLatency = c.sampler("nosql-db.changes-latency");
    CompiledStream compiled;
    compiled.name = components[i].id + "/changes";
    compiled.shards = static_cast<std::uint32_t>(table->changeShards);
    compiled.retention = c.catalog.duration("nosql-db.changes-retention").nanoseconds;
    c.system.streams.push_back(std::move(compiled));
    for (std::size_t k = 0; k < table->changes.size(); ++k)
      addConsumer(c, service.changes, table->changes[k], fmt::format("{}.changes.{}", components[i].id, k),
                  c.catalog.duration("nosql-db.changes-poll-interval").nanoseconds);
  }
}

}  // namespace virga::simulator
