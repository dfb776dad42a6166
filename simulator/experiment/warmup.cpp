#include "simulator/experiment/warmup.h"

#include <algorithm>

#include <fmt/format.h>

#include "simulator/experiment/mser.h"

namespace virga::simulator {
namespace {

constexpr int kMostPilots = 5;
constexpr std::size_t kFewestBatches = 10;

// The runs' batches of one flow, made equal in size.
std::vector<BatchedSeries> aligned(const std::vector<ReplicationResult>& runs, std::size_t flow) {
  std::vector<BatchedSeries> all;
  for (const auto& run : runs) all.push_back(run.latencies[flow]);
  const auto largest =
      std::max_element(all.begin(), all.end(), [](const auto& a, const auto& b) { return a.size() < b.size(); })->size();
  for (auto& series : all)
    while (series.size() < largest) series.coarsen();
  return all;
}

// Whole seconds or, of short times, milliseconds, for people to read.
model::Duration roundedUp(std::int64_t time) {
  const std::int64_t unit = time >= model::seconds(10).nanoseconds ? model::seconds(1).nanoseconds : 1'000'000;
  return {(time + unit - 1) / unit * unit};
}

void addFlow(FoundWarmup& found, const std::string& name, const std::vector<BatchedSeries>& runs) {
  auto batches = runs.front().batches().size();
  for (const auto& run : runs) batches = std::min(batches, run.batches().size());
  if (batches < kFewestBatches) {
    found.warnings.push_back(fmt::format("warmup: auto: '{}' has too few answers to tell its warm-up", name));
    return;
  }
  std::vector<double> means(batches, 0.0);
  for (const auto& run : runs)
    for (std::size_t i = 0; i < batches; ++i) means[i] += run.batches()[i].sum;
  const auto truncation = mser(means);
  if (truncation.tooShort)
    found.warnings.push_back(fmt::format(
        "warmup: auto: the latency of '{}' has not settled in the first half of the run, which is too short", name));
  for (const auto& run : runs)
    if (truncation.batches > 0) found.time = std::max(found.time, roundedUp(run.batches()[truncation.batches - 1].endsAt));
}

}  // namespace

tl::expected<FoundWarmup, SimulationFailure> findWarmup(const Prepared& prepared, const SimulationOptions& options,
                                                        int replications, std::stop_token stop, ProgressPart progress) {
  ReplicationRuns pilots(prepared, options, {.batches = 0, .pilot = true}, std::move(stop), progress);
  if (auto done = pilots.extend(std::min(replications, kMostPilots)); !done) return tl::unexpected(done.error());
  FoundWarmup found;
  const auto& flows = prepared.system.flows;
  for (std::size_t i = 0; i < flows.size(); ++i) addFlow(found, flows[i].name, aligned(pilots.results(), i));
  if (flows.empty()) found.warnings.push_back("warmup: auto: no client waits for answers, so nothing is left out");
  // Rounding doesn't take all of a very short run.
  if (found.time.nanoseconds >= prepared.system.duration) found.time = {prepared.system.duration / 2};
  return found;
}

}  // namespace virga::simulator
