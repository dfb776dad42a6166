#include "simulator/optimise/point_runs.h"

#include <algorithm>
#include <atomic>
#include <cmath>
#include <thread>
#include <utility>

#include <fmt/format.h>

#include "simulator/results/sampled_figure.h"

namespace virga::simulator {
namespace {

bool keeps(const Expectation& expectation, double value, double bound) {
  switch (expectation.compare) {
    case Expectation::Operator::less: return value < bound;
    case Expectation::Operator::lessOrEqual: return value <= bound;
    case Expectation::Operator::greater: return value > bound;
    case Expectation::Operator::greaterOrEqual: return value >= bound;
    case Expectation::Operator::equal: break;
  }
  return value == bound;
}

}  // namespace

tl::expected<PointFigures, std::string> figuresOf(const Result& result, const OptimiseOptions& options) {
  PointFigures out;
  const auto lacks = [&](const std::string& name, const NamedFigure& figure) {
    if (figure.figure && std::isfinite(figure.figure->mean)) return;
    if (out.refused.empty())
      out.refused = name == "cost" && !result.bill.unpriced.empty()
                        ? fmt::format("no price of {} is known", result.bill.unpriced.front())
                        : fmt::format("{} isn't observed", name);
  };
  for (const auto& name : options.minimise) {
    auto figure = sampledFigureAt(name, result);
    if (!figure) return tl::unexpected(fmt::format("'{}': {}", name, figure.error()));
    lacks(name, *figure);
    out.objectives.push_back(std::move(*figure));
  }
  for (const auto& expectation : options.subjectTo) {
    auto figure = sampledFigureAt(expectation.figure, result);
    if (!figure) return tl::unexpected(fmt::format("'{}': {}", expectation.text, figure.error()));
    const auto bound = boundOf(expectation, result);
    if (!bound) return tl::unexpected(fmt::format("'{}': {}", expectation.text, bound.error()));
    lacks(expectation.figure, *figure);
    out.holds.push_back(figure->figure && keeps(expectation, figure->figure->mean, *bound));
    out.bounded.push_back(std::move(*figure));
    out.bounds.push_back(*bound);
  }
  return out;
}

std::optional<PointFigures> PointRuns::one(const std::vector<model::Setting>& settings,
                                           const SimulationOptions& simulation) {
  PointFigures refused;
  refused.settings = settings;
  const auto design = designs_.at(settings);
  if (!design) {
    refused.refused = reasonOf(design.error());
    return refused;
  }
  const auto result = simulate(design->architecture, *design->catalog, simulation, stop_);
  if (!result) {
    const auto* problems = std::get_if<model::Problems>(&result.error());
    if (!problems) return std::nullopt;
    refused.refused = reasonOf(*problems);
    return refused;
  }
  if (result->partOf) return std::nullopt;
  {
    const std::lock_guard lock(mutex_);
    events_ += result->events;
  }
  auto figures = figuresOf(*result, options_);
  if (!figures) {
    refused.refused = figures.error();
    return refused;
  }
  figures->settings = settings;
  return std::move(*figures);
}

std::optional<std::vector<PointFigures>> PointRuns::at(const std::vector<std::vector<model::Setting>>& points,
                                                       int replications, std::uint64_t seed,
                                                       const std::function<void(std::size_t)>& told) {
  auto simulation = options_.simulation;
  simulation.replications = replications;
  simulation.seed = seed;
  simulation.precision.reset();
  simulation.traces.reset();
  simulation.frames = false;
  const auto all = simulation.threads > 0 ? static_cast<std::size_t>(simulation.threads)
                                          : std::max<std::size_t>(1, std::thread::hardware_concurrency());
  const auto atOnce = std::clamp<std::size_t>(points.size(), 1, all);
  simulation.threads = static_cast<int>(std::max<std::size_t>(1, all / atOnce));
  std::vector<std::optional<PointFigures>> found(points.size());
  std::atomic<std::size_t> next = 0;
  std::mutex telling;
  std::size_t done = 0;
  const auto work = [&] {
    for (std::size_t i = next++; i < points.size() && !stop_.stop_requested(); i = next++) {
      found[i] = one(points[i], simulation);
      const std::lock_guard lock(telling);
      ++done;
      if (told) told(done);
    }
  };
  {
    std::vector<std::jthread> workers;
    for (std::size_t i = 1; i < atOnce; ++i) workers.emplace_back(work);
    work();
  }
  std::vector<PointFigures> out;
  for (auto& figures : found) {
    if (!figures) return std::nullopt;
    out.push_back(std::move(*figures));
  }
  return out;
}

tl::expected<void, OptimiseFailure> PointRuns::check() const {
  auto design = designs_.at({});
  if (!design) return tl::unexpected(OptimiseFailure(design.error()));
  for (auto& scenario : design->architecture.scenarios) scenario.warmup = {};
  auto brief = options_.simulation;
  brief.duration = model::milliseconds(1);
  brief.replications = 1;
  brief.precision.reset();
  brief.traces.reset();
  const auto result = simulate(design->architecture, *design->catalog, brief, stop_);
  if (!result) {
    if (const auto* problems = std::get_if<model::Problems>(&result.error()))
      return tl::unexpected(OptimiseFailure(*problems));
    return tl::unexpected(OptimiseFailure(Stopped{}));
  }
  if (const auto figures = figuresOf(*result, options_); !figures) return tl::unexpected(OptimiseFailure(figures.error()));
  return {};
}

}  // namespace virga::simulator
