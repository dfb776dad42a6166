#pragma once

#include <cstdint>
#include <vector>

#include "model/architecture/provider_settings.h"
#include "simulator/kernel/deadline_fifo.h"
#include "simulator/measure/latency_histogram.h"
#include "simulator/measure/time_weighted.h"
#include "simulator/platform/concurrency_window.h"
#include "simulator/platform/desired_instances.h"
#include "simulator/platform/level.h"

namespace virga::simulator {

struct World;

// How the platform decides on the number of a function's instances. All but per-request keep a line of invocations before
// the function, which any instance with a free slot serves, first come, first served.
struct CompiledScaling {
  model::Scaling kind = model::Scaling::perRequest;
  std::uint32_t maxInstances = 0xFFFFFFFFu;
  std::int64_t maxWait = -1;         // ns in the line; -1: without end
  std::int64_t interval = 0;         // ns between two decisions
  std::uint32_t step = 0xFFFFFFFFu;  // most instances added at one decision
  double perInstance = 1;            // invocations at once aimed at in one instance
  double backlogPerInstance = 1;     // messages of a queue aimed at for one instance
  double vcpusPerInstance = 0;       // vCPUs in use aimed at in one instance; 0: CPU isn't looked at
  std::int64_t window = 0;           // ns over which the load is averaged
  std::int64_t panicWindow = 0;      // ns; of a Knative-like autoscaler
  KnativeRule knative;
  bool dynamicConcurrency = false;   // messages at once in an instance follow its CPU, from one up to its slots
  std::uint32_t prewarmed = 0;       // instances that stand ready beside those in use
  std::vector<std::uint32_t> pulls;  // queue consumers: they take messages only while an instance has a free slot
};

struct ScalingRecorder {
  explicit ScalingRecorder(Grid grid) : waiting(grid) {}

  std::uint64_t prewarmed = 0;  // instances that started before anybody waited for them
  LatencyHistogram wait;        // of those that an instance has taken
  Level waiting;

  void reset(std::int64_t now) {
    prewarmed = 0;
    wait.clear();
    waiting.reset(now);
  }
};

struct ScalingState {
  explicit ScalingState(Grid grid) : record(grid) {}

  DeadlineFifo line;    // of invocations, with the end of their longest wait
  TimeWeighted demand;  // invocations that run or wait
  TimeWeighted cpu;     // computations under way
  ConcurrencyWindow demandWindow, cpuWindow;
  KnativePanic panic;
  std::vector<std::uint32_t> spare;  // ready instances that stand by
  std::uint32_t starting = 0;        // instances that will serve the line
  std::uint32_t spareStarting = 0;
  std::uint64_t started = 0;      // counts instances, to address their draws
  std::uint32_t perInstance = 1;  // batches at once in one instance, where they follow the CPU
  std::uint64_t pulled = 0;       // batches under way that the instances have taken themselves
  std::int64_t nextDecision = 0;  // not before
  bool lookPending = false, waitPending = false, serving = false, adjusting = false;
  ScalingRecorder record;
};

// A ready instance that stands by from the start.
void standBy(struct FunctionState& state);
// The invocation takes a free slot or joins the line.
void requestInstance(World& world, std::uint32_t invocation);
void instanceReady(World& world, std::uint32_t function, std::uint32_t instance);
// Looks at the load and adds or removes instances.
void scalerLooks(World& world, std::uint32_t function);
// Refuses those at the front that have waited too long.
void waitsDue(World& world, std::uint32_t function);
// Gives free slots to those in the line, and then to the queues that wait for one.
void serveLine(World& world, std::uint32_t function);
// A queue holds messages, or the line invocations, that no slot is free for.
void backlogWaits(World& world, std::uint32_t function);
// An instance has taken a batch itself.
void pulls(World& world, std::uint32_t function);
// Looks at the CPU that the messages at once in an instance follow.
void concurrencyLooks(World& world, std::uint32_t function);
// Whether a ready instance has room for one more batch.
bool pullsMore(const World& world, std::uint32_t function);
// Tells the scaling that the number of running or waiting invocations has changed.
void demandChanged(World& world, std::uint32_t function);

}  // namespace virga::simulator
