#pragma once

#include <cstdint>
#include <deque>
#include <vector>

#include "simulator/kernel/deadline_fifo.h"
#include "simulator/kernel/event_queue.h"
#include "simulator/kernel/random.h"
#include "simulator/platform/compiled_system.h"
#include "simulator/platform/cpu_sharing.h"
#include "simulator/platform/instance_pool.h"
#include "simulator/platform/recorders.h"
#include "simulator/platform/records.h"
#include "simulator/platform/row.h"

namespace virga::simulator {

// What the events of the queue mean, and what their target and aux are.
enum class EventKind : EventType {
  arrival,           // flow
  userReady,         // flow, user of a closed population
  requestFailed,     // request, ticket: refused by a fault at its API
  requestDone,       // request, ticket: accepted by a queue
  requestsDue,       // api: the front of its integration timeouts
  invocationBegins,  // invocation, ticket: at the function's door
  executionStarts,   // invocation, ticket: its instance is ready
  executionsDue,     // function: the front of its timeouts
  computed,          // shared processor, ticket: its next computation is done
  stepOk,            // strand, ticket
  stepError,
  stepThrottled,
  stepTimeout,
  callAgain,     // strand, ticket
  leaves,        // function, instance: keep-alive check
  asyncAgain,    // async event, ticket
  windowEnds,    // consumer, ticket
  pollerGrows,   // consumer
  pollerRested,  // consumer: after a throttled batch
  batchesDue,    // queue: the front of its visibility timeouts
};

struct FunctionStreams {
  RandomStream work, latency, errors, coldStart, keepAlive, branch, reuse;
};

// A circuit breaker lives in the memory of one instance, as the exported handlers keep it: instances don't share it.
struct BreakerState {
  std::vector<std::int64_t> failures;  // ring of the last ones
  std::uint32_t next = 0, seen = 0;
  std::int64_t openUntil = -1;  // -1: closed
  std::int64_t probeSince = -1;
  std::int64_t since = -1;  // when its instance was created
};

struct FunctionState {
  InstancePool pool;
  TokenBucket scaleOut, requestRate;
  DeadlineFifo timeouts;
  bool timeoutPending = false;
  FunctionStreams streams;
  std::int64_t busy = 0;
  FunctionRecorder record;
  std::vector<BreakerState> breakers;  // of each instance, one an edge that has one
};

struct ConsumerState {
  std::uint32_t inFlight = 0;
  std::uint32_t pollers = 1;
  std::uint32_t windowTicket = 0;
  bool windowOpen = false;  // a window runs
  bool windowDue = false;   // it has ended: a part-filled batch may go
  bool growing = false;
  bool polling = false;
};

struct QueueState {
  Row visible;
  std::deque<PackedMessages> packed;  // behind the visible ones, once those are many
  std::int64_t depth = 0;
  std::int64_t resident = 0;
  DeadlineFifo inFlight;
  bool deadlinePending = false;
  std::uint32_t nextConsumer = 0;
  RandomStream latency;
  QueueRecorder record;
};

struct ServiceState {
  TokenBucket throttle, readUnits, writeUnits;
  RandomStream latency, errors;
  ServiceRecorder record;
};

struct ApiState {
  TokenBucket throttle;
  DeadlineFifo timeouts;
  bool timeoutPending = false;
  RandomStream latency;
  RequestRecorder record;
};

struct FlowState {
  std::uint64_t key = 0;   // names its requests
  std::uint64_t made = 0;  // requests so far
  RandomStream think;
  RequestRecorder record;
};

struct AuthState {
  RandomStream latency;
  std::uint64_t verifications = 0;
};

// Everything of one replication that changes while it runs. The functions that move it stand in platform/ and services/,
// by the part that they move.
struct World {
  explicit World(const CompiledSystem& compiled) : system(compiled) {}

  const CompiledSystem& system;
  std::int64_t now = 0;
  EventQueue events;
  std::vector<FunctionState> functions;
  std::vector<ConsumerState> consumers;
  std::vector<QueueState> queues;
  std::vector<ServiceState> services;
  std::vector<ApiState> apis;
  std::vector<AuthState> auths;
  std::vector<FlowState> flows;
  SlotPool<Request> requests;
  SlotPool<Invocation> invocations;
  SlotPool<Strand> strands;
  SlotPool<Message> messages;
  SlotPool<Batch> batches;
  SlotPool<AsyncEvent> asyncEvents;
  SlotPool<SharedCpu> cpus;
  TokenBucket accountRequestRate;
  std::int64_t accountBusy = 0;  // what is neither on reserved nor on provisioned concurrency

  void schedule(std::int64_t time, EventKind kind, std::uint32_t target, std::uint32_t aux = 0) {
    events.push(time, static_cast<EventType>(kind), target, aux);
  }
};

// A draw of the law, or its value without a draw where it has no spread.
inline std::int64_t draw(const Sampler& law, const RandomStream& stream, std::uint64_t n, std::uint32_t k = 0) {
  return law.isConstant() ? law.nanoseconds(0.5) : law.nanoseconds(stream.uniform(n, k));
}

// Mixes an id with the number of what it leads to, into an id of its own (SplitMix64's finaliser).
inline std::uint64_t childId(std::uint64_t parent, std::uint64_t number) {
  std::uint64_t z = parent + 0x9E3779B97F4A7C15ull * (number + 1);
  z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9ull;
  z = (z ^ (z >> 27)) * 0x94D049BB133111EBull;
  return z ^ (z >> 31);
}

// The fault in force at `now`, if any.
inline const FaultWindow* activeFault(const std::vector<FaultWindow>& faults, std::int64_t now) {
  for (const auto& fault : faults)
    if (now >= fault.from && now < fault.to) return &fault;
  return nullptr;
}

// platform/function.cpp
// Sends an invocation to the function's door, `delay` from now; it counts its latency from now + `before`.
void invoke(World& world, std::uint32_t function, std::uint64_t id, Caller caller, std::int64_t delay, std::int64_t before,
            std::uint16_t attempt, std::uint16_t hops);
void invocationBegins(World& world, std::uint32_t invocation);
void executionStarts(World& world, std::uint32_t invocation);
void executionsDue(World& world, std::uint32_t function);
void finishInvocation(World& world, std::uint32_t invocation, Outcome outcome);
void keepAliveCheck(World& world, std::uint32_t function, std::uint32_t instance);
void expireIdle(World& world, FunctionState& state);

// platform/steps.cpp
void startSteps(World& world, std::uint32_t invocation);
void answerStep(World& world, std::uint32_t strand, Outcome outcome);
void callAgain(World& world, std::uint32_t strand);
void computed(World& world, std::uint32_t cpu);
void endStrands(World& world, std::uint32_t invocation);

// services/store.cpp
struct ServiceAnswer {
  std::int64_t latency;
  Outcome outcome;
};
ServiceAnswer callService(World& world, std::uint32_t service, model::Operation operation, std::int64_t bytes,
                          std::uint64_t id, std::uint32_t draw);

// services/queue.cpp
// Puts a message into the queue; the sender's wait.
std::int64_t send(World& world, std::uint32_t queue, std::uint64_t id, std::int64_t bytes, std::uint16_t hops);
void batchAnswered(World& world, std::uint32_t batch, Outcome outcome);
void windowEnds(World& world, std::uint32_t consumer);
void pollerGrows(World& world, std::uint32_t consumer);
void pollerRested(World& world, std::uint32_t consumer);
void batchesDue(World& world, std::uint32_t queue);

// services/gateway.cpp
void requestApi(World& world, std::uint32_t request, std::uint32_t route, std::uint64_t id, std::int64_t bytes,
                std::uint16_t hops);
void requestsDue(World& world, std::uint32_t api);
void answerRequest(World& world, std::uint32_t request, Outcome outcome);

// services/client.cpp
void arrive(World& world, std::uint32_t flow, std::uint32_t user);

// platform/asynchronous.cpp
void invokeAsync(World& world, std::uint32_t function, std::uint64_t id, std::uint16_t hops);
void asyncAgain(World& world, std::uint32_t event);
void asyncAnswered(World& world, std::uint32_t event, Outcome outcome);

// Gives the answer to whoever waits for it.
void answer(World& world, const Caller& caller, Outcome outcome);

}  // namespace virga::simulator
