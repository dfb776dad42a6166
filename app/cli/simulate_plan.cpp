#include "app/cli/simulate_plan.h"

#include <cstdint>
#include <limits>

#include <fmt/format.h>

#include "app/cli/whole_number.h"
#include "model/units/share.h"
#include "simulator/experiment/batch_means.h"

namespace virga::cli {

namespace {

tl::expected<simulator::SimulationOptions, std::string> countsOf(const SimulateOptions& options) {
  constexpr int kMostReplications = 10'000;
  constexpr int kMostThreads = 1024;
  const auto seed = parseWhole<std::uint64_t>("--seed", options.seed, 0, std::numeric_limits<std::uint64_t>::max());
  if (!seed) return tl::unexpected(seed.error());
  const auto replications = parseWhole("--replications", options.replications, 1, kMostReplications);
  if (!replications) return tl::unexpected(replications.error());
  const auto threads = parseWhole("--threads", options.threads, 0, kMostThreads);
  if (!threads) return tl::unexpected(threads.error());
  simulator::SimulationOptions simulation;
  simulation.seed = *seed;
  simulation.replications = *replications;
  simulation.threads = *threads;
  if (!options.batchMeans.empty()) {
    const auto batches = parseWhole("--batch-means", options.batchMeans, simulator::kFewestBatches, simulator::kMostBatches);
    if (!batches) return tl::unexpected(batches.error());
    if (*replications > 1 || !options.precision.empty())
      return tl::unexpected(std::string("--batch-means: one run's batches or several replications, not both"));
    simulation.batches = *batches;
  }
  return simulation;
}

tl::expected<std::vector<model::Setting>, std::string> settingsOf(std::string_view option,
                                                                  const std::vector<std::string>& texts) {
  std::vector<model::Setting> settings;
  for (const auto& text : texts) {
    const auto equals = text.find('=');
    if (equals == std::string::npos || equals == 0 || equals + 1 == text.size())
      return tl::unexpected(fmt::format("{} '{}': write it as PATH=VALUE, e.g. checkout.memory=1GiB", option, text));
    settings.push_back({text.substr(0, equals), text.substr(equals + 1)});
  }
  return settings;
}

}  // namespace

tl::expected<Plan, std::string> planOf(const SimulateOptions& options) {
  Plan plan;
  const auto counts = countsOf(options);
  if (!counts) return tl::unexpected(counts.error());
  plan.simulation = *counts;
  plan.simulation.scenario = options.scenario;
  plan.simulation.freeTier = !options.noFreeTier;
  plan.simulation.savingsPlan = options.savingsPlan;
  const auto traces = traceOptionsOf(options.traces);
  if (!traces) return tl::unexpected(traces.error());
  plan.simulation.traces = *traces;
  if (const auto most = mostLoggedOf(options.log); !most) return tl::unexpected(most.error());
  if (!options.duration.empty()) {
    const auto duration = model::parseDuration(options.duration);
    if (!duration) return tl::unexpected("--duration: " + duration.error());
    if (duration->nanoseconds <= 0) return tl::unexpected(std::string("--duration: must be longer than nothing"));
    plan.simulation.duration = *duration;
  }
  if (!options.precision.empty()) {
    const auto precision = model::parseShare(options.precision);
    if (!precision) return tl::unexpected("--precision: " + precision.error());
    if (precision->value <= 0 || precision->value >= 1)
      return tl::unexpected(std::string("--precision: must lie between 0 % and 100 %, e.g. 2%"));
    plan.simulation.precision = precision->value;
  }
  auto settings = settingsOf("--set", options.set);
  if (!settings) return tl::unexpected(settings.error());
  plan.settings = std::move(*settings);
  auto against = settingsOf("--against", options.against);
  if (!against) return tl::unexpected(against.error());
  plan.against = std::move(*against);
  for (const auto& text : options.expect) {
    auto expectation = simulator::parseExpectation(text);
    if (!expectation) return tl::unexpected("--expect: " + expectation.error());
    plan.expectations.push_back(std::move(*expectation));
  }
  return plan;
}

}  // namespace virga::cli
