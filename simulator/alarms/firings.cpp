#include "simulator/alarms/firings.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <limits>

#include <boost/math/distributions/chi_squared.hpp>

namespace virga::simulator {
namespace {

constexpr double kNever = -std::numeric_limits<double>::infinity();

// The mean of a Poisson law of which the count is the given quantile; `events` needn't be whole.
double chiSquaredHalf(double events, double share) {
  return events <= 0 ? 0 : boost::math::quantile(boost::math::chi_squared(2 * events), share) / 2;
}

// Variance by mean of the runs' counts, 1 at least.
double dispersion(const std::vector<std::size_t>& counts, std::size_t sum) {
  const auto runs = static_cast<double>(counts.size());
  if (counts.size() < 2 || sum == 0) return 1;
  const double mean = static_cast<double>(sum) / runs;
  double squares = 0;
  for (const auto count : counts) squares += std::pow(static_cast<double>(count) - mean, 2);
  return std::max(1.0, squares / (runs - 1) / mean);
}

// Readable thresholds from the first that isn't below `from` to the first that isn't below `to`, ascending.
std::vector<model::AlarmThreshold> readableBetween(model::AlarmUnit unit, double from, double to) {
  constexpr double kJustAbove = 1 + 1e-6;
  std::vector<model::AlarmThreshold> all = {model::readableAtLeast(unit, from)};
  while (all.back().value < to) {
    const double last = all.back().value;
    double next = last * kJustAbove;
    if (unit == model::AlarmUnit::count) next = last + 1;
    if (last <= 0 && unit != model::AlarmUnit::count) next = std::numeric_limits<double>::min();
    all.push_back(model::readableAtLeast(unit, next));
  }
  return all;
}

}  // namespace

PeriodValues alarmLevels(std::span<const double> values, int datapoints, int of) {
  PeriodValues levels;
  levels.reserve(values.size());
  std::vector<double> window;
  for (std::size_t i = 0; i < values.size(); ++i) {
    const auto first = i + 1 >= static_cast<std::size_t>(of) ? i + 1 - static_cast<std::size_t>(of) : 0;
    window.clear();
    for (auto j = first; j <= i; ++j)
      if (!std::isnan(values[j])) window.push_back(values[j]);
    if (window.size() < static_cast<std::size_t>(datapoints)) {
      levels.push_back(kNever);
      continue;
    }
    const auto nth = window.begin() + (datapoints - 1);
    std::nth_element(window.begin(), nth, window.end(), std::greater<>());
    levels.push_back(*nth);
  }
  return levels;
}

std::size_t firings(std::span<const double> levels, double threshold) {
  std::size_t count = 0;
  bool on = false;
  for (const double level : levels) {
    if (level > threshold && !on) ++count;
    on = level > threshold;
  }
  return count;
}

FalseAlarms falseAlarms(const std::vector<PeriodValues>& levels, double threshold, double months) {
  FalseAlarms result;
  std::vector<std::size_t> counts;
  for (const auto& run : levels) counts.push_back(firings(run, threshold));
  for (const auto count : counts) result.seen += count;
  result.months = months;
  const double excess = dispersion(counts, result.seen);
  const double events = static_cast<double>(result.seen) / excess, time = months / excess;
  result.perMonth = static_cast<double>(result.seen) / months;
  result.low = chiSquaredHalf(events, 0.025) / time;
  result.high = chiSquaredHalf(events + 1, 0.975) / time;
  result.atMost = chiSquaredHalf(events + 1, 0.95) / time;
  return result;
}

ThresholdChoice chooseThreshold(const std::vector<PeriodValues>& levels, model::AlarmUnit unit, double least, double months,
                                double perMonth) {
  double lowest = std::numeric_limits<double>::infinity(), highest = kNever;
  for (const auto& run : levels)
    for (const double level : run) {
      if (level == kNever) continue;
      lowest = std::min(lowest, level);
      highest = std::max(highest, level);
    }
  if (highest == kNever) lowest = highest = 0;  // nothing ever happened there
  const auto candidates = readableBetween(unit, std::max(least, lowest), std::max(least, highest));
  ThresholdChoice choice{candidates.back(), falseAlarms(levels, candidates.back().value, months).atMost <= perMonth};
  if (!choice.shown) return choice;
  for (auto candidate = candidates.rbegin() + 1; candidate != candidates.rend(); ++candidate) {
    if (falseAlarms(levels, candidate->value, months).atMost > perMonth) break;
    choice.threshold = *candidate;
  }
  return choice;
}

}  // namespace virga::simulator
