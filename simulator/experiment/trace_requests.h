#pragma once

#include <cstdint>
#include <stop_token>

#include <tl/expected.hpp>

#include "simulator/experiment/replication.h"
#include "simulator/experiment/simulate.h"
#include "simulator/measure/trace.h"

namespace virga::simulator {

// Chooses requests of the first replication, whose answers count where they come after the warm-up, and follows them in a
// further run of it. Deterministic in (system, workload, seed, options).
tl::expected<RequestTraces, SimulationFailure> traceRequests(const CompiledSystem& system, const FlowWorkload& workload,
                                                             std::uint64_t seed, const TraceOptions& options,
                                                             std::stop_token stop);

}  // namespace virga::simulator
