#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <optional>
#include <stop_token>
#include <string>
#include <variant>
#include <vector>

#include <tl/expected.hpp>

#include "model/problem.h"
#include "model/units/money.h"
#include "simulator/measure/batched_series.h"
#include "simulator/measure/request_sample.h"
#include "simulator/measure/trace.h"
#include "simulator/platform/compiled_system.h"
#include "simulator/platform/invocation_log.h"
#include "simulator/platform/tracer.h"
#include "simulator/results/result.h"
#include "simulator/workload/arrival_process.h"

namespace virga::simulator {

struct World;

// A figure that is sum / weight, both of which add up over time: of a part of a run it is the quotient of the differences.
// The weight of a count is the elapsed part of the measured time.
struct Accumulated {
  double sum = 0, weight = 0;
};

// A figure of one replication; nullopt where nothing was observed.
struct Observation {
  std::string name;
  std::optional<double> value;
  std::optional<Accumulated> parts;  // nullopt for quantiles and maxima
};

struct Observed {
  std::string name;
  std::string kind;
  std::vector<Observation> figures;
  std::vector<Series> series;
};

// Extremes of one component in each period that was looked at, in order; empty where its kind has no such thing.
struct PeriodExtremes {
  std::vector<double> durationP99;  // ns; NaN where no execution ended
  std::vector<double> concurrency;  // most executions at once
  std::vector<double> depth;        // most waiting messages or records
  std::vector<double> age;          // ns, of the oldest message; NaN where there was none
};

// What one replication measured. Small, whatever the number of requests.
struct ReplicationResult {
  std::vector<Observed> components;  // in the architecture's order, without clients
  std::vector<Observed> flows;
  std::vector<model::UsageItem> usage;
  std::vector<std::vector<double>> metered;  // of each item of usage, in each bucket of the series; not of a pilot run
  std::uint64_t events = 0;
  std::int64_t end = 0;  // ns simulated
  // The parts of all figures, components' before flows', at the end of each batch of equal time; see ReplicationOptions.
  std::vector<std::vector<std::optional<Accumulated>>> edges;
  std::vector<BatchedSeries> latencies;      // of each flow, of a pilot run
  std::optional<std::uint64_t> fingerprint;  // TrajectoryHash of all events, if asked for
  std::vector<PeriodExtremes> periods;       // of each component, if asked for
};

struct ReplicationOptions {
  int batches = 0;                      // that the time after the warm-up is cut into
  bool fingerprint = false;             // hashes the trajectory
  bool pilot = false;                   // keeps the latencies in their order
  bool periods = false;                 // looks at each bucket of the series; not of a pilot run
  RequestObserver* observer = nullptr;  // is told of the flows' requests as they are answered
};

// Called now and then; returns false to stop.
using ReplicationWatch = std::function<bool(const World& world, std::uint64_t events)>;

// Arrivals of each flow, shared by all replications.
using FlowWorkload = std::vector<ArrivalPlan>;

struct ReplicationStopped {
  std::optional<ReplicationResult> soFar;  // nothing where the warm-up wasn't over
};
// The run gets nowhere: too much happens at one instant, or too much is on its way at once.
struct TimeStandsStill {
  std::int64_t at;        // ns
  std::string component;  // where; empty: no single one
  bool crowded = false;   // too much is on its way
};

using ReplicationEnd = tl::expected<ReplicationResult, std::variant<ReplicationStopped, TimeStandsStill>>;

// Runs the system once. Deterministic in (system, workload, seed, replication, options) unless it is stopped.
ReplicationEnd replicate(const CompiledSystem& system, const FlowWorkload& workload, std::uint64_t seed,
                         std::uint32_t replication, const ReplicationOptions& options, const ReplicationWatch& watch);

// Runs it and follows the chosen requests; one trace each, in their order.
tl::expected<std::vector<Trace>, std::variant<ReplicationStopped, TimeStandsStill>> followRequests(
    const CompiledSystem& system, const FlowWorkload& workload, std::uint64_t seed, std::uint32_t replication,
    const std::vector<ChosenRequest>& chosen, const ReplicationWatch& watch);

// Runs it until the log is full or the run is over.
tl::expected<void, std::variant<ReplicationStopped, TimeStandsStill>> recordInvocations(
    const CompiledSystem& system, const FlowWorkload& workload, std::uint64_t seed, std::uint32_t replication,
    InvocationLog& log, const ReplicationWatch& watch);

}  // namespace virga::simulator
