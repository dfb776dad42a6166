#include "simulator/experiment/simulate.h"

#include <algorithm>
#include <chrono>
#include <utility>

#include <fmt/format.h>

#include "model/pricing/bill.h"
#include "simulator/experiment/batch_means.h"
#include "simulator/experiment/cost_series.h"
#include "simulator/experiment/merge.h"
#include "simulator/experiment/prepare.h"
#include "simulator/experiment/replication_runs.h"
#include "simulator/experiment/trace_requests.h"
#include "simulator/experiment/warmup.h"
#include "simulator/measure/replication_statistics.h"

namespace virga::simulator {
namespace {

using namespace model;
using Clock = std::chrono::steady_clock;

// The next number of replications to look at the precision after: half as many again, so that the stopping rule looks
// seldom and doesn't depend on the number of threads.
constexpr int kFirstLook = 5;
constexpr int kMostReplications = 10'000;
int nextLook(int done) { return std::min(kMostReplications, std::max(kFirstLook, done + done / 2)); }

int firstReplications(const SimulationOptions& options) {
  return options.precision ? std::max(options.replications, kFirstLook) : options.replications;
}

tl::expected<void, SimulationFailure> checkOptions(const SimulationOptions& options) {
  const auto wrong = [](const char* path, std::string message, std::string hint) {
    return tl::unexpected(SimulationFailure(
        Problems{{Severity::error, "cannot-simulate", {}, 0, 0, path, std::move(message), std::move(hint)}}));
  };
  if (options.replications < 1 || options.replications > kMostReplications)
    return wrong("replications", fmt::format("{} replications", options.replications), "from 1 to 10,000");
  if (options.traces && (options.traces->count < 1 || options.traces->count > kMostTraces))
    return wrong("traces", fmt::format("{} requests of each kind", options.traces->count), "from 1 to 1,000");
  if (options.batches == 0) return {};
  if (options.batches < kFewestBatches || options.batches > kMostBatches)
    return wrong("batches", fmt::format("{} batches", options.batches),
                 fmt::format("from {} to {}", kFewestBatches, kMostBatches));
  if (options.replications > 1 || options.precision)
    return wrong("batches", "batch means are of one run, not of several replications",
                 "leave out the batches or the replications");
  return {};
}

// One setting on its way from its preparation to its result.
class Setting {
 public:
  Setting(Prepared prepared, const Catalog& catalog, const SimulationOptions& options)
      : prepared_(std::move(prepared)), catalog_(catalog), options_(options) {}

  bool findsWarmup() const { return prepared_.scenario.warmup.automatic; }

  // As stated, or as a pilot run finds it.
  tl::expected<Duration, SimulationFailure> warmup(const std::stop_token& stop, ProgressPart progress) {
    if (!findsWarmup()) return prepared_.scenario.warmup.time;
    auto found = simulator::findWarmup(prepared_, options_, firstReplications(options_), stop, progress);
    if (!found) return tl::unexpected(std::move(found.error()));
    warnings_ = std::move(found->warnings);
    return found->time;
  }
  void setWarmup(Duration warmup) { prepared_.system.warmup = warmup.nanoseconds; }
  // So many, whatever their precision.
  void replicate(int replications) {
    options_.replications = replications;
    options_.precision.reset();
  }

  // Of what there is when it is stopped, if there is anything.
  tl::expected<Result, SimulationFailure> run(const std::stop_token& stop, ProgressPart progress) {
    const auto begun = Clock::now();
    auto observer = options_.traces ? std::optional(observerOf(prepared_, options_.seed, *options_.traces)) : std::nullopt;
    ReplicationRuns runs(prepared_, options_,
                         {.batches = options_.batches,
                          .fingerprint = options_.fingerprint,
                          .pilot = false,
                          .observer = observer ? &*observer : nullptr},
                         stop, progress);
    int replications = firstReplications(options_);
    bool stopped = false;
    for (;;) {
      const auto done = runs.extend(replications);
      stopped = !done;
      if (stopped && (!std::holds_alternative<Stopped>(done.error()) || runs.results().empty()))
        return tl::unexpected(done.error());
      if (stopped || !options_.precision || replications >= kMostReplications ||
          preciseEnough(runs.results(), *options_.precision))
        break;
      replications = nextLook(replications);
    }
    auto replicated = runs.takeResults();
    auto result = resultOf(replicated);
    if (stopped) result.partOf = Result::Whole{Duration{prepared_.system.duration}, replications};
    addIntervals(result, replicated);
    if (observer && !stopped) {
      auto traces = traceRequests(prepared_, options_.seed, *observer, stop);
      if (traces)
        result.traces = std::move(*traces);
      else if (!std::holds_alternative<Stopped>(traces.error()))
        return tl::unexpected(std::move(traces.error()));
    }
    result.wallSeconds = std::chrono::duration<double>(Clock::now() - begun).count();
    return result;
  }

 private:
  Result resultOf(std::vector<ReplicationResult>& runs) const {
    Result result = merged(runs);
    const auto& target = prepared_.architecture->target;
    result.project = prepared_.architecture->name;
    result.scenario = prepared_.scenario.name;
    result.provider = catalog_.provider;
    result.region = target.provider == catalog_.provider && !target.region.empty() ? target.region : catalog_.defaultRegion;
    result.catalogEdition = catalog_.edition;
    result.seed = options_.seed;
    result.replications = static_cast<int>(runs.size());
    result.simulated = Duration{runs.front().end};
    result.warmup = Duration{prepared_.system.warmup};
    result.warmupFound = findsWarmup();
    result.warnings = warnings_;
    result.bucket = Duration{prepared_.system.bucket};
    result.usage.period = result.simulated - result.warmup;
    result.usage.hoursPerMonth = prepared_.system.hoursPerMonth;
    result.usage.timePerMonth = prepared_.scenario.timePerMonth;
    const BillOptions pricing{.freeTier = options_.freeTier, .savingsPlan = options_.savingsPlan};
    result.bill = priceUsage(result.usage, prepared_.catalog, pricing);
    for (const auto& run : runs) {
      Usage own = result.usage;
      own.items = run.usage;
      result.billTotals.push_back(static_cast<double>(priceUsage(own, prepared_.catalog, pricing).total));
    }
    result.billTotalCi95 = figureOf(std::span<const double>(result.billTotals)).ci95;
    addCostSeries(result, runs);
    return result;
  }

  void addIntervals(Result& result, const std::vector<ReplicationResult>& runs) const {
    if (runs.size() > 1) {
      result.intervals = Intervals::replications;
    } else if (options_.batches > 0 && !result.partOf) {
      result.intervals = Intervals::batchMeans;
      result.batches = options_.batches;
      addBatchIntervals(result, runs.front());
    }
  }

  Prepared prepared_;
  const Catalog& catalog_;
  SimulationOptions options_;
  std::vector<std::string> warnings_;
};

tl::expected<Setting, SimulationFailure> settingOf(const Architecture& architecture, const Catalog& catalog,
                                                   const SimulationOptions& options) {
  auto prepared = prepare(architecture, catalog, options);
  if (!prepared) return tl::unexpected(SimulationFailure(std::move(prepared.error())));
  return Setting(std::move(*prepared), catalog, options);
}

}  // namespace

tl::expected<Result, SimulationFailure> simulate(const Architecture& architecture, const Catalog& catalog,
                                                 const SimulationOptions& options, std::stop_token stop,
                                                 const ProgressSink& progress) {
  const auto begun = Clock::now();
  if (auto sensible = checkOptions(options); !sensible) return tl::unexpected(std::move(sensible.error()));
  auto setting = settingOf(architecture, catalog, options);
  if (!setting) return tl::unexpected(std::move(setting.error()));
  double pilotShare = 0;
  if (setting->findsWarmup()) {
    pilotShare = 0.5;
    const auto found = setting->warmup(stop, {progress, 0, pilotShare});
    if (!found) return tl::unexpected(found.error());
    setting->setWarmup(*found);
  }
  auto result = setting->run(stop, {progress, pilotShare, 1});
  if (result) result->wallSeconds = std::chrono::duration<double>(Clock::now() - begun).count();
  return result;
}

tl::expected<SimulatedPair, SimulationFailure> simulatePair(const Architecture& architecture, const Architecture& other,
                                                            const Catalog& catalog, const SimulationOptions& options,
                                                            std::stop_token stop, const ProgressSink& progress) {
  if (auto sensible = checkOptions(options); !sensible) return tl::unexpected(std::move(sensible.error()));
  auto here = settingOf(architecture, catalog, options);
  if (!here) return tl::unexpected(std::move(here.error()));
  auto untraced = options;  // whose requests are followed is the first
  untraced.traces.reset();
  auto there = settingOf(other, catalog, untraced);
  if (!there) return tl::unexpected(std::move(there.error()));

  // A figure and its counterpart are of the same part of the run.
  double done = 0;
  if (here->findsWarmup() || there->findsWarmup()) {
    Duration warmup;
    for (auto* setting : {&*here, &*there}) {
      const auto found = setting->warmup(stop, {progress, done, done + 0.25});
      if (!found) return tl::unexpected(found.error());
      warmup = std::max(warmup, *found);
      done += 0.25;
    }
    here->setWarmup(warmup);
    there->setWarmup(warmup);
  }
  const double middle = (done + 1) / 2;
  auto first = here->run(stop, {progress, done, middle});
  if (!first) return tl::unexpected(std::move(first.error()));
  if (first->partOf) return SimulatedPair{std::move(*first), std::nullopt};
  there->replicate(first->replications);
  auto second = there->run(stop, {progress, middle, 1});
  if (!second && !std::holds_alternative<Stopped>(second.error())) return tl::unexpected(std::move(second.error()));
  if (!second || second->partOf) return SimulatedPair{std::move(*first), std::nullopt};
  return SimulatedPair{std::move(*first), std::move(*second)};
}

}  // namespace virga::simulator
