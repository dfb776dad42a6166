#pragma once

#include <cstdint>
#include <stop_token>

#include <tl/expected.hpp>

#include "simulator/experiment/prepare.h"
#include "simulator/experiment/simulate.h"
#include "simulator/measure/trace.h"

namespace virga::simulator {

inline constexpr std::size_t kMostTraces = 1000;  // of each kind a flow

// Takes the samples while the first replication runs. Answers count where they come after the warm-up.
RequestObserver observerOf(const Prepared& prepared, std::uint64_t seed, const TraceOptions& options);

// Follows what the observer has kept in a further run of the first replication. Deterministic in its arguments but `stop`.
tl::expected<RequestTraces, SimulationFailure> traceRequests(const Prepared& prepared, std::uint64_t seed,
                                                             const RequestObserver& observer, const std::stop_token& stop);

}  // namespace virga::simulator
