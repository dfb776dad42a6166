#include "simulator/experiment/prepare.h"

#include <algorithm>

#include <fmt/format.h>

#include "model/project/project_file.h"
#include "simulator/workload/arrival_plan.h"

namespace virga::simulator {
namespace {

using namespace model;

Problem wrong(std::string path, std::string message, std::string hint) {
  return {Severity::error, "cannot-simulate", {}, 0, 0, std::move(path), std::move(message), std::move(hint)};
}

tl::expected<Scenario, Problems> chosenScenario(const Architecture& architecture, const SimulationOptions& options) {
  Scenario scenario;
  if (options.scenario.empty()) {
    if (!architecture.scenarios.empty()) scenario = architecture.scenarios.front();
  } else {
    const auto found = std::find_if(architecture.scenarios.begin(), architecture.scenarios.end(),
                                    [&](const Scenario& s) { return s.name == options.scenario; });
    if (found == architecture.scenarios.end()) {
      std::string names;
      for (const auto& s : architecture.scenarios) names += (names.empty() ? "" : ", ") + s.name;
      return tl::unexpected(Problems{wrong("scenarios", fmt::format("there is no scenario '{}'", options.scenario),
                                           names.empty() ? "the project has none" : "known: " + names)});
    }
    scenario = *found;
  }
  if (options.duration) scenario.duration = *options.duration;
  return scenario;
}

tl::expected<FlowWorkload, Problems> planWorkload(const CompiledSystem& system, const std::filesystem::path& folder) {
  FlowWorkload workload;
  Problems problems;
  CountsFiles countsFiles;
  for (const auto& flow : system.flows)
    if (const auto* counts = std::get_if<CountsArrivals>(&flow.arrivals))
      countsFiles.want(folder / counts->file, counts->function);
  for (const auto& flow : system.flows) {
    auto plan = planArrivals(flow.arrivals, system.scenario, folder, countsFiles);
    if (!plan) {
      problems.push_back(wrong(flow.path + ".arrivals", plan.error(), ""));
      continue;
    }
    if (const auto* trace = std::get_if<TracePlan>(&*plan);
        trace && !trace->times->empty() && trace->times->front() >= system.duration)
      problems.push_back(
          wrong(flow.path + ".arrivals",
                fmt::format("no arrival of the trace lies within the run: the first is at {:.10g} s, and the "
                            "run ends after {}",
                            static_cast<double>(trace->times->front()) * 1e-9, model::toText(Duration{system.duration})),
                "plain numbers are seconds from the start of the run; of timestamps (2023-11-16 18:17:03) the "
                "first is the start"));
    workload.push_back(std::move(*plan));
  }
  if (!problems.empty()) return tl::unexpected(std::move(problems));
  return workload;
}

}  // namespace

tl::expected<Prepared, Problems> prepare(const Architecture& architecture, const Catalog& catalog,
                                         const SimulationOptions& options) {
  auto scenario = chosenScenario(architecture, options);
  if (!scenario) return tl::unexpected(std::move(scenario.error()));
  auto applied = withSettings(architecture, scenario->set);
  if (!applied) return tl::unexpected(std::move(applied.error()));
  auto kept = std::make_unique<const Architecture>(std::move(*applied));
  auto planned = withPlan(catalog, *kept);
  if (!planned) return tl::unexpected(planned.error());
  auto system = compile(*kept, *scenario, *planned, options.projectFolder);
  if (!system) return tl::unexpected(std::move(system.error()));
  auto workload = planWorkload(*system, options.projectFolder);
  if (!workload) return tl::unexpected(std::move(workload.error()));
  return Prepared{std::move(kept), std::move(*planned), std::move(*scenario), std::move(*system), std::move(*workload)};
}

}  // namespace virga::simulator
