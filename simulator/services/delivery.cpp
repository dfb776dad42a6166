#include "simulator/services/delivery.h"

#include <algorithm>

#include "simulator/platform/world.h"

namespace virga::simulator {
namespace {

const CompiledReceiver& receiverOf(const World& world, const Delivery& delivery) {
  return delivery.from.kind == TargetKind::topic
             ? world.system.topics[delivery.from.index].receivers[delivery.receiver]
             : world.system.services[delivery.from.index].notifications[delivery.receiver].receiver;
}

const DeliveryPolicy& policyOf(const World& world, const Delivery& delivery) {
  return delivery.from.kind == TargetKind::topic ? world.system.topics[delivery.from.index].delivery
                                                 : world.system.services[delivery.from.index].delivery;
}

void settle(World& world, std::uint32_t index, bool delivered) {
  const auto& delivery = world.deliveries[index];
  if (delivery.from.kind == TargetKind::topic) {
    auto& record = world.topics[delivery.from.index].record;
    if (delivered)
      record.deliver(world.now, world.now - delivery.sentAt);
    else
      record.fail(world.now);
  } else {
    auto& record = world.services[delivery.from.index].record;
    --record.underway;
    ++(delivered ? record.notified : record.notificationsFailed);
  }
  if (world.tracer) [[unlikely]]
    world.tracer->deliveryEnds(world, index, delivered ? Outcome::ok : Outcome::error);
  world.deliveries.release(index);
}

// The receiver's answer, or the end of the source's patience, comes as an event.
void endsAfter(World& world, std::uint32_t index, std::int64_t wait, Outcome outcome) {
  auto& delivery = world.deliveries[index];
  const auto timeout = policyOf(world, delivery).timeout;
  delivery.outcome = wait > timeout ? Outcome::timeout : outcome;
  world.schedule(world.now + std::min(wait, timeout), EventKind::deliveryEnds, index, delivery.ticket);
}

void call(World& world, std::uint32_t index, Target to) {
  const auto delivery = world.deliveries[index];
  if (delivery.from.kind == TargetKind::topic) ++world.topics[delivery.from.index].record.calls;
  if (to.kind == TargetKind::service) {
    const auto reply =
        callService(world, to.index, model::Operation::write, delivery.bytes, delivery.id, delivery.attempt, delivery.hops);
    const auto patience = policyOf(world, delivery).timeout;
    return endsAfter(world, index, reply.silent ? patience : reply.latency, reply.outcome);
  }
  endsAfter(world, index, policyOf(world, delivery).timeout, Outcome::timeout);
  invoke(world, to.index, delivery.id, {Caller::Kind::delivery, index, delivery.ticket}, 0, 0,
         static_cast<std::uint16_t>(delivery.attempt), delivery.hops);
}

}  // namespace

void deliver(World& world, Target from, std::uint32_t receiver, std::uint64_t id, std::int64_t bytes, std::int64_t delay,
             std::uint16_t hops) {
  const auto index = world.deliveries.makeNew();
  auto& delivery = world.deliveries[index];
  const auto ticket = delivery.ticket;
  delivery.sentAt = world.now;
  delivery.bytes = bytes;
  delivery.id = id;
  delivery.from = from;
  delivery.receiver = receiver;
  delivery.hops = hops;
  if (world.tracer) [[unlikely]]
    world.tracer->deliverySent(world, index);
  world.schedule(world.now + delay, EventKind::delivers, index, ticket);
}

void delivers(World& world, std::uint32_t index) {
  const auto delivery = world.deliveries[index];
  if (delivery.receiver == kNone) {  // a table's change
    if (world.tracer) [[unlikely]]
      world.tracer->deliveryEnds(world, index, Outcome::ok);
    world.deliveries.release(index);
    appendRecord(world, world.system.services[delivery.from.index].changes, delivery.id, delivery.bytes, delivery.hops);
    return;
  }
  if (delivery.from.kind == TargetKind::topic) {
    auto& record = world.topics[delivery.from.index].record;
    if (delivery.attempt > 0) ++record.retries;
    record.deliveredChunks +=
        static_cast<std::uint64_t>(meteredChunks(world.system.topics[delivery.from.index], delivery.bytes));
  }
  const auto& receiver = receiverOf(world, delivery);
  if (receiver.called) return call(world, index, receiver.to);
  const auto id = delivery.attempt == 0 ? delivery.id : childId(delivery.id, delivery.attempt);
  if (world.tracer) [[unlikely]]
    world.tracer->derive(delivery.id, id);
  const auto handed = handOver(world, receiver.to, id, delivery.bytes, delivery.hops);
  deliveryAnswered(world, index, handed.outcome);
}

void deliveryAnswered(World& world, std::uint32_t index, Outcome outcome) {
  if (outcome == Outcome::ok) return settle(world, index, true);
  auto& delivery = world.deliveries[index];
  const auto& policy = policyOf(world, delivery);
  const auto wait = std::min(policy.backoffMin << std::min<std::uint32_t>(delivery.attempt, 20), policy.backoffMax);
  const bool exhausted = receiverOf(world, delivery).called && delivery.attempt >= policy.retries;
  if (exhausted || wait <= 0 || world.now + wait - delivery.sentAt > policy.maxAge) return settle(world, index, false);
  if (world.tracer) [[unlikely]]
    world.tracer->deliveryBacksOff(world, index, wait);
  ++delivery.attempt;
  ++delivery.ticket;
  world.schedule(world.now + wait, EventKind::delivers, index, delivery.ticket);
}

}  // namespace virga::simulator
