#include <algorithm>

#include "simulator/platform/world.h"

// Queues and the pollers that hand their messages to functions. Source: AWS Lambda Developer Guide, "Using Lambda with
// Amazon SQS" and "Configuring scaling behavior for SQS event source mappings", 2026; other platforms differ by data.
namespace virga::simulator {
namespace {

constexpr std::int64_t kReceiveAtOnce = 10;  // messages of one ReceiveMessage or DeleteMessageBatch (SQS API reference)
// A poller whose batch was throttled rests this long before its next one. The guide says that it backs off, not for how
// long: an assumption.
constexpr std::int64_t kThrottleRest = 1'000'000'000;

// So many waiting messages keep an identity of their own. Those behind them are kept by the block: whoever waits behind a
// quarter of a million others waits so long that where he stood within his block changes his age by less than 0.1 %.
// Memory is then bounded for any backlog that a run can build up.
constexpr std::size_t kMostApart = 1 << 18;
constexpr std::uint32_t kBlock = 256;

void release(World& world, std::uint32_t index) {
  if (--world.messages[index].holders == 0) world.messages.release(index);
}

void setDepth(World& world, QueueState& state, std::int64_t change) {
  state.depth += change;
  state.record.depth.set(world.now, state.depth);
}

const std::string& nameOf(const World& world, const QueueState& state) {
  return world.system.queues[static_cast<std::size_t>(&state - world.queues.data())].name;
}

void becomeVisible(World& world, QueueState& state, std::uint32_t index) {
  ++world.messages[index].holders;
  world.messages[index].visible = true;
  state.visible.push(index);
  setDepth(world, state, 1);
  if (world.tracer) [[unlikely]]
    world.tracer->messageWaits(world, nameOf(world, state), world.messages[index].id);
}

std::uint32_t makeMessage(World& world, std::uint64_t id, std::int64_t sentAt, std::uint16_t chunks, std::uint16_t hops) {
  const auto index = world.messages.makeNew();
  auto& message = world.messages[index];
  message.id = id;
  message.sentAt = sentAt;
  message.chunks = chunks;
  message.hops = hops;
  message.holders = 1;
  message.visible = true;
  return index;
}

void pack(World& world, QueueState& state, std::uint64_t id, std::uint16_t chunks, std::uint16_t hops) {
  if (state.packed.empty() || state.packed.back().count == kBlock || state.packed.back().chunks != chunks ||
      state.packed.back().hops != hops)
    state.packed.push_back({world.now, world.now, id, 0, chunks, hops});
  auto& block = state.packed.back();
  block.lastSentAt = world.now;
  ++block.count;
}

bool unpack(World& world, QueueState& state) {
  if (state.packed.empty()) return false;
  const auto block = state.packed.front();
  state.packed.pop_front();
  const auto span = block.lastSentAt - block.firstSentAt;
  for (std::uint32_t i = 0; i < block.count; ++i) {
    const auto sentAt = block.count > 1 ? block.firstSentAt + span / (block.count - 1) * i : block.firstSentAt;
    state.visible.push(makeMessage(world, i == 0 ? block.id : childId(block.id, i), sentAt, block.chunks, block.hops));
  }
  return true;
}

// Takes the next visible message that still exists; kNone if there is none.
std::uint32_t receive(World& world, const CompiledQueue& queue, QueueState& state) {
  while (!state.visible.empty() || unpack(world, state)) {
    const auto index = state.visible.pop();
    auto& message = world.messages[index];
    if (message.gone) {  // deleted meanwhile by an execution that outlasted its visibility timeout
      release(world, index);
      continue;
    }
    message.visible = false;
    setDepth(world, state, -1);
    if (world.now - message.sentAt > queue.retention) {
      message.gone = true;
      --state.resident;
      ++state.record.expired;
      release(world, index);
      continue;
    }
    return index;
  }
  return kNone;
}

void dispatch(World& world, std::uint32_t consumerIndex) {
  const auto& consumer = world.system.consumers[consumerIndex];
  const auto& queue = world.system.queues[consumer.queue];
  auto& state = world.queues[consumer.queue];
  const auto batchIndex = world.batches.make();
  auto& batch = world.batches[batchIndex];
  batch.messages.clear();
  batch.consumer = consumerIndex;
  batch.processing = true;
  batch.returned = false;
  std::int64_t further = 0;  // metered chunks beyond the first of each message
  std::uint16_t attempt = 0, hops = 0;
  while (batch.messages.size() < consumer.batch) {
    const auto index = receive(world, queue, state);
    if (index == kNone) break;
    auto& message = world.messages[index];
    if (message.receives == 0) state.record.age.record(world.now, world.now - message.sentAt);
    ++message.receives;
    attempt = std::max(attempt, message.receives);
    hops = std::max(hops, message.hops);
    further += message.chunks - 1;
    batch.messages.push_back(index);
  }
  if (batch.messages.empty()) {
    world.batches.release(batchIndex);
    return;
  }
  const auto count = static_cast<std::int64_t>(batch.messages.size());
  state.record.receive(count, (count + kReceiveAtOnce - 1) / kReceiveAtOnce, further);
  ++world.consumers[consumerIndex].inFlight;
  if (world.system.consumers[consumerIndex].pulls) pulls(world, consumer.function);
  const auto deadline = world.now + queue.visibility;
  state.inFlight.push({deadline, batchIndex, batch.ticket});
  state.inFlight.compact([&world](const DeadlineFifo::Entry& e) { return world.batches[e.index].ticket == e.ticket; });
  if (!state.deadlinePending) {
    state.deadlinePending = true;
    world.schedule(deadline, EventKind::batchesDue, consumer.queue);
  }
  const auto id = childId(world.messages[batch.messages.front()].id, 0);
  const auto wait = draw(queue.receiveLatency, state.latency, id, attempt);
  if (world.tracer) [[unlikely]]
    world.tracer->batchTaken(world, queue.name, batch, id, wait);
  invoke(world, consumer.function, id, {Caller::Kind::batch, batchIndex, batch.ticket}, wait, wait, attempt,
         static_cast<std::uint16_t>(hops + 1));
}

void openWindow(World& world, std::uint32_t consumerIndex, ConsumerState& state) {
  state.windowOpen = true;
  world.schedule(world.now + world.system.consumers[consumerIndex].window, EventKind::windowEnds, consumerIndex,
                 ++state.windowTicket);
}

void handOver(World& world, std::uint32_t consumerIndex, const CompiledConsumer& consumer, ConsumerState& state,
              const QueueState& queue) {
  while (queue.depth > 0) {
    const bool full = queue.depth >= static_cast<std::int64_t>(consumer.batch);
    if (!full && consumer.window > 0 && !state.windowDue) {
      if (!state.windowOpen) openWindow(world, consumerIndex, state);
      return;
    }
    if (consumer.pulls && (state.inFlight >= consumer.maxPollers || !pullsMore(world, consumer.function))) {
      if (state.inFlight < consumer.maxPollers) backlogWaits(world, consumer.function);
      return;
    }
    if (!consumer.pulls && state.inFlight >= state.pollers) {
      if (consumer.slowStart) return;  // answers make room
      if (state.pollers < consumer.maxPollers && !state.growing) {
        state.growing = true;
        world.schedule(world.now + consumer.growthInterval, EventKind::pollerGrows, consumerIndex);
      }
      return;
    }
    // The gathering of the next batch starts anew.
    state.windowOpen = state.windowDue = false;
    ++state.windowTicket;
    dispatch(world, consumerIndex);
  }
}

void poll(World& world, std::uint32_t consumerIndex) {
  const auto& consumer = world.system.consumers[consumerIndex];
  auto& state = world.consumers[consumerIndex];
  if (state.polling) return;  // at work further up the stack, where the change will be seen
  state.polling = true;
  handOver(world, consumerIndex, consumer, state, world.queues[consumer.queue]);
  state.polling = false;
}

void pollAll(World& world, std::uint32_t queueIndex) {
  const auto& consumers = world.system.queues[queueIndex].consumers;
  if (consumers.empty()) return;
  auto& next = world.queues[queueIndex].nextConsumer;
  const auto start = next;
  next = (next + 1) % static_cast<std::uint32_t>(consumers.size());
  for (std::size_t i = 0; i < consumers.size(); ++i) poll(world, consumers[(start + i) % consumers.size()]);
}

void put(World& world, std::uint32_t queueIndex, std::uint64_t id, std::uint16_t chunks, std::uint16_t hops) {
  auto& state = world.queues[queueIndex];
  ++state.resident;
  if (world.tracer) [[unlikely]]
    world.tracer->messageWaits(world, world.system.queues[queueIndex].name, id);
  // Nobody reads it: there is nothing to tell its messages apart for, so only their number is kept.
  if (world.system.queues[queueIndex].consumers.empty()) return setDepth(world, state, 1);
  if (state.visible.size() >= kMostApart || !state.packed.empty())
    pack(world, state, id, chunks, hops);
  else
    state.visible.push(makeMessage(world, id, world.now, chunks, hops));
  setDepth(world, state, 1);
  pollAll(world, queueIndex);
}

// The platform's own poison queue takes what the design has no dead-letter queue for.
bool givesUp(const CompiledQueue& queue, const Message& message) {
  if (queue.deadLetter != kNone) return message.receives >= queue.maxReceives;
  return queue.poisonReceives > 0 && message.receives >= queue.poisonReceives;
}

// The batch's messages can be received again, or leave for good.
void comeBack(World& world, std::uint32_t queueIndex, std::uint32_t batchIndex) {
  const auto& queue = world.system.queues[queueIndex];
  auto& state = world.queues[queueIndex];
  world.batches[batchIndex].returned = true;
  const bool processing = world.batches[batchIndex].processing;
  const auto count = world.batches[batchIndex].messages.size();
  for (std::size_t i = 0; i < count; ++i) {  // by index: what becomes of a message may make batches
    const auto index = world.batches[batchIndex].messages[i];
    auto& message = world.messages[index];
    if (!message.gone) {
      if (givesUp(queue, message)) {
        message.gone = true;
        --state.resident;
        state.record.deadLetter(world.now);
        const auto copy = message;
        if (queue.deadLetter != kNone) {
          world.queues[queue.deadLetter].record.send(world.now, 0);  // moved by the service: not metered
          put(world, queue.deadLetter, copy.id, copy.chunks, copy.hops);
        }
      } else {
        becomeVisible(world, state, index);
      }
    }
    if (!processing) release(world, index);
  }
  if (!processing) world.batches.release(batchIndex);
}

// After a failure: at the end of the visibility timeout, or after a back-off where the platform has one.
void comeAgainLater(World& world, std::uint32_t batchIndex) {
  const auto& batch = world.batches[batchIndex];
  const auto& queue = world.system.queues[world.system.consumers[batch.consumer].queue];
  if (queue.backoffMin < 0) return;
  constexpr int kMostDoublings = 40;
  int receives = 1;
  for (const auto index : batch.messages) receives = std::max<int>(receives, world.messages[index].receives);
  const auto doubled =
      static_cast<double>(queue.backoffMin) * static_cast<double>(1ll << std::min(receives - 1, kMostDoublings));
  const auto wait = static_cast<std::int64_t>(std::min(doubled, static_cast<double>(queue.backoffMax)));
  world.schedule(world.now + wait, EventKind::batchComesAgain, batchIndex, batch.ticket);
}

bool messageFails(const World& world, std::uint32_t function, const Message& message) {
  const double errors = world.system.functions[function].errors;
  return errors > 0 && world.functions[function].streams.errors.uniform(message.id, message.receives) < errors;
}

// Looks for more; without any, the pollers shrink back to what they start with.
void pollerFree(World& world, std::uint32_t consumer) {
  poll(world, consumer);
  auto& state = world.consumers[consumer];
  const auto& compiled = world.system.consumers[consumer];
  if (state.inFlight == 0 && world.queues[compiled.queue].depth == 0) state.pollers = compiled.startPollers;
}

}  // namespace

void pollQueue(World& world, std::uint32_t consumer) { poll(world, consumer); }

HandedOver send(World& world, std::uint32_t queueIndex, std::uint64_t id, std::int64_t bytes, std::uint16_t hops) {
  const auto& queue = world.system.queues[queueIndex];
  auto& state = world.queues[queueIndex];
  const auto handed =
      acceptance(draw(queue.sendLatency, state.latency, id, 0x10000u), queue.faults, world.now, state.faults, id);
  if (handed.outcome != Outcome::ok) {
    ++state.record.errors;
    return handed;
  }
  const auto chunks = std::clamp<std::int64_t>((bytes + queue.meteredSize - 1) / queue.meteredSize, 1, 0xFFFF);
  state.record.send(world.now, chunks);
  put(world, queueIndex, id, static_cast<std::uint16_t>(chunks), hops);
  return handed;
}

void batchAnswered(World& world, std::uint32_t batchIndex, Outcome outcome) {
  auto& batch = world.batches[batchIndex];
  const auto consumer = batch.consumer;
  auto& state = world.queues[world.system.consumers[consumer].queue];
  batch.processing = false;
  const auto& compiled = world.system.consumers[consumer];
  if (compiled.pulls) --world.functions[compiled.function].scaling->pulled;
  if (outcome == Outcome::throttled && !compiled.slowStart)
    world.schedule(world.now + kThrottleRest, EventKind::pollerRested, consumer);
  else
    --world.consumers[consumer].inFlight;
  if (compiled.slowStart) {
    auto& pollers = world.consumers[consumer].pollers;
    pollers = outcome == Outcome::ok ? std::min(pollers + 1, compiled.maxPollers) : std::max(pollers / 2, 1u);
  }
  if (outcome == Outcome::ok) {
    std::int64_t deleted = 0;
    std::size_t failed = 0;
    for (const auto index : batch.messages) {
      auto& message = world.messages[index];
      if (compiled.partialFailures && messageFails(world, compiled.function, message)) {
        batch.messages[failed++] = index;
        continue;
      }
      if (!message.gone) {
        message.gone = true;
        ++deleted;
        if (message.visible) setDepth(world, state, -1);  // it had come back while it was processed
      }
      release(world, index);
    }
    batch.messages.resize(failed);
    state.resident -= deleted;
    if (deleted > 0) state.record.remove(deleted, (deleted + kReceiveAtOnce - 1) / kReceiveAtOnce);
  }
  if (batch.messages.empty() || batch.returned) {
    for (const auto index : batch.messages) release(world, index);
    world.batches.release(batchIndex);
  } else {
    comeAgainLater(world, batchIndex);
  }
  pollerFree(world, consumer);
}

void batchComesAgain(World& world, std::uint32_t batchIndex) {
  const auto queue = world.system.consumers[world.batches[batchIndex].consumer].queue;
  comeBack(world, queue, batchIndex);
  pollAll(world, queue);
}

void pollerRested(World& world, std::uint32_t consumer) {
  --world.consumers[consumer].inFlight;
  pollerFree(world, consumer);
}

void batchesDue(World& world, std::uint32_t queueIndex) {
  auto& state = world.queues[queueIndex];
  while (!state.inFlight.empty()) {
    const auto entry = state.inFlight.front();
    const bool live = world.batches[entry.index].ticket == entry.ticket;
    if (live && entry.deadline > world.now) break;
    state.inFlight.pop();
    if (!live) continue;
    comeBack(world, queueIndex, entry.index);
  }
  state.deadlinePending = !state.inFlight.empty();
  if (state.deadlinePending) world.schedule(state.inFlight.front().deadline, EventKind::batchesDue, queueIndex);
  pollAll(world, queueIndex);
}

void windowEnds(World& world, std::uint32_t consumerIndex) {
  auto& state = world.consumers[consumerIndex];
  state.windowOpen = false;
  state.windowDue = true;
  poll(world, consumerIndex);
}

void pollerGrows(World& world, std::uint32_t consumerIndex) {
  const auto& consumer = world.system.consumers[consumerIndex];
  auto& state = world.consumers[consumerIndex];
  state.growing = false;
  if (state.inFlight < state.pollers) return;
  state.pollers = std::min(state.pollers + 1, consumer.maxPollers);
  poll(world, consumerIndex);
}

}  // namespace virga::simulator
