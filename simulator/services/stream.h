#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "simulator/kernel/random.h"
#include "simulator/kernel/sampler.h"
#include "simulator/measure/series.h"
#include "simulator/platform/fault.h"
#include "simulator/platform/level.h"
#include "simulator/platform/records.h"
#include "simulator/platform/token_bucket.h"
#include "simulator/services/handed_over.h"

namespace virga::simulator {

struct World;

struct StreamLimit {
  TokenBucket records, bytes;
};

// A log of records in shards: a component of its own, or the changes of a table.
struct CompiledStream {
  std::string name;
  std::uint32_t shards = 1;
  std::uint32_t keys = 0;  // 0: each record its own
  std::int64_t retention = 0;
  Sampler putLatency;
  bool onDemand = false;
  StreamLimit limit;                                // of each shard; on demand: of the stream, to begin with
  double recordsPerSecond = 0, bytesPerSecond = 0;  // on demand: the same as rates
  std::int64_t growthInterval = 1;                  // ns; on demand
  std::int64_t putUnit = 1, onDemandUnit = 1;       // bytes, metered
  std::vector<std::uint32_t> consumers;
  std::vector<FaultWindow> faults;
};

// Takes every record of a stream. Each shard is read in `lanes` lanes; those of shard s begin at firstLane + s · lanes.
struct CompiledStreamConsumer {
  std::uint32_t stream, function;
  std::uint32_t ordinal = 0;  // among the stream's consumers
  std::uint32_t batch = 1;
  std::int64_t window = 0;
  std::uint32_t lanes = 1, firstLane = 0;
  std::uint32_t maxRetries = kNone;  // kNone: no limit
  std::int64_t maxAge = 0;
  bool bisect = false;
  std::uint32_t onFailure = kNone;  // queue index or kNone
  std::int64_t pollInterval = 0;    // 0: looked at as soon as a record is there
  Sampler readLatency;
  std::int64_t retryWait = 0, throttleMin = 0, throttleMax = 0;
};

struct StreamRecorder {
  explicit StreamRecorder(Grid grid)
      : age(grid), backlog(grid), putSeries(grid), givenUpSeries(grid), throttleSeries(grid), errorSeries(grid) {}

  std::uint64_t put = 0, throttles = 0, errors = 0;         // throttled and failed puts aren't put
  std::uint64_t dropped = 0;                                // ends of loops
  std::uint64_t putUnits = 0, ingested = 0, retrieved = 0;  // metered; the latter two in units of on-demand streams
  QuantileSeries age;                                       // of a batch's last record when it is handed to the function
  Level backlog;                                            // records not yet done with, of all consumers
  CountSeries putSeries, givenUpSeries, throttleSeries, errorSeries;

  void refuse(std::int64_t now, Outcome outcome) {
    ++(outcome == Outcome::throttled ? throttles : errors);
    (outcome == Outcome::throttled ? throttleSeries : errorSeries).add(now);
  }
  void reset(std::int64_t now);
};

struct StreamState {
  std::vector<StreamLimit> limits;          // of each shard, or one of the stream; none: nothing is refused
  double recordsPerSecond, bytesPerSecond;  // on demand: what it takes now
  std::uint64_t offered, offeredBytes;      // in the present interval
  std::int64_t growsAt;
  RandomStream latency, faults, keys;
  StreamRecorder record;
};

struct StreamConsumerState {
  std::uint64_t processed = 0, givenUp = 0, expired = 0, retries = 0;  // records, and batches tried again
  std::int64_t resident = 0, residentAtReset = 0;
  std::size_t apart = 0;  // waiting records with an identity of their own

  void reset() {
    processed = givenUp = expired = retries = 0;
    residentAtReset = resident;
  }
};

// Records of some keys of one shard, in order, and the batch that is at work on the first of them.
struct LaneState {
  std::uint32_t consumer = 0;
  std::uint32_t first = kNone, last = kNone;              // waiting messages
  std::uint32_t packedFirst = kNone, packedLast = kNone;  // behind them
  std::uint32_t waiting = 0;
  std::uint32_t batch = kNone;  // handed to the function, or to be tried again
  std::uint32_t parts = kNone;  // the rest of a batch that was cut in two
  std::uint32_t turn = 0;       // of the pending look
  std::int64_t lookAt = -1;     // time of the pending look; -1: none
  std::int64_t lookedAt = 0;
  std::int64_t windowEnd = -1;  // -1: no window runs
  bool running = false;         // at work further up the stack, where a change will be seen
};

void startLanes(World& world);

// Puts a record into the stream.
HandedOver putRecord(World& world, std::uint32_t stream, std::uint64_t id, std::int64_t bytes, std::uint16_t hops);
// The same of a record that no limit or fault keeps out.
void appendRecord(World& world, std::uint32_t stream, std::uint64_t id, std::int64_t bytes, std::uint16_t hops);
void laneDue(World& world, std::uint32_t lane);
void recordsAnswered(World& world, std::uint32_t batch, Outcome outcome);
void recordsAgain(World& world, std::uint32_t batch);

}  // namespace virga::simulator
