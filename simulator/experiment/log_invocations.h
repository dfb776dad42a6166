#pragma once

#include <cstdint>
#include <stop_token>
#include <string>
#include <vector>

#include <tl/expected.hpp>

#include "simulator/experiment/simulate.h"
#include "simulator/platform/invocation_log.h"

namespace virga::simulator {

inline constexpr std::size_t kMostLogged = 1'000'000;

// What the log of a function says of it beside its invocations.
struct LoggedFunction {
  std::string name;
  std::int64_t memory = 0;  // bytes
};

// The executions of a simulated run, in the order in which they ended.
struct InvocationRecords {
  std::int64_t epochNs = 0;  // start of the run, ns since 1970
  std::vector<LoggedFunction> functions;
  std::vector<LoggedInvocation> invocations;
};

// Runs the first replication of the options' scenario until `most` executions have ended, 1 … kMostLogged, warm-up
// included. Workflows and container services write no such log.
tl::expected<InvocationRecords, SimulationFailure> logInvocations(const model::Architecture& architecture,
                                                                  const model::Catalog& catalog,
                                                                  const SimulationOptions& options, std::size_t most,
                                                                  const std::stop_token& stop = {});

}  // namespace virga::simulator
