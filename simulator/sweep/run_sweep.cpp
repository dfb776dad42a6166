#include "simulator/sweep/run_sweep.h"

#include <algorithm>
#include <atomic>
#include <chrono>
#include <mutex>
#include <thread>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "model/project/project_file.h"

namespace virga::simulator {
namespace {

using Clock = std::chrono::steady_clock;

// What is wrong with a point, in one line.
std::string reasonOf(const model::Problems& problems) {
  if (problems.empty()) return "refused";
  const auto& problem = problems.front();
  return problem.path.empty() ? problem.message : problem.path + ": " + problem.message;
}

// Simulates points until none is left, and hands their rows to the store by the way.
class SweepWork {
 public:
  SweepWork(const PointDesigns& designs, const SweepOptions& options, std::vector<SweepPoint> todo, SweepStore& store,
            std::stop_token stop, const SweepProgressSink& sink, SweepProgress before)
      : designs_(designs),
        options_(options),
        todo_(std::move(todo)),
        store_(store),
        stop_(std::move(stop)),
        sink_(sink),
        progress_(before) {}

  void run() {
    const auto all = options_.simulation.threads > 0 ? static_cast<std::size_t>(options_.simulation.threads)
                                                     : std::max<std::size_t>(1, std::thread::hardware_concurrency());
    const auto atOnce = std::clamp<std::size_t>(todo_.size(), 1, all);
    // Few points with many replications keep the other cores busy too.
    threadsEach_ = static_cast<int>(std::max<std::size_t>(1, all / atOnce));
    {
      std::vector<std::jthread> workers;
      for (std::size_t i = 1; i < atOnce; ++i) workers.emplace_back([this] { work(); });
      work();
    }
    const std::lock_guard lock(mutex_);
    keep();
  }

  const SweepProgress& progress() const { return progress_; }
  std::size_t simulated() const { return simulated_; }
  const std::string& failure() const { return failure_; }

 private:
  void work() {
    for (std::size_t i = next_++; i < todo_.size() && !stop_.stop_requested() && !failed_; i = next_++) {
      auto row = rowOf(todo_[i]);
      if (!row) return;
      const std::lock_guard lock(mutex_);
      take(std::move(*row));
    }
  }

  // Nothing where it was stopped.
  std::optional<SweepRow> rowOf(const SweepPoint& point) const {
    SweepRow row{point, {}, 0, {}};
    const auto design = designs_.at(point.settings);
    if (!design) {
      row.refused = reasonOf(design.error());
      return row;
    }
    auto simulation = options_.simulation;
    simulation.threads = threadsEach_;
    simulation.traces.reset();
    simulation.frames = false;
    const auto result = simulate(design->architecture, *design->catalog, simulation, stop_);
    if (!result) {
      const auto* problems = std::get_if<model::Problems>(&result.error());
      if (!problems) return std::nullopt;
      row.refused = reasonOf(*problems);
      return row;
    }
    if (result->partOf) return std::nullopt;
    row.events = result->events;
    row.figures = flatFigures(*result);
    return row;
  }

  void take(SweepRow row) {
    ++simulated_;
    ++progress_.done;
    progress_.refused += row.refused.empty() ? 0 : 1;
    progress_.events += row.events;
    progress_.share = static_cast<double>(simulated_) / static_cast<double>(todo_.size());
    rows_.push_back(std::move(row));
    const auto time = Clock::now();
    // A transaction waits for the disk.
    if (time - keptAt_ > std::chrono::seconds(1)) keep();
    if (!sink_ || time - toldAt_ < std::chrono::milliseconds(50)) return;
    toldAt_ = time;
    sink_(progress_);
  }

  void keep() {
    if (rows_.empty() || failed_) return;
    if (const auto added = store_.add(rows_); !added) {
      failure_ = added.error();
      failed_ = true;
    }
    rows_.clear();
    keptAt_ = Clock::now();
  }

  const PointDesigns& designs_;
  const SweepOptions& options_;
  std::vector<SweepPoint> todo_;
  SweepStore& store_;
  std::stop_token stop_;
  const SweepProgressSink& sink_;
  int threadsEach_ = 1;
  std::atomic<std::size_t> next_ = 0;
  std::atomic<bool> failed_ = false;
  std::mutex mutex_;  // of what follows
  SweepProgress progress_;
  std::size_t simulated_ = 0;
  std::vector<SweepRow> rows_;
  std::string failure_;
  Clock::time_point keptAt_ = Clock::now(), toldAt_{};
};

}  // namespace

SweepInputs sweepInputs(const model::Architecture& architecture, const model::Catalog& catalog,
                        const SweepOptions& options) {
  const auto& [plan, simulation, shard] = options;
  SweepInputs inputs = {{"version", VIRGA_VERSION},
                        {"project", architecture.name},
                        {"design of the project", model::writeProject(architecture)},
                        {"scenario", simulation.scenario},
                        {"provider", catalog.provider},
                        {"catalog", catalog.edition},
                        {"seed", std::to_string(simulation.seed)},
                        {"replications", std::to_string(simulation.replications)},
                        {"precision", simulation.precision ? fmt::format("{}", *simulation.precision) : ""},
                        {"batch means", std::to_string(simulation.batches)},
                        {"duration", simulation.duration ? toText(*simulation.duration) : ""},
                        {"free tier", simulation.freeTier ? "yes" : "no"},
                        {"savings plan", simulation.savingsPlan},
                        {"points", std::string(nameOf(plan.design))},
                        {"samples", std::to_string(plan.samples)},
                        {"levels", std::to_string(plan.levels)},
                        {"seed of the points", std::to_string(plan.seed)}};
  for (std::size_t i = 0; i < plan.factors.size(); ++i)
    inputs.emplace_back(fmt::format("factor {}", i + 1), toText(plan.factors[i]));
  return inputs;
}

tl::expected<SweepOutcome, std::string> runSweep(const model::Architecture& architecture, const model::Catalog& catalog,
                                                 const CatalogSource& catalogs, const SweepOptions& options,
                                                 SweepStore store, std::stop_token stop, const SweepProgressSink& progress) {
  const auto begun = Clock::now();
  auto points = pointsOf(options.plan);
  if (!points) return tl::unexpected(points.error());
  const auto done = store.done();
  if (!done) return tl::unexpected(done.error());
  SweepOutcome outcome;
  std::vector<SweepPoint> todo;
  for (auto& point : *points) {
    if (!options.shard.has(point.number)) continue;
    ++outcome.points;
    if (std::binary_search(done->begin(), done->end(), point.number))
      ++outcome.before;
    else
      todo.push_back(std::move(point));
  }
  if (!todo.empty()) {
    const PointDesigns designs(architecture, catalog, catalogs, options.simulation.scenario);
    SweepWork work(designs, options, std::move(todo), store, std::move(stop), progress,
                   {0, outcome.before, outcome.points, 0, 0});
    work.run();
    if (!work.failure().empty()) return tl::unexpected(work.failure());
    outcome.simulated = work.simulated();
    outcome.refused = work.progress().refused;
    outcome.events = work.progress().events;
  }
  outcome.stopped = outcome.before + outcome.simulated < outcome.points;
  if (!outcome.stopped)
    if (auto settled = SweepStore::settle(std::move(store)); !settled) return tl::unexpected(settled.error());
  outcome.wallSeconds = std::chrono::duration<double>(Clock::now() - begun).count();
  return outcome;
}

}  // namespace virga::simulator
