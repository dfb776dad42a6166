#pragma once

#include <cstdint>
#include <deque>
#include <string>
#include <vector>

#include "simulator/kernel/deadline_fifo.h"
#include "simulator/kernel/random.h"
#include "simulator/kernel/sampler.h"
#include "simulator/platform/fault.h"
#include "simulator/platform/recorders.h"
#include "simulator/platform/records.h"
#include "simulator/platform/row.h"
#include "simulator/services/handed_over.h"

namespace virga::simulator {

struct World;

struct CompiledConsumer {
  std::uint32_t queue, function;
  std::uint32_t batch = 1;
  std::int64_t window = 0;
  std::uint32_t startPollers = 1, maxPollers = 1;
  std::int64_t growthInterval = 0;  // ns per further poller while all are busy; 0: all at once
  bool partialFailures = false;     // the function names the messages that have failed; only those come again
  bool slowStart = false;           // one poller more for each batch that ends well, half of them after one that doesn't
  bool pulls = false;               // the function's instances take messages themselves, while they have a free slot
};

struct CompiledQueue {
  std::string name;
  std::uint32_t component;
  std::int64_t visibility, retention;
  std::uint32_t maxReceives;
  std::uint32_t deadLetter;  // queue index or kNone
  Sampler sendLatency, receiveLatency;
  // How long after a failed receive the message comes again, doubled with each; -1: when the visibility timeout has passed.
  std::int64_t backoffMin = -1, backoffMax = 0;
  std::uint32_t poisonReceives = 0;  // the message leaves after so many without a dead-letter queue; 0: never
  std::vector<std::uint32_t> consumers;
  double idleReceivesPerSecond = 0;
  std::int64_t meteredSize = 1;  // bytes of payload that count as one request
  std::vector<FaultWindow> faults;
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
  RandomStream latency, faults;
  QueueRecorder record;
};

// Puts a message into the queue.
HandedOver send(World& world, std::uint32_t queue, std::uint64_t id, std::int64_t bytes, std::uint16_t hops);
void batchAnswered(World& world, std::uint32_t batch, Outcome outcome);
void windowEnds(World& world, std::uint32_t consumer);
void pollerGrows(World& world, std::uint32_t consumer);
void pollerRested(World& world, std::uint32_t consumer);
void batchesDue(World& world, std::uint32_t queue);
// The messages of a batch that has failed come again.
void batchComesAgain(World& world, std::uint32_t batch);
// Hands over batches while there are messages for one and a poller is free.
void pollQueue(World& world, std::uint32_t consumer);

}  // namespace virga::simulator
