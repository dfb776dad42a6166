#include "simulator/sweep/sweep_plan.h"

#include <algorithm>
#include <array>
#include <utility>

#include <fmt/format.h>

#include "model/unknown_name.h"

namespace virga::simulator {
namespace {

constexpr std::array<std::pair<SweepDesign, std::string_view>, 6> kNames = {
    {{SweepDesign::factorial, "factorial"},
     {SweepDesign::oneAtATime, "one-at-a-time"},
     {SweepDesign::latinHypercube, "latin-hypercube"},
     {SweepDesign::sobol, "sobol"},
     {SweepDesign::sobolIndices, "sobol-indices"},
     {SweepDesign::morris, "morris"}}};

std::vector<SweepPoint> grid(const SweepPlan& plan, const std::vector<std::vector<std::string>>& levels) {
  std::vector<SweepPoint> points;
  std::vector<std::size_t> at(levels.size(), 0);
  for (;;) {
    SweepPoint point{points.size(), {}};
    for (std::size_t f = 0; f < levels.size(); ++f) point.settings.push_back({plan.factors[f].path, levels[f][at[f]]});
    points.push_back(std::move(point));
    // The last factor changes fastest.
    std::size_t f = levels.size();
    while (f > 0 && ++at[f - 1] == levels[f - 1].size()) at[--f] = 0;
    if (f == 0) return points;
  }
}

std::vector<SweepPoint> oneAtATime(const SweepPlan& plan, const std::vector<std::vector<std::string>>& levels) {
  std::vector<SweepPoint> points{{0, {}}};
  for (std::size_t f = 0; f < levels.size(); ++f)
    for (const auto& level : levels[f]) points.push_back({points.size(), {{plan.factors[f].path, level}}});
  return points;
}

// How many points there are, as far as kMostPoints.
double countOf(const SweepPlan& plan, const std::vector<std::vector<std::string>>& levels) {
  const auto samples = static_cast<double>(plan.samples), factors = static_cast<double>(plan.factors.size());
  double count = 1;
  switch (plan.design) {
    case SweepDesign::factorial:
      for (const auto& own : levels) count *= static_cast<double>(own.size());
      return count;
    case SweepDesign::oneAtATime:
      for (const auto& own : levels) count += static_cast<double>(own.size());
      return count;
    case SweepDesign::latinHypercube:
    case SweepDesign::sobol: return samples;
    case SweepDesign::sobolIndices: return samples * (factors + 2);
    case SweepDesign::morris: break;
  }
  return samples * (factors + 1);
}

}  // namespace

std::string_view nameOf(SweepDesign design) {
  return std::find_if(kNames.begin(), kNames.end(), [&](const auto& entry) { return entry.first == design; })->second;
}

const std::vector<std::string>& sweepDesigns() {
  static const std::vector<std::string> names = [] {
    std::vector<std::string> all;
    for (const auto& [design, name] : kNames) all.emplace_back(name);
    return all;
  }();
  return names;
}

tl::expected<SweepDesign, std::string> parseSweepDesign(const std::string& name) {
  for (const auto& [design, own] : kNames)
    if (own == name) return design;
  return tl::unexpected(model::unknownName("design", name, sweepDesigns()));
}

std::vector<UnitPoint> unitPointsOf(const SweepPlan& plan) {
  const auto dimensions = plan.factors.size();
  switch (plan.design) {
    case SweepDesign::factorial:
    case SweepDesign::oneAtATime: return {};
    case SweepDesign::latinHypercube: return latinHypercube(plan.samples, dimensions, plan.seed);
    case SweepDesign::sobol: return sobolPoints(plan.samples, dimensions, plan.seed);
    case SweepDesign::sobolIndices: return saltelliPoints(plan.samples, dimensions, plan.seed);
    case SweepDesign::morris: break;
  }
  return morrisPoints(plan.samples, dimensions, plan.seed);
}

tl::expected<std::vector<SweepPoint>, std::string> pointsOf(const SweepPlan& plan) {
  if (plan.factors.empty()) return tl::unexpected(std::string("nothing is varied; name a value and what it may be"));
  for (std::size_t i = 0; i < plan.factors.size(); ++i)
    for (std::size_t j = 0; j < i; ++j)
      if (plan.factors[i].path == plan.factors[j].path)
        return tl::unexpected(fmt::format("{} is varied twice", plan.factors[i].path));
  if (2 * plan.factors.size() > kMostSobolDimensions) return tl::unexpected(std::string("too many values are varied"));
  std::vector<std::vector<std::string>> levels;
  for (const auto& factor : plan.factors) levels.push_back(levelsOf(factor, plan.levels));
  if (const double count = countOf(plan, levels); count > static_cast<double>(kMostPoints) || count < 1)
    return tl::unexpected(fmt::format("{:.0f} points; from 1 to {} can be simulated", count, kMostPoints));
  if (plan.design == SweepDesign::factorial) return grid(plan, levels);
  if (plan.design == SweepDesign::oneAtATime) return oneAtATime(plan, levels);
  std::vector<SweepPoint> points;
  for (const auto& unit : unitPointsOf(plan)) {
    SweepPoint point{points.size(), {}};
    for (std::size_t f = 0; f < unit.size(); ++f)
      point.settings.push_back({plan.factors[f].path, valueAt(plan.factors[f], unit[f])});
    points.push_back(std::move(point));
  }
  return points;
}

}  // namespace virga::simulator
