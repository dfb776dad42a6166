#include "simulator/services/stream.h"

#include <algorithm>

#include "simulator/platform/world.h"

// Streams and the pollers that hand their records to functions. Source: AWS Lambda Developer Guide, "Using Lambda with
// Kinesis" and "How Lambda processes records from stream and queue-based event sources", 2026; other platforms differ by
// data.
namespace virga::simulator {
namespace {

// What is given up is named to the on-failure queue, not sent there.
constexpr std::int64_t kNoticeSize = 1024;

// As of a queue (queue.cpp): so many waiting records of a consumer keep an identity of their own, those behind them are
// kept by the block.
constexpr std::size_t kMostApart = 1 << 18;
constexpr std::uint32_t kBlock = 256;

std::uint32_t among(std::uint64_t word, std::uint32_t count) {
  return static_cast<std::uint32_t>((word & 0xFFFFFFFFu) * count >> 32);
}

struct Place {
  std::uint32_t shard;
  std::uint64_t inShard;  // chooses the lane
};

Place placeOf(const CompiledStream& stream, const StreamState& state, std::uint64_t id) {
  auto word = state.keys.words(id).first;
  if (stream.keys > 0) word = childId(among(word, stream.keys), 0);
  return {among(word >> 32, stream.shards), word};
}

// On demand a stream takes twice what came in its busiest interval so far: Kinesis Developer Guide, "Choose the right mode
// to stream in", 2026, which counts by the second.
void grow(World& world, const CompiledStream& stream, StreamState& state, std::int64_t bytes) {
  if (world.now >= state.growsAt) {
    const double seconds = static_cast<double>(stream.growthInterval) * 1e-9;
    const auto grown = [seconds](double& rate, std::uint64_t offered, TokenBucket& bucket) {
      const double wanted = 2 * static_cast<double>(offered) / seconds;
      if (!bucket.limited() || wanted <= rate) return;
      rate = wanted;
      bucket = TokenBucket(rate, rate);
    };
    grown(state.recordsPerSecond, state.offered, state.limits.front().records);
    grown(state.bytesPerSecond, state.offeredBytes, state.limits.front().bytes);
    state.offered = state.offeredBytes = 0;
    state.growsAt = (world.now / stream.growthInterval + 1) * stream.growthInterval;
  }
  ++state.offered;
  state.offeredBytes += static_cast<std::uint64_t>(bytes);
}

bool admits(World& world, const CompiledStream& stream, StreamState& state, std::uint32_t shard, std::int64_t bytes) {
  if (state.limits.empty()) return true;
  if (stream.onDemand) grow(world, stream, state, bytes);
  auto& limit = state.limits[stream.onDemand ? 0 : shard];
  if (!limit.records.take(world.now)) return false;
  if (limit.bytes.take(world.now, static_cast<double>(bytes))) return true;
  limit.records.giveBack();
  return false;
}

void change(World& world, std::uint32_t consumerIndex, std::int64_t records) {
  world.streamConsumers[consumerIndex].resident += records;
  auto& backlog = world.streams[world.system.streamConsumers[consumerIndex].stream].record.backlog;
  backlog.set(world.now, backlog.level() + records);
}

std::uint32_t makeRecord(World& world, std::uint64_t id, std::int64_t sentAt, std::uint16_t units, std::uint16_t hops) {
  const auto index = world.messages.makeNew();
  auto& message = world.messages[index];
  message.id = id;
  message.sentAt = sentAt;
  message.chunks = units;
  message.hops = hops;
  return index;
}

void line(World& world, LaneState& lane, std::uint32_t message) {
  (lane.last == kNone ? lane.first : world.messages[lane.last].next) = message;
  lane.last = message;
  ++world.streamConsumers[lane.consumer].apart;
}

void pack(World& world, LaneState& lane, std::uint64_t id, std::uint16_t units, std::uint16_t hops) {
  const auto fits = [&] {
    if (lane.packedLast == kNone) return false;
    const auto& block = world.packedRecords[lane.packedLast].messages;
    return block.count < kBlock && block.chunks == units && block.hops == hops;
  };
  if (!fits()) {
    const auto index = world.packedRecords.make();
    auto& made = world.packedRecords[index];
    made.messages = {world.now, world.now, id, 0, units, hops};
    made.next = kNone;
    (lane.packedLast == kNone ? lane.packedFirst : world.packedRecords[lane.packedLast].next) = index;
    lane.packedLast = index;
  }
  auto& block = world.packedRecords[lane.packedLast].messages;
  block.lastSentAt = world.now;
  ++block.count;
}

PackedMessages takeBlock(World& world, LaneState& lane) {
  const auto index = lane.packedFirst;
  const auto block = world.packedRecords[index].messages;
  lane.packedFirst = world.packedRecords[index].next;
  if (lane.packedFirst == kNone) lane.packedLast = kNone;
  world.packedRecords.release(index);
  return block;
}

// The first waiting record of the lane; kNone if there is none.
std::uint32_t firstOf(World& world, LaneState& lane) {
  if (lane.first == kNone && lane.packedFirst != kNone) {
    const auto block = takeBlock(world, lane);
    const auto span = block.lastSentAt - block.firstSentAt;
    for (std::uint32_t i = 0; i < block.count; ++i) {
      const auto sentAt = block.count > 1 ? block.firstSentAt + span / (block.count - 1) * i : block.firstSentAt;
      line(world, lane, makeRecord(world, i == 0 ? block.id : childId(block.id, i), sentAt, block.chunks, block.hops));
    }
  }
  return lane.first;
}

void takeFirst(World& world, LaneState& lane) {
  lane.first = world.messages[lane.first].next;
  if (lane.first == kNone) lane.last = kNone;
  --lane.waiting;
  --world.streamConsumers[lane.consumer].apart;
}

void expire(World& world, LaneState& lane, std::uint32_t records) {
  world.streamConsumers[lane.consumer].expired += records;
  change(world, lane.consumer, -static_cast<std::int64_t>(records));
}

// Takes out the waiting records that the stream no longer has.
void trim(World& world, LaneState& lane) {
  const auto oldest = world.now - world.system.streams[world.system.streamConsumers[lane.consumer].stream].retention;
  while (lane.first != kNone && world.messages[lane.first].sentAt < oldest) {
    const auto index = lane.first;
    takeFirst(world, lane);
    world.messages.release(index);
    expire(world, lane, 1);
  }
  if (lane.first != kNone) return;
  while (lane.packedFirst != kNone && world.packedRecords[lane.packedFirst].messages.lastSentAt < oldest) {
    const auto count = takeBlock(world, lane).count;
    lane.waiting -= count;
    expire(world, lane, count);
  }
}

// Counts the records as given up, and tells the on-failure queue of them in one message. `id` is the first one's.
void giveUp(World& world, std::uint32_t consumerIndex, std::uint32_t records, std::uint64_t id, std::uint16_t hops) {
  const auto& consumer = world.system.streamConsumers[consumerIndex];
  world.streamConsumers[consumerIndex].givenUp += records;
  world.streams[consumer.stream].record.givenUpSeries.add(world.now, records);
  change(world, consumerIndex, -static_cast<std::int64_t>(records));
  if (consumer.onFailure != kNone)
    send(world, consumer.onFailure, childId(id, 1), kNoticeSize, static_cast<std::uint16_t>(hops + 1));
}

void look(World& world, std::uint32_t laneIndex, std::int64_t at) {
  auto& lane = world.lanes[laneIndex];
  lane.lookAt = at;
  world.schedule(at, EventKind::laneDue, laneIndex, ++lane.turn);
}

void drop(World& world, std::uint32_t batchIndex) {
  for (const auto index : world.batches[batchIndex].messages) world.messages.release(index);
  world.batches.release(batchIndex);
}

// Takes out of the batch what has become too old since it was read: its first records. True if some are left.
bool stillFresh(World& world, std::uint32_t batchIndex) {
  auto& messages = world.batches[batchIndex].messages;
  const auto laneIndex = world.batches[batchIndex].lane;
  auto& lane = world.lanes[laneIndex];
  const auto& consumer = world.system.streamConsumers[lane.consumer];
  const auto retention = world.system.streams[consumer.stream].retention;
  std::uint32_t expired = 0, aged = 0;
  std::uint64_t id = 0;
  std::uint16_t hops = 0;
  for (const auto index : messages) {
    const auto& message = world.messages[index];
    const auto age = world.now - message.sentAt;
    if (age <= consumer.maxAge && age <= retention) break;
    if (age > retention) {
      ++expired;
    } else if (++aged == 1) {
      id = message.id;
      hops = message.hops;
    }
    world.messages.release(index);
  }
  const bool left = expired + aged < messages.size();
  messages.erase(messages.begin(), messages.begin() + expired + aged);
  if (expired > 0) expire(world, lane, expired);
  if (!left) world.batches.release(batchIndex);
  if (aged > 0) giveUp(world, lane.consumer, aged, id, hops);
  return left;
}

// Hands the batch to the function.
void dispatch(World& world, std::uint32_t batchIndex) {
  const auto& batch = world.batches[batchIndex];
  const auto& consumer = world.system.streamConsumers[batch.consumer];
  auto& stream = world.streams[consumer.stream];
  std::uint16_t hops = 0;
  for (const auto index : batch.messages) {
    ++world.messages[index].receives;
    hops = std::max(hops, world.messages[index].hops);
  }
  const auto& first = world.messages[batch.messages.front()];
  stream.record.age.record(world.now, world.now - world.messages[batch.messages.back()].sentAt);
  const auto wait = first.receives == 1 ? draw(consumer.readLatency, stream.latency, first.id, 0x20000u) : 0;
  if (world.tracer) [[unlikely]]
    world.tracer->batchTaken(world, world.system.streams[consumer.stream].name, batch, childId(first.id, 0), wait);
  invoke(world, consumer.function, childId(first.id, 0), {Caller::Kind::stream, batchIndex, batch.ticket}, wait, wait,
         first.receives, static_cast<std::uint16_t>(hops + 1));
}

std::uint32_t makeBatch(World& world, std::uint32_t laneIndex) {
  const auto index = world.batches.make();
  auto& batch = world.batches[index];
  batch.messages.clear();
  batch.consumer = world.lanes[laneIndex].consumer;
  batch.lane = laneIndex;
  batch.next = kNone;
  batch.retries = batch.throttles = 0;
  return index;
}

// Reads the next batch of the lane; kNone where all that waited was too old.
std::uint32_t readBatch(World& world, std::uint32_t laneIndex) {
  auto& lane = world.lanes[laneIndex];
  const auto& consumer = world.system.streamConsumers[lane.consumer];
  const auto oldest = world.now - consumer.maxAge;
  const auto batchIndex = makeBatch(world, laneIndex);
  auto& batch = world.batches[batchIndex];
  auto& retrieved = world.streams[consumer.stream].record.retrieved;
  std::uint32_t aged = 0;
  std::uint64_t id = 0;
  std::uint16_t hops = 0;
  while (batch.messages.size() < consumer.batch) {
    trim(world, lane);
    const auto index = firstOf(world, lane);
    if (index == kNone) break;
    const auto& message = world.messages[index];
    retrieved += message.chunks;
    takeFirst(world, lane);
    if (message.sentAt >= oldest) {
      batch.messages.push_back(index);
      continue;
    }
    if (++aged == 1) {
      id = message.id;
      hops = message.hops;
    }
    world.messages.release(index);
  }
  const bool empty = batch.messages.empty();
  if (empty) world.batches.release(batchIndex);
  if (aged > 0) giveUp(world, lane.consumer, aged, id, hops);
  return empty ? kNone : batchIndex;
}

// Starts the next batch of a lane that has none at work. False where there is nothing to do now.
bool startBatch(World& world, std::uint32_t laneIndex) {
  auto& lane = world.lanes[laneIndex];
  const auto& consumer = world.system.streamConsumers[lane.consumer];
  if (lane.parts != kNone) {
    const auto part = lane.parts;
    lane.parts = world.batches[part].next;
    if (stillFresh(world, part)) {
      lane.batch = part;
      dispatch(world, part);
    }
    return true;
  }
  trim(world, lane);
  lane.lookedAt = world.now;
  if (lane.waiting > 0 && lane.waiting < consumer.batch && consumer.window > 0) {
    if (lane.windowEnd < 0) lane.windowEnd = world.now + consumer.window;
    if (world.now < lane.windowEnd) {
      look(world, laneIndex, lane.windowEnd);
      return false;
    }
  }
  lane.windowEnd = lane.lookAt = -1;
  ++lane.turn;
  if (lane.waiting == 0) return false;
  const auto batch = readBatch(world, laneIndex);
  if (batch == kNone) return true;
  lane.batch = batch;
  dispatch(world, batch);
  return true;
}

void run(World& world, std::uint32_t laneIndex) {
  auto& lane = world.lanes[laneIndex];
  if (lane.running) return;
  lane.running = true;
  while (lane.batch == kNone && startBatch(world, laneIndex)) {
  }
  lane.running = false;
}

// A record has come into the lane: looks at it, or makes sure that somebody will.
void wake(World& world, std::uint32_t laneIndex) {
  auto& lane = world.lanes[laneIndex];
  if (lane.batch != kNone || lane.running) return;
  const auto& consumer = world.system.streamConsumers[lane.consumer];
  if (lane.windowEnd >= 0 && lane.waiting < consumer.batch) return;
  if (consumer.pollInterval == 0) return run(world, laneIndex);
  const auto polls = (world.now - lane.lookedAt + consumer.pollInterval - 1) / consumer.pollInterval;
  const auto at = lane.lookedAt + std::max<std::int64_t>(1, polls) * consumer.pollInterval;
  if (lane.lookAt < 0 || at < lane.lookAt) look(world, laneIndex, at);
}

void tryAgain(World& world, std::uint32_t batchIndex, std::int64_t wait) {
  world.schedule(world.now + wait, EventKind::recordsAgain, batchIndex, world.batches[batchIndex].ticket);
}

// Cuts the batch in two; the part behind follows when the first is done with.
void bisect(World& world, std::uint32_t batchIndex) {
  const auto laneIndex = world.batches[batchIndex].lane;
  const auto part = makeBatch(world, laneIndex);
  auto& messages = world.batches[batchIndex].messages;
  const auto half = messages.begin() + static_cast<std::ptrdiff_t>((messages.size() + 1) / 2);
  world.batches[part].messages.assign(half, messages.end());
  messages.erase(half, messages.end());
  world.batches[part].next = world.lanes[laneIndex].parts;
  world.lanes[laneIndex].parts = part;
}

}  // namespace

void StreamRecorder::reset(std::int64_t now) {
  put = throttles = errors = dropped = 0;
  putUnits = ingested = retrieved = 0;
  age.reset();
  backlog.reset(now);
}

// Pollers of different shards don't poll at the same instant.
void startLanes(World& world) {
  for (std::uint32_t i = 0; i < world.system.streamConsumers.size(); ++i) {
    const auto& consumer = world.system.streamConsumers[i];
    const auto& stream = world.system.streams[consumer.stream];
    const auto& draws = world.streams[consumer.stream].keys;
    for (std::uint32_t shard = 0; shard < stream.shards; ++shard) {
      const double phase = consumer.pollInterval > 0 ? draws.uniform(shard, 0x10000u + consumer.ordinal) : 0;
      for (std::uint32_t k = 0; k < consumer.lanes; ++k) {
        auto& lane = world.lanes[consumer.firstLane + shard * consumer.lanes + k];
        lane.consumer = i;
        lane.lookedAt =
            static_cast<std::int64_t>(phase * static_cast<double>(consumer.pollInterval)) - consumer.pollInterval;
      }
    }
  }
}

void appendRecord(World& world, std::uint32_t index, std::uint64_t id, std::int64_t bytes, std::uint16_t hops) {
  const auto& stream = world.system.streams[index];
  auto& state = world.streams[index];
  if (hops >= kMostHops) {
    ++state.record.dropped;
    return;
  }
  const auto units = [bytes](std::int64_t unit) { return std::max<std::int64_t>(1, (bytes + unit - 1) / unit); };
  const auto size = static_cast<std::uint16_t>(std::min<std::int64_t>(units(stream.onDemandUnit), 0xFFFF));
  ++state.record.put;
  state.record.putUnits += static_cast<std::uint64_t>(units(stream.putUnit));
  state.record.ingested += size;
  state.record.putSeries.add(world.now);
  const auto place = placeOf(stream, state, id);
  for (const auto consumerIndex : stream.consumers) {
    const auto& consumer = world.system.streamConsumers[consumerIndex];
    const auto laneIndex = consumer.firstLane + place.shard * consumer.lanes + among(place.inShard, consumer.lanes);
    auto& lane = world.lanes[laneIndex];
    trim(world, lane);
    change(world, consumerIndex, 1);
    // Its draws for one consumer aren't those for another.
    const auto own = consumer.ordinal == 0 ? id : childId(id, consumer.ordinal);
    if (world.tracer) [[unlikely]] {
      world.tracer->derive(id, own);
      world.tracer->messageWaits(world, stream.name, own);
    }
    if (lane.packedFirst != kNone || world.streamConsumers[consumerIndex].apart >= kMostApart)
      pack(world, lane, own, size, hops);
    else
      line(world, lane, makeRecord(world, own, world.now, size, hops));
    ++lane.waiting;
    wake(world, laneIndex);
  }
}

HandedOver putRecord(World& world, std::uint32_t index, std::uint64_t id, std::int64_t bytes, std::uint16_t hops) {
  const auto& stream = world.system.streams[index];
  auto& state = world.streams[index];
  auto handed = acceptance(draw(stream.putLatency, state.latency, id, 0x10000u), stream.faults, world.now, state.faults, id);
  if (handed.outcome == Outcome::ok && !admits(world, stream, state, placeOf(stream, state, id).shard, bytes))
    handed.outcome = Outcome::throttled;
  if (handed.outcome != Outcome::ok)
    state.record.refuse(world.now, handed.outcome);
  else
    appendRecord(world, index, id, bytes, hops);
  return handed;
}

void laneDue(World& world, std::uint32_t laneIndex) {
  world.lanes[laneIndex].lookAt = -1;
  run(world, laneIndex);
}

void recordsAnswered(World& world, std::uint32_t batchIndex, Outcome outcome) {
  auto& batch = world.batches[batchIndex];
  const auto& consumer = world.system.streamConsumers[batch.consumer];
  auto& state = world.streamConsumers[batch.consumer];
  const auto laneIndex = batch.lane;
  const auto count = static_cast<std::uint32_t>(batch.messages.size());
  if (outcome == Outcome::throttled) {
    const auto wait = std::min(consumer.throttleMin << std::min<std::uint32_t>(batch.throttles, 20), consumer.throttleMax);
    ++batch.throttles;
    return tryAgain(world, batchIndex, wait);
  }
  batch.throttles = 0;
  if (outcome != Outcome::ok) {
    const bool halves = consumer.bisect && count > 1;
    if (halves || batch.retries < consumer.maxRetries) {
      ++state.retries;
      if (halves)
        bisect(world, batchIndex);
      else
        ++batch.retries;
      return tryAgain(world, batchIndex, consumer.retryWait);
    }
  }
  const auto first = world.messages[batch.messages.front()];
  const auto consumerIndex = batch.consumer;
  drop(world, batchIndex);
  world.lanes[laneIndex].batch = kNone;
  if (outcome == Outcome::ok) {
    state.processed += count;
    change(world, consumerIndex, -static_cast<std::int64_t>(count));
  } else {
    giveUp(world, consumerIndex, count, first.id, first.hops);
  }
  run(world, laneIndex);
}

void recordsAgain(World& world, std::uint32_t batchIndex) {
  const auto laneIndex = world.batches[batchIndex].lane;
  if (stillFresh(world, batchIndex)) return dispatch(world, batchIndex);
  world.lanes[laneIndex].batch = kNone;
  run(world, laneIndex);
}

}  // namespace virga::simulator
