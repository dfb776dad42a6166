#include "simulator/experiment/simulate.h"

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cmath>
#include <mutex>
#include <thread>

#include <fmt/format.h>

#include "model/pricing/bill.h"
#include "model/project/project_file.h"
#include "simulator/experiment/merge.h"
#include "simulator/experiment/replication.h"
#include "simulator/measure/replication_statistics.h"
#include "simulator/workload/arrival_plan.h"

namespace virga::simulator {
namespace {

using namespace model;
using Clock = std::chrono::steady_clock;

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
  for (const auto& flow : system.flows) {
    auto plan = planArrivals(flow.arrivals, system.scenario, folder);
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

// Replications on worker threads; their results in order.
class ReplicationBatch {
 public:
  ReplicationBatch(const CompiledSystem& system, const FlowWorkload& workload, const SimulationOptions& options,
                   std::stop_token stop, const ProgressSink& sink)
      : system_(system), workload_(workload), options_(options), stop_(std::move(stop)), sink_(sink) {}

  tl::expected<void, SimulationFailure> extend(int to) {
    const int from = static_cast<int>(results_.size());
    results_.resize(static_cast<std::size_t>(to));
    share_.assign(static_cast<std::size_t>(to), 1.0);
    std::fill(share_.begin() + from, share_.end(), 0.0);
    total_ = to;
    std::atomic<int> next = from;
    int threads =
        options_.threads > 0 ? options_.threads : static_cast<int>(std::max(1u, std::thread::hardware_concurrency()));
    threads = std::min(threads, to - from);
    const auto work = [&] {
      for (int i = next++; i < to && !failed_ && !stop_.stop_requested(); i = next++) one(i);
    };
    {
      std::vector<std::jthread> workers;
      for (int i = 1; i < threads; ++i) workers.emplace_back(work);
      work();
    }
    if (stop_.stop_requested()) return tl::unexpected(SimulationFailure(Stopped{}));
    if (standsStill_)
      return tl::unexpected(SimulationFailure(
          Problems{wrong("components",
                         fmt::format("time stands still at {}: a loop of requests or messages takes no time",
                                     model::toText(Duration{*standsStill_})),
                         "give a step in the loop a duration, or the closed client a think time")}));
    return {};
  }

  const std::vector<ReplicationResult>& results() const { return results_; }

 private:
  void one(int index) {
    std::uint64_t seen = 0;
    const auto watch = [&](std::int64_t now, std::uint64_t events) {
      report(index, static_cast<double>(now) / static_cast<double>(system_.duration), now, events - seen);
      seen = events;
      return !stop_.stop_requested() && !failed_;
    };
    auto result =
        replicate(system_, workload_, options_.seed, static_cast<std::uint32_t>(index), watch, options_.fingerprint);
    if (result) {
      results_[static_cast<std::size_t>(index)] = std::move(*result);
      ++finished_;
      report(index, 1.0, system_.duration, 0);
    } else if (const auto* still = std::get_if<TimeStandsStill>(&result.error())) {
      const std::lock_guard lock(mutex_);
      failed_ = true;
      standsStill_ = still->at;
    }
  }

  void report(int index, double share, std::int64_t now, std::uint64_t events) {
    if (!sink_) return;
    const std::lock_guard lock(mutex_);
    share_[static_cast<std::size_t>(index)] = share;
    events_ += events;
    const auto time = Clock::now();
    if (time - reportedAt_ < std::chrono::milliseconds(50)) return;
    reportedAt_ = time;
    double sum = 0;
    for (const double part : share_) sum += part;
    sink_({sum / total_, Duration{now}, events_, finished_, total_});
  }

  const CompiledSystem& system_;
  const FlowWorkload& workload_;
  const SimulationOptions& options_;
  std::stop_token stop_;
  const ProgressSink& sink_;
  std::vector<ReplicationResult> results_;
  std::mutex mutex_;
  std::vector<double> share_;
  std::uint64_t events_ = 0;
  std::atomic<int> finished_ = 0;
  int total_ = 0;
  Clock::time_point reportedAt_{};
  std::atomic<bool> failed_ = false;
  std::optional<std::int64_t> standsStill_;
};

// The next number of replications to look at the precision after: half as many again, so that the stopping rule looks
// seldom and doesn't depend on the number of threads.
constexpr int kFirstLook = 5;
constexpr int kMostReplications = 10'000;
int nextLook(int done) { return std::min(kMostReplications, std::max(kFirstLook, done + done / 2)); }

}  // namespace

tl::expected<Result, SimulationFailure> simulate(const Architecture& architecture, const Catalog& catalog,
                                                 const SimulationOptions& options, std::stop_token stop,
                                                 const ProgressSink& progress) {
  const auto begun = Clock::now();
  const auto fail = [](Problems problems) { return tl::unexpected(SimulationFailure(std::move(problems))); };
  if (options.replications < 1 || options.replications > kMostReplications)
    return fail({wrong("replications", fmt::format("{} replications", options.replications), "from 1 to 10,000")});
  auto scenario = chosenScenario(architecture, options);
  if (!scenario) return fail(std::move(scenario.error()));
  auto applied = withSettings(architecture, scenario->set);
  if (!applied) return fail(std::move(applied.error()));
  const auto planned = withPlan(catalog, *applied);
  if (!planned) return fail(planned.error());
  const auto system = compile(*applied, *scenario, *planned, options.projectFolder);
  if (!system) return fail(system.error());
  const auto workload = planWorkload(*system, options.projectFolder);
  if (!workload) return fail(workload.error());

  ReplicationBatch batch(*system, *workload, options, stop, progress);
  int replications = options.precision ? std::max(options.replications, kFirstLook) : options.replications;
  for (;;) {
    if (auto done = batch.extend(replications); !done) return tl::unexpected(done.error());
    if (!options.precision || replications >= kMostReplications || preciseEnough(batch.results(), *options.precision)) break;
    replications = nextLook(replications);
  }

  Result result = merged(batch.results());
  result.project = applied->name;
  result.scenario = scenario->name;
  result.provider = catalog.provider;
  result.region = applied->target.provider == catalog.provider && !applied->target.region.empty() ? applied->target.region
                                                                                                  : catalog.defaultRegion;
  result.catalogEdition = catalog.edition;
  result.seed = options.seed;
  result.replications = replications;
  result.simulated = scenario->duration;
  result.warmup = scenario->warmup;
  result.bucket = Duration{system->bucket};
  result.usage.period = scenario->duration - scenario->warmup;
  const BillOptions pricing{options.freeTier, 730};
  result.bill = priceUsage(result.usage, catalog, pricing);
  std::vector<double> totals;
  for (const auto& run : batch.results()) {
    Usage own = result.usage;
    own.items = run.usage;
    totals.push_back(static_cast<double>(priceUsage(own, catalog, pricing).total));
  }
  result.billTotalCi95 = figureOf(std::span<const double>(totals)).ci95;
  result.wallSeconds = std::chrono::duration<double>(Clock::now() - begun).count();
  return result;
}

}  // namespace virga::simulator
