#pragma once

#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <vector>

#include "simulator/kernel/deadline_fifo.h"
#include "simulator/kernel/random.h"
#include "simulator/kernel/sampler.h"
#include "simulator/platform/fault.h"
#include "simulator/platform/moving_share.h"
#include "simulator/platform/recorders.h"
#include "simulator/platform/records.h"
#include "simulator/platform/target.h"
#include "simulator/platform/token_bucket.h"

namespace virga::simulator {

struct World;
enum class EventKind : std::uint16_t;

struct CompiledApi {
  struct Split {
    Target to;
    MovingShare share;
  };
  struct Route {
    std::string route;
    Target to;                   // a function, or a service that requests are handed on to
    std::optional<Split> split;  // a part that goes to another one
  };
  std::string name;
  std::uint32_t component;
  std::vector<Route> routes;
  TokenBucket throttle;
  Sampler latency;
  std::uint32_t auth;  // auth index or kNone
  std::int64_t timeout;
  std::int64_t meteredSize = 1;                                        // bytes of a request that count as one
  std::int64_t payloadMax = std::numeric_limits<std::int64_t>::max();  // of the API and the functions behind it
  std::vector<FaultWindow> faults;
};

struct CompiledAuth {
  std::string name;
  std::uint32_t component;
  Sampler latency;
  std::vector<FaultWindow> faults;
};

// Requests of one gateway that wait for their answer, each for the integration timeout.
struct AnswerDeadlines {
  DeadlineFifo fifo;
  bool pending = false;  // an event for the front is
};

struct ApiState {
  TokenBucket throttle;
  AnswerDeadlines deadlines;
  RandomStream latency, faults, split;
  RequestRecorder record;
};

struct AuthState {
  RandomStream latency, faults;
  std::uint64_t verifications = 0;
};

void requestApi(World& world, std::uint32_t request, std::uint32_t route, std::uint64_t id, std::int64_t bytes,
                std::uint16_t hops);
// Hands the request on to its service, whose answer is the API's.
void forwardRequest(World& world, std::uint32_t request);
void answerRequest(World& world, std::uint32_t request, Outcome outcome);

// The request is answered with a timeout unless it has been by then. `due` is the event of the front of these deadlines,
// `gateway` its target.
void awaitAnswer(World& world, AnswerDeadlines& deadlines, std::int64_t timeout, EventKind due, std::uint32_t gateway,
                 std::uint32_t request);
void answersDue(World& world, AnswerDeadlines& deadlines, EventKind due, std::uint32_t gateway);

// Whether a fault at a gateway, or at its user directory, keeps the request from going on; its answer then comes after
// the delay, if there is one. Else the fault's latency is added to the delay.
bool stoppedByFault(World& world, const FaultEffect& fault, std::uint32_t request, std::int64_t& delay);

}  // namespace virga::simulator
