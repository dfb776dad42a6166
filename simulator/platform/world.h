#pragma once

#include <cstdint>
#include <vector>

#include "simulator/kernel/event_queue.h"
#include "simulator/measure/request_sample.h"
#include "simulator/platform/asynchronous.h"
#include "simulator/platform/compiled_system.h"
#include "simulator/platform/cpu_sharing.h"
#include "simulator/platform/invocation_log.h"
#include "simulator/platform/records.h"
#include "simulator/platform/steps.h"
#include "simulator/platform/tracer.h"

namespace virga::simulator {

// So many operations or events at one instant mean that a loop without any delay runs, and that time won't move again.
inline constexpr std::uint64_t kMostStepsAtOnce = 20'000'000;

// So many requests, invocations and messages on their way at once are a runaway, and half a gibibyte.
inline constexpr std::uint64_t kMostInFlight = 4'000'000;

// What the events of the queue mean, and what their target and aux are.
enum class EventKind : EventType {
  arrival,           // flow
  userReady,         // flow, user of a closed population
  requestFailed,     // request, ticket: refused by a fault at its API
  requestThrottled,  // request, ticket: likewise
  requestDone,       // request, ticket: accepted by a queue
  requestForwarded,  // request, ticket: its API hands it on
  requestsDue,       // api: the front of its integration timeouts
  messagesDue,       // websocket-api: likewise
  connectTimesOut,   // connection, ticket: the function at $connect hasn't answered
  connectionOpens,   // connection, ticket
  connectionActs,    // connection, ticket: its next message is due, or its end
  invocationBegins,  // invocation, ticket: at the function's door
  invocationLost,    // invocation, ticket: nobody has answered it
  executionStarts,   // invocation, ticket: its instance is ready
  stepsBegin,        // invocation, ticket: what its instance's first execution does beside them is done
  executionsDue,     // function: the front of its timeouts
  computed,          // shared processor, ticket: its next computation is done
  stepOk,            // strand, ticket
  stepError,
  stepThrottled,
  stepTimeout,
  callAgain,         // strand, ticket
  leaves,            // function, instance: keep-alive check
  asyncAgain,        // async event, ticket
  windowEnds,        // consumer, ticket
  pollerGrows,       // consumer
  pollerRested,      // consumer: after a throttled batch
  batchComesAgain,   // batch, ticket
  batchesDue,        // queue: the front of its visibility timeouts
  delivers,          // delivery, ticket: reaches its receiver
  deliveryEnds,      // delivery, ticket: with the outcome that it holds
  laneDue,           // lane, turn: is polled, or its window ends
  recordsAgain,      // batch, ticket: of a stream
  fires,             // schedule
  scheduleDelivers,  // schedule target, number of the firing
  queryRuns,         // query: its connection is open
  queryEnds,         // query
  queriesDue,        // database: the front of those that wait for its proxy
  serverReady,       // function, server
  lookAtLoad,        // container service
  instanceReady,     // function, instance
  scalerLooks,       // function
  concurrencyLooks,  // function
  waitsDue,          // function: the front of the line before it
  prewarms,          // function, number of its idle period
};

// Everything of one replication that changes while it runs. The functions that move it stand in platform/ and services/,
// by the part that they move.
struct World {
  explicit World(const CompiledSystem& compiled) : system(compiled) {}

  const CompiledSystem& system;
  std::int64_t now = 0;
  EventQueue events;
  std::vector<FunctionState> functions;
  std::vector<ContainerState> containers;
  std::vector<ConsumerState> consumers;
  std::vector<QueueState> queues;
  std::vector<ServiceState> services;
  std::vector<TopicState> topics;
  std::vector<StreamState> streams;
  std::vector<StreamConsumerState> streamConsumers;
  std::vector<LaneState> lanes;
  std::vector<DatabaseState> databases;
  std::vector<ApiState> apis;
  std::vector<SocketState> sockets;
  std::vector<AuthState> auths;
  std::vector<ScheduleState> schedules;
  std::vector<FlowState> flows;
  SlotPool<Request> requests;
  SlotPool<Connection> connections;
  SlotPool<Invocation> invocations;
  SlotPool<Strand> strands;
  SlotPool<Message> messages;
  SlotPool<PackedRecords> packedRecords;
  SlotPool<Batch> batches;
  SlotPool<AsyncEvent> asyncEvents;
  SlotPool<Delivery> deliveries;
  SlotPool<SharedCpu> cpus;
  SlotPool<Session> sessions;
  SlotPool<Query> queries;
  TokenBucket accountRequestRate;
  std::uint64_t stepsAtOnce = 0;        // operations since time last moved
  std::uint32_t stuckFunction = kNone;  // whose steps were more than kMostStepsAtOnce
  std::int64_t accountMemory = 0;       // bytes, where the account's memory is limited
  std::int64_t accountBusy = 0;         // what is neither on reserved nor on provisioned concurrency
  RequestObserver* observer = nullptr;  // none: nobody wants to know of single requests
  Tracer* tracer = nullptr;             // none: no request is followed
  InvocationLog* log = nullptr;         // none: executions aren't logged

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

}  // namespace virga::simulator
