#include "simulator/experiment/log_invocations.h"

#include <utility>
#include <variant>

#include "model/calendar/time_zone.h"
#include "simulator/experiment/prepare.h"
#include "simulator/experiment/standstill.h"

namespace virga::simulator {

tl::expected<InvocationRecords, SimulationFailure> logInvocations(const model::Architecture& architecture,
                                                                  const model::Catalog& catalog,
                                                                  const SimulationOptions& options, std::size_t most,
                                                                  const std::stop_token& stop) {
  constexpr std::uint32_t kLogged = 0;  // the replication
  const auto prepared = prepare(architecture, catalog, options);
  if (!prepared) return tl::unexpected(SimulationFailure(prepared.error()));
  const auto& system = prepared->system;
  InvocationLog log(most);
  const auto watch = [&stop](const World&, std::uint64_t) { return !stop.stop_requested(); };
  if (const auto run = recordInvocations(system, prepared->workload, options.seed, kLogged, log, watch); !run) {
    if (const auto* still = std::get_if<TimeStandsStill>(&run.error()))
      return tl::unexpected(SimulationFailure(model::Problems{problemOf(*still)}));
    return tl::unexpected(SimulationFailure(Stopped{}));
  }
  InvocationRecords records;
  constexpr std::int64_t kNanosecondsPerSecond = 1'000'000'000;
  if (const auto start = model::parseDateTime(system.scenario.start)) records.epochNs = *start * kNanosecondsPerSecond;
  for (const auto& function : system.functions) records.functions.push_back({function.name, function.memory});
  records.invocations = log.entries();
  return records;
}

}  // namespace virga::simulator
