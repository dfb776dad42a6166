#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "simulator/kernel/random.h"
#include "simulator/kernel/sampler.h"
#include "simulator/measure/series.h"
#include "simulator/platform/fault.h"
#include "simulator/platform/token_bucket.h"
#include "simulator/services/delivery.h"
#include "simulator/services/handed_over.h"

namespace virga::simulator {

struct World;

// A topic or an event bus.
struct CompiledTopic {
  std::string name;
  std::uint32_t component;
  Sampler publishLatency, deliveryLatency;
  TokenBucket rate;
  std::vector<CompiledReceiver> receivers;
  DeliveryPolicy delivery;
  std::int64_t meteredSize = 1;  // bytes of a message that count as one
  std::vector<FaultWindow> faults;
};

struct TopicRecorder {
  explicit TopicRecorder(Grid grid)
      : latency(grid), publishSeries(grid), failedSeries(grid), throttleSeries(grid), errorSeries(grid) {}

  std::uint64_t published = 0, throttles = 0, errors = 0;             // throttled and failed publishes aren't published
  std::uint64_t dropped = 0;                                          // ends of loops
  std::uint64_t matched = 0, delivered = 0, failed = 0, retries = 0;  // one a receiver
  std::uint64_t chunks = 0, calls = 0, deliveredChunks = 0;           // metered; of each attempt at a delivery
  std::int64_t underway = 0, underwayAtReset = 0;
  QuantileSeries latency;  // from the publish to the delivery
  CountSeries publishSeries, failedSeries, throttleSeries, errorSeries;

  void publish(std::int64_t now, std::int64_t meteredChunks) {
    ++published;
    chunks += static_cast<std::uint64_t>(meteredChunks);
    publishSeries.add(now);
  }
  void refuse(std::int64_t now, Outcome outcome) {
    ++(outcome == Outcome::throttled ? throttles : errors);
    (outcome == Outcome::throttled ? throttleSeries : errorSeries).add(now);
  }
  void match() {
    ++matched;
    ++underway;
  }
  void deliver(std::int64_t now, std::int64_t waited) {
    ++delivered;
    --underway;
    latency.record(now, waited);
  }
  void fail(std::int64_t now) {
    ++failed;
    --underway;
    failedSeries.add(now);
  }
  void reset();
};

struct TopicState {
  TokenBucket rate;
  RandomStream latency, filters, faults;
  TopicRecorder record;
};

// Begun chunks of the size that messages are metered in.
std::int64_t meteredChunks(const CompiledTopic& topic, std::int64_t bytes);
// Takes a message and hands it to each receiver whose filter lets it through.
HandedOver publish(World& world, std::uint32_t topic, std::uint64_t id, std::int64_t bytes, std::uint16_t hops);

}  // namespace virga::simulator
