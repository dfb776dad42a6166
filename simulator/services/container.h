#pragma once

#include <cstdint>

#include "simulator/kernel/sampler.h"
#include "simulator/measure/latency_histogram.h"
#include "simulator/measure/time_weighted.h"
#include "simulator/platform/level.h"
#include "simulator/platform/records.h"
#include "simulator/platform/row.h"

namespace virga::simulator {

struct World;

// Target tracking: at each look, so many servers are wanted that the mean load since the last look fills their slots to
// the target. (Kubernetes documentation, "Horizontal Pod Autoscaling": desired = ceil(servers · load / target); without
// its tolerance.)
struct ScalingRule {
  std::uint32_t maxServers = 0;
  double target = 1;
  std::int64_t every = 0, cooldown = 0;  // ns; every 0: no look, the number of servers stays
  Sampler start;
};

// What a container service has beyond a function: servers and a line before them. Its requests are invocations of the
// function at `function`.
struct CompiledContainer {
  std::uint32_t function;
  std::uint32_t servers;
  std::int64_t queueLimit = -1;  // -1: none
  ScalingRule scaling;
};

struct ContainerRecorder {
  explicit ContainerRecorder(Grid grid) : queue(grid) {}

  std::uint64_t arrived = 0, turnedAway = 0;
  LatencyHistogram wait;
  Level queue;
  std::int64_t waitingAtReset = 0;

  void reset(std::int64_t now) {
    arrived = turnedAway = 0;
    wait.clear();
    waitingAtReset = queue.level();
    queue.reset(now);
  }
};

struct ContainerState {
  Row line;
  bool serving = false;       // the line is being served further up the stack
  TimeWeighted load;          // requests in servers and in the line, since the last look
  std::uint32_t wanted = 0;   // servers that take requests or will
  std::uint32_t started = 0;  // by the scaling so far
  std::int64_t lowSince = -1;
  ContainerRecorder record;
};

// A request is at the service's door: a server takes it, or it waits, or it is refused.
void requestServer(World& world, std::uint32_t invocation);
// The request is done, or its timeout has come.
void requestEnds(World& world, std::uint32_t invocation, Outcome outcome);
void serverReady(World& world, std::uint32_t function, std::uint32_t server);
void lookAtLoad(World& world, std::uint32_t container);

}  // namespace virga::simulator
