#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "simulator/kernel/random.h"
#include "simulator/kernel/sampler.h"
#include "simulator/platform/fault.h"
#include "simulator/platform/level.h"
#include "simulator/platform/recorders.h"
#include "simulator/platform/records.h"
#include "simulator/platform/token_bucket.h"
#include "simulator/services/gateway.h"
#include "simulator/services/handed_over.h"

namespace virga::simulator {

struct World;

struct CompiledSocket {
  std::string name;
  std::uint32_t component;
  std::uint32_t connect = kNone, disconnect = kNone;  // functions that are told
  TokenBucket throttle;                               // connects, messages and pushes
  TokenBucket connects;
  Sampler latency;
  std::uint32_t auth = kNone;
  std::int64_t timeout = 0;
  std::int64_t idle = 0, longest = 0;  // after so long without a message, and in any case, a connection is closed
  std::int64_t meteredSize = 1;        // bytes of a message that count as one
  std::vector<FaultWindow> faults;
};

struct SocketRecorder {
  explicit SocketRecorder(Grid grid) : messages(grid), connections(grid) {}

  RequestRecorder messages;  // from clients; its series of throttles and errors are also those of connects and pushes
  Level connections;         // open
  std::uint64_t asked = 0, opened = 0, refused = 0, closed = 0;
  std::uint64_t pushes = 0, pushErrors = 0, throttles = 0;  // throttles: of connects and pushes
  std::uint64_t pushChunks = 0, pushedBytes = 0;            // metered
  std::int64_t openingAtReset = 0, openAtReset = 0;

  void throttled(std::int64_t now) {
    ++throttles;
    messages.throttleSeries.add(now);
  }
  void refuse(std::int64_t now, Outcome why) {
    ++refused;
    if (why == Outcome::throttled)
      throttled(now);
    else
      messages.errorSeries.add(now);
  }
  void reset(std::int64_t now, std::int64_t opening);
};

struct SocketState {
  TokenBucket throttle, connects;
  AnswerDeadlines deadlines;
  RandomStream latency, faults;
  std::int64_t opening = 0, open = 0;
  SocketRecorder record;
};

// A client of the flow opens a connection. (API Gateway Developer Guide, "Working with WebSocket APIs", 2026.)
void connect(World& world, std::uint32_t flow);
// What the function at $connect has said.
void connectAnswered(World& world, std::uint32_t connection, Outcome outcome);
void connectTimesOut(World& world, std::uint32_t connection);
void connectionOpens(World& world, std::uint32_t connection);
// Its next message is due, or its end.
void connectionActs(World& world, std::uint32_t connection);

// Sends something to a connection from behind.
HandedOver push(World& world, std::uint32_t socket, std::uint64_t id, std::int64_t bytes);

}  // namespace virga::simulator
