#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "model/architecture/step.h"
#include "simulator/kernel/deadline_fifo.h"
#include "simulator/kernel/random.h"
#include "simulator/kernel/sampler.h"
#include "simulator/measure/latency_histogram.h"
#include "simulator/platform/fault.h"
#include "simulator/platform/level.h"
#include "simulator/platform/records.h"

namespace virga::simulator {

struct World;

// A relational database. Each query needs a connection: one of its caller's own, or one that a proxy lends.
struct CompiledDatabase {
  std::string name;
  std::uint32_t component;
  std::int64_t limit = 0;              // connections
  bool perInvocation = false;          // whose connections they are: an invocation's, else its instance's
  std::int64_t poolSize = 0;           // connections of the proxy, open all the time; 0: there is none
  std::int64_t poolWait = 0;           // ns that a query waits for one of them
  std::vector<std::uint32_t> holders;  // functions whose instances hold connections
  Sampler connect, read, write;
  std::vector<FaultWindow> faults;
};

// The connections of one instance or invocation to one database. Outlives its holder while queries run on them.
struct Session {
  std::uint32_t database = kNone;
  std::uint32_t next = kNone;  // of the same holder
  std::uint32_t open = 0;
  std::uint32_t busy = 0;  // with a query
  std::uint32_t ticket = 0;
  bool held = false;  // its holder is still there
};

// Runs to its end, whether or not its caller still waits.
struct Query {
  std::int64_t calledAt = 0;
  std::uint64_t id = 0;
  std::uint32_t number = 0;  // of its draws
  std::uint32_t database = kNone;
  std::uint32_t session = kNone;  // kNone: on the proxy
  std::uint32_t ticket = 0;
  Caller caller;
  std::int64_t extra = 0;  // ns added by a fault
  Outcome outcome = Outcome::ok;
  bool reads = true;
};

struct DatabaseRecorder {
  explicit DatabaseRecorder(Grid grid)
      : latency(grid), connections(grid), running(grid), requestSeries(grid), errorSeries(grid) {}

  std::uint64_t reads = 0, writes = 0, succeeded = 0, errors = 0;
  std::uint64_t refused = 0;  // no connection to be had
  std::uint64_t throttles = 0, retries = 0;
  QuantileSeries latency;  // of answers other than a refusal or throttle
  LatencyHistogram wait;   // for a connection of the proxy, where it was got
  Level connections;
  Level running;  // queries at work
  CountSeries requestSeries, errorSeries;
  std::int64_t inFlight = 0, inFlightAtReset = 0;

  void called(std::int64_t now, bool read) {
    ++(read ? reads : writes);
    requestSeries.add(now);
  }
  void refuse(std::int64_t now) {
    ++refused;
    errorSeries.add(now);
  }
  void fail(std::int64_t now) {
    ++errors;
    errorSeries.add(now);
  }
  void answered(std::int64_t now, std::int64_t waited, Outcome outcome);
  void reset(std::int64_t now);
};

struct DatabaseState {
  std::int64_t lent = 0;  // of the proxy's connections
  DeadlineFifo waiting;   // queries, for the proxy
  bool waitPending = false;
  RandomStream latency, faults;
  DatabaseRecorder record;
};

// Starts a query for a strand, which is answered later. The draws are those of (id, number).
void query(World& world, std::uint32_t database, model::Operation operation, std::uint32_t strand, std::uint64_t id,
           std::uint32_t number);
void queryRuns(World& world, std::uint32_t query);
void queryEnds(World& world, std::uint32_t query);
void queriesDue(World& world, std::uint32_t database);

// Closes what the holder of these sessions, which left at `at` <= now, has open; where a query runs, when that ends.
void closeSessions(World& world, std::uint32_t first, std::int64_t at);

}  // namespace virga::simulator
