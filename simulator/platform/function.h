#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "model/architecture/provider_settings.h"
#include "model/architecture/step.h"
#include "simulator/kernel/deadline_fifo.h"
#include "simulator/kernel/random.h"
#include "simulator/kernel/sampler.h"
#include "simulator/platform/cold_start.h"
#include "simulator/platform/edge_memory.h"
#include "simulator/platform/fault.h"
#include "simulator/platform/instance_pool.h"
#include "simulator/platform/prewarming.h"
#include "simulator/platform/program.h"
#include "simulator/platform/recorders.h"
#include "simulator/platform/records.h"
#include "simulator/platform/scaling.h"
#include "simulator/platform/target.h"
#include "simulator/platform/token_bucket.h"

namespace virga::simulator {

struct World;

struct BreakerRule {
  std::uint32_t failures;
  std::int64_t within, open;  // ns
  std::uint32_t probes;
};

// A call or send from a function, with all that its step says.
struct RetryRule {
  std::uint32_t attempts;
  std::int64_t backoff;  // ns
  model::BackoffGrowth growth;
  std::int64_t cap;  // ns; -1: none
  model::Jitter jitter;
  double budget;  // retries over first attempts; -1: no bound
};

struct CompiledEdge {
  TargetKind kind;
  std::uint32_t target;  // index among its kind
  model::Operation operation = model::Operation::read;
  std::int64_t size = 0;      // bytes
  std::int64_t timeout = -1;  // ns; -1: none
  std::optional<RetryRule> retry;
  std::optional<BreakerRule> breaker;
  std::uint32_t memory = kNone;  // among those of the function's instances; kNone: it needs none
  std::uint32_t copy = kNone;    // memory that holds the instance's copy of the secret; kNone: it keeps none
  std::uint32_t caught = kNone;  // operation to go on with when the call has failed
  std::uint32_t ordinal = 0;
};

// What runs the steps: code on demand, a state machine of the platform's, or servers that always run.
enum class Role : std::uint8_t { function, workflow, container };

// What of its time is billed: each execution; an instance while it executes, whatever the number of executions; an
// instance from start to end.
enum class Billing : std::uint8_t { executions, activeInstances, instances };

struct CompiledFunction {
  std::string name;
  std::int64_t fixedKeepAlive = -1;  // -1: drawn from keepAlive
  std::optional<Sampler> keepAlive;
  // What every invocation looks at stands together, from here to the start.
  Role role = Role::function;
  bool answersClients = true;  // false: a client is told only that it has been started
  bool sharesCpu = false;      // computations of one instance can overlap
  model::Reuse reuse = model::Reuse::mostRecent;
  std::uint32_t instanceConcurrency = 1;
  std::vector<Op> program;
  std::vector<Sampler> samplers;  // work on one full vCPU
  double stretch = 1;             // ns per ns of work when alone
  std::int64_t timeout = 0;
  std::int64_t billingGranularity = 1, billingMinimum = 0;
  double errors = 0;
  std::int64_t memoryUsed = 0, memoryPerInvocation = 0;  // bytes in use in an instance and in each execution
  std::int64_t reserved = -1;                            // -1: none
  std::vector<FaultWindow> faults;
  Sampler invokeLatency;
  CompiledStart start;
  std::uint32_t component;
  std::uint32_t container = kNone;  // index among the container services
  std::vector<CompiledEdge> edges;
  std::uint32_t memories = 0;  // edges and secrets that an instance remembers something of
  std::vector<ForkTable> forks;
  std::vector<ChoiceTable> choices;
  double vcpus = 1;
  std::int64_t memory = 0;  // bytes
  Billing billing = Billing::executions;
  std::int64_t billedMemory = 0;          // bytes
  std::optional<double> billedGigahertz;  // none: the memory alone is billed, or vCPUs
  std::uint32_t provisioned = 0;
  std::int64_t idleRange = 0;  // of the histogram policy; 0: the keep-alive above
  Sampler transitionLatency;   // of a workflow
  TokenBucket scaleOut;        // new instances
  CompiledScaling scaling;
  TokenBucket requestRate;  // synchronous requests, of a function with reserved concurrency
  std::uint32_t asyncRetries = 0;
  std::int64_t asyncRetryWait = 0, asyncMaxAge = 0, asyncBackoffMin = 0, asyncBackoffMax = 0;

  bool limitsMemory() const { return memoryUsed > 0 || memoryPerInvocation > 0; }
};

struct FunctionStreams {
  RandomStream work, latency, errors, coldStart, keepAlive, branch, reuse, faults, backoff;
};

struct FunctionState {
  // What every invocation touches stands together, from here into the record.
  InstancePool pool;
  DeadlineFifo timeouts;
  bool timeoutPending = false;
  std::int64_t busy = 0;
  std::unique_ptr<ScalingState> scaling;   // none: per request
  std::unique_ptr<Prewarming> prewarming;  // none: no histogram of idle times
  std::int64_t accountMemory = 0;          // bytes that an instance takes of the account's
  FunctionStreams streams;
  FunctionRecorder record;
  TokenBucket scaleOut, requestRate;
  std::vector<EdgeMemory> memories;  // of each instance, one an edge or secret that has one
};

// Sends an invocation to the function's door, `delay` from now; it counts its latency from now + `before`.
void invoke(World& world, std::uint32_t function, std::uint64_t id, Caller caller, std::int64_t delay, std::int64_t before,
            std::uint16_t attempt, std::uint16_t hops);
void invocationBegins(World& world, std::uint32_t invocation);
void invocationLost(World& world, std::uint32_t invocation);
void executionsDue(World& world, std::uint32_t function);
void finishInvocation(World& world, std::uint32_t invocation, Outcome outcome);
// An instance with a free slot by the reuse rule, its slot taken; kNone if there is none.
std::uint32_t takeWarm(World& world, const CompiledFunction& function, FunctionState& state, const Invocation& invocation);
// The invocation begins in the instance, whose slot it has, once that is ready.
void occupy(World& world, std::uint32_t invocation, std::uint32_t instance);
// The instance is idle: decides how long it is kept. `n` addresses the draw.
void goneIdle(World& world, std::uint32_t function, std::uint32_t instance, std::uint64_t n);
// The idle instance leaves at `until` unless it is used before.
void keepUntil(World& world, std::uint32_t function, std::uint32_t instance, std::int64_t until);
// The instance leaves at `at`, which isn't after now.
void leave(World& world, FunctionState& state, std::uint32_t instance, std::int64_t at);
// Takes one instance's share of the account's memory; false if there isn't as much.
bool takeAccountMemory(World& world, const FunctionState& state);
void giveBackAccountMemory(World& world, const FunctionState& state);
// Ends the invocation when the function's timeout has passed.
void startTimeout(World& world, std::uint32_t invocation);
// Answers that there are too many.
void refuse(World& world, std::uint32_t invocation);
// Answers with an error for an invocation that no instance has taken.
void fail(World& world, std::uint32_t invocation);
void keepAliveCheck(World& world, std::uint32_t function, std::uint32_t instance);
void expireIdle(World& world, FunctionState& state);

// Gives the answer to whoever waits for it.
void answer(World& world, const Caller& caller, Outcome outcome);

}  // namespace virga::simulator
