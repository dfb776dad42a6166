#include "app/cli/checked_run.h"

#include <algorithm>

#include "app/cli/interrupt.h"
#include "app/cli/messages.h"
#include "app/cli/scenario_choice.h"
#include "simulator/experiment/simulate.h"
#include "simulator/results/run_findings.h"

namespace virga::cli {

tl::expected<model::Problems, std::variant<Interrupted, model::Problems, std::string>> findingsOfRun(
    ProjectInput input, const std::string& scenario) {
  if (auto chosen = chooseScenario(input.architecture, scenario, {}); !chosen) return tl::unexpected(chosen.error());
  simulator::SimulationOptions options;
  options.scenario = scenario;
  options.projectFolder = input.folder;
  if (const auto* found = scenarioOf(input.architecture, scenario))
    options.duration = std::min(found->duration, found->warmup.time + model::hours(1));
  const Interrupt interrupt;
  const auto result = simulator::simulate(input.architecture, input.catalog, options, interrupt.token());
  if (!result) {
    if (const auto* problems = std::get_if<model::Problems>(&result.error())) return tl::unexpected(*problems);
    return tl::unexpected(Interrupted{});
  }
  if (result->partOf) return tl::unexpected(Interrupted{});
  return simulator::runFindings(*result, input.architecture);
}

}  // namespace virga::cli
