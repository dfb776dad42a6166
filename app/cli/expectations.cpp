#include "app/cli/expectations.h"

#include <fmt/format.h>

#include "simulator/experiment/simulate.h"

namespace virga::cli {

tl::expected<std::vector<simulator::Judgement>, std::string> judgeAll(
    const std::vector<simulator::Expectation>& expectations, const simulator::Result& result) {
  std::vector<simulator::Judgement> verdicts;
  for (const auto& expectation : expectations) {
    auto verdict = judge(expectation, result);
    if (!verdict) return tl::unexpected(fmt::format("--expect '{}': {}", expectation.text, verdict.error()));
    verdicts.push_back(std::move(*verdict));
  }
  return verdicts;
}

tl::expected<void, std::string> checkExpectations(const ProjectInput& input, const Plan& plan) {
  if (plan.expectations.empty()) return {};
  auto architecture = input.architecture;
  for (auto& scenario : architecture.scenarios) scenario.warmup = {};
  auto brief = plan.simulation;
  brief.duration = model::milliseconds(1);
  brief.replications = 1;
  brief.precision.reset();
  brief.batches = 0;
  brief.traces.reset();
  const auto result = simulator::simulate(architecture, input.catalog, brief);
  if (!result) return {};
  return judgeAll(plan.expectations, *result).map([](const auto&) {});
}

}  // namespace virga::cli
