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
#include "simulator/platform/compiled_system.h"
#include "simulator/results/result.h"
#include "simulator/workload/arrival_process.h"

namespace virga::simulator {

// A figure of one replication; nullopt where nothing was observed.
struct Observation {
  std::string name;
  std::optional<double> value;
};

struct Observed {
  std::string name;
  std::string kind;
  std::vector<Observation> figures;
  std::vector<Series> series;
};

// What one replication measured. Small, whatever the number of requests.
struct ReplicationResult {
  std::vector<Observed> components;  // in the architecture's order, without clients
  std::vector<Observed> flows;
  std::vector<model::UsageItem> usage;
  std::uint64_t events = 0;
  std::optional<std::uint64_t> fingerprint;  // TrajectoryHash of all events, if asked for
};

// Called now and then with simulated time and events so far; returns false to stop.
using ReplicationWatch = std::function<bool(std::int64_t now, std::uint64_t events)>;

// Arrivals of each flow, shared by all replications.
using FlowWorkload = std::vector<ArrivalPlan>;

struct ReplicationStopped {};
struct TimeStandsStill {
  std::int64_t at;  // ns
};

// Runs the system once. Deterministic in (system, workload, seed, replication).
tl::expected<ReplicationResult, std::variant<ReplicationStopped, TimeStandsStill>> replicate(
    const CompiledSystem& system, const FlowWorkload& workload, std::uint64_t seed, std::uint32_t replication,
    const ReplicationWatch& watch, bool fingerprint = false);

}  // namespace virga::simulator
