#pragma once

#include <cstdint>
#include <vector>

#include "simulator/measure/batched_series.h"
#include "simulator/measure/latency_histogram.h"
#include "simulator/platform/level.h"
#include "simulator/platform/records.h"

// What is counted at each kind of component. Totals start again when the warm-up ends; series cover the whole run.
namespace virga::simulator {

struct FunctionRecorder {
  explicit FunctionRecorder(Grid grid)
      : busy(grid),
        requestSeries(grid),
        latency(grid),
        instances(grid),
        starting(grid),
        coldSeries(grid),
        throttleSeries(grid),
        errorSeries(grid) {}

  // What every invocation touches stands together.
  std::uint64_t invocations = 0, completed = 0, succeeded = 0;
  std::uint64_t billedUnits = 0;  // of the billing granularity
  std::uint64_t provisionedInvocations = 0;
  Level busy;
  CountSeries requestSeries;
  LatencyHistogram duration;
  LatencyHistogram* periodDuration = nullptr;  // where each period's are looked at: those of the present one
  QuantileSeries latency;
  std::uint64_t coldStarts = 0, throttles = 0, errors = 0, timeouts = 0, retries = 0, dropped = 0;
  std::uint64_t outOfMemory = 0;             // executions that failed when their instance ran out of memory
  std::uint64_t initTimeouts = 0;            // starts whose initialisation took too long
  std::int64_t memoryUsed = 0;               // most bytes in one instance
  std::uint64_t transitions = 0;             // of a workflow
  std::uint64_t billedProvisionedUnits = 0;  // of the billing granularity
  std::uint64_t activeUnits = 0,
                activeProvisionedUnits = 0;  // the same of instances with executions, where those are billed
  LatencyHistogram init;
  Level instances;
  LevelSeries starting;   // instances in their cold start
  TimeWeighted occupied;  // instances with an invocation; kept where one can have several, else the same as busy
  CountSeries coldSeries, throttleSeries, errorSeries;
  std::int64_t inFlightAtReset = 0;

  void invoked(std::int64_t now, bool provisioned) {
    ++invocations;
    if (provisioned) ++provisionedInvocations;
    requestSeries.add(now);
  }
  void active(std::int64_t units, bool provisioned) {
    (provisioned ? activeProvisionedUnits : activeUnits) += static_cast<std::uint64_t>(units);
  }
  void coldStart(std::int64_t now, std::int64_t time) {
    ++coldStarts;
    init.record(time);
    coldSeries.add(now);
  }
  void throttled(std::int64_t now) {
    ++throttles;
    throttleSeries.add(now);
  }
  void failed(std::int64_t now) {  // without an execution
    ++errors;
    errorSeries.add(now);
  }
  void finished(std::int64_t now, std::int64_t waited, std::int64_t time, Outcome outcome, std::int64_t units,
                bool provisioned) {
    ++completed;
    if (outcome == Outcome::ok) {
      ++succeeded;
    } else {
      ++(outcome == Outcome::timeout ? timeouts : errors);
      errorSeries.add(now);
    }
    latency.record(now, waited);
    duration.record(time);
    if (periodDuration) [[unlikely]]
      periodDuration->record(time);
    (provisioned ? billedProvisionedUnits : billedUnits) += static_cast<std::uint64_t>(units);
  }
  void reset(std::int64_t now);
};

struct QueueRecorder {
  explicit QueueRecorder(Grid grid) : depth(grid), age(grid), sentSeries(grid), deadSeries(grid) {}

  std::uint64_t sent = 0, received = 0, deleted = 0, deadLettered = 0, expired = 0, errors = 0;
  std::uint64_t meteredRequests = 0, receiveCalls = 0;
  std::uint64_t sentChunks = 0, receivedChunks = 0;
  Level depth;
  QuantileSeries age;
  CountSeries sentSeries, deadSeries;
  std::int64_t residentAtReset = 0;

  void send(std::int64_t now, std::int64_t chunks) {
    ++sent;
    meteredRequests += static_cast<std::uint64_t>(chunks);
    sentChunks += static_cast<std::uint64_t>(chunks);
    sentSeries.add(now);
  }
  // `further`: metered chunks beyond the first of each message.
  void receive(std::int64_t messages, std::int64_t calls, std::int64_t further) {
    received += static_cast<std::uint64_t>(messages);
    receivedChunks += static_cast<std::uint64_t>(messages + further);
    receiveCalls += static_cast<std::uint64_t>(calls + further);
    meteredRequests += static_cast<std::uint64_t>(calls + further);
  }
  void remove(std::int64_t messages, std::int64_t calls) {
    deleted += static_cast<std::uint64_t>(messages);
    meteredRequests += static_cast<std::uint64_t>(calls);
  }
  void deadLetter(std::int64_t now) {
    ++deadLettered;
    deadSeries.add(now);
  }
  void reset(std::int64_t now, std::int64_t resident);
};

struct ServiceRecorder {
  explicit ServiceRecorder(Grid grid) : latency(grid), requestSeries(grid), throttleSeries(grid), errorSeries(grid) {}

  std::uint64_t reads = 0, writes = 0, succeeded = 0, errors = 0, throttles = 0, retries = 0, misses = 0;
  std::uint64_t cached = 0;                     // answered from an instance's copy, without a call
  std::uint64_t readUnits = 0, writeUnits = 0;  // metered: begun blocks of the service's size
  std::uint64_t announced = 0, notified = 0, notificationsFailed = 0, notificationsDropped = 0;  // of writes and removals
  std::int64_t underway = 0, underwayAtReset = 0;
  QuantileSeries latency;
  CountSeries requestSeries, throttleSeries, errorSeries;

  void called(std::int64_t now, bool read, std::int64_t bytes, std::int64_t block);
  void throttled(std::int64_t now) {
    ++throttles;
    throttleSeries.add(now);
  }
  void answered(std::int64_t now, std::int64_t waited, Outcome outcome) {
    if (outcome == Outcome::ok) {
      ++succeeded;
    } else {
      ++errors;
      errorSeries.add(now);
    }
    latency.record(now, waited);
  }
  // A call that nobody will ever answer: failed, with no latency to speak of.
  void unanswered(std::int64_t now) {
    ++errors;
    errorSeries.add(now);
  }
  void reset();
};

// Requests with an answer: an API's or a flow's.
struct RequestRecorder {
  explicit RequestRecorder(Grid grid) : requestSeries(grid), latency(grid), throttleSeries(grid), errorSeries(grid) {}

  // What every request touches stands together.
  std::uint64_t requests = 0, succeeded = 0, chunks = 0;
  std::int64_t inFlight = 0;
  BatchedSeries* everyLatency = nullptr;  // of a pilot run: in order, also those of the warm-up
  CountSeries requestSeries;
  QuantileSeries latency;  // of answers other than a refusal
  std::uint64_t failed = 0, timeouts = 0, throttled = 0;
  CountSeries throttleSeries, errorSeries;
  std::int64_t inFlightAtReset = 0;

  void requested(std::int64_t now, std::int64_t meteredChunks) {
    ++requests;
    ++inFlight;
    chunks += static_cast<std::uint64_t>(meteredChunks);
    requestSeries.add(now);
  }
  void answered(std::int64_t now, std::int64_t waited, Outcome outcome) {
    --inFlight;
    if (outcome == Outcome::throttled) {
      ++throttled;
      throttleSeries.add(now);
      return;
    }
    if (outcome == Outcome::ok) {
      ++succeeded;
    } else {
      ++failed;
      if (outcome == Outcome::timeout) ++timeouts;
      errorSeries.add(now);
    }
    latency.record(now, waited);
    if (everyLatency) everyLatency->record(now, waited);
  }
  void reset();
};

}  // namespace virga::simulator
