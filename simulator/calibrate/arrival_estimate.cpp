#include "simulator/calibrate/arrival_estimate.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <numeric>

#include <boost/math/distributions/chi_squared.hpp>
#include <fmt/format.h>
#include <fmt/ranges.h>

#include "simulator/calibrate/goodness_of_fit.h"

namespace virga::simulator {

namespace {

constexpr double kDay = 86'400, kHour = 3600;
constexpr std::size_t kFewestGaps = 20;
constexpr double kShortCount = 10;  // arrivals in a short interval, about
constexpr double kLongCount = 200;  // in a long one, at least
constexpr double kMostLong = 48;    // long intervals
constexpr double kUnlikely = 0.01;
constexpr double kLumpy = 1.5;      // index of dispersion from which chance isn't what lumps them
constexpr double kEven = 0.3;       // below which they come by the clock
constexpr double kChanging = 0.10;  // variation of the rate from which it is told by a profile

double chiSquare(double freedom, double share) { return boost::math::quantile(boost::math::chi_squared(freedom), share); }

// Share of a chi-square law of many degrees of freedom at most so large; the normal approximation of its cube root (Wilson
// and Hilferty, PNAS 17, 1931), which holds to 1e-3 where intervals are as many as here.
double chiSquareShare(double freedom, double statistic) {
  const double spread = 2 / (9 * freedom);
  const double z = (std::cbrt(statistic / freedom) - (1 - spread)) / std::sqrt(spread);
  return std::erfc(-z / std::numbers::sqrt2) / 2;
}

// Whole intervals alone: the first and the last one may be cut by the log's ends.
std::vector<double> wholeIntervals(const StartCounts& starts) {
  const auto& counts = starts.counts();
  if (counts.size() < 3) return {};
  return {counts.begin() + 1, counts.end() - 1};
}

// Sums of `each` neighbours; what is left over is dropped.
std::vector<double> grouped(const std::vector<double>& counts, std::size_t each) {
  std::vector<double> sums(counts.size() / each);
  for (std::size_t i = 0; i < sums.size(); ++i)
    sums[i] = std::accumulate(counts.begin() + static_cast<std::ptrdiff_t>(i * each),
                              counts.begin() + static_cast<std::ptrdiff_t>((i + 1) * each), 0.0);
  return sums;
}

double meanOfAll(const std::vector<double>& values) {
  return values.empty() ? 0 : std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(values.size());
}

// Of the short intervals about the means of groups of them, given by `groupOf`.
template <class GroupOf>
Dispersion dispersion(const std::vector<double>& counts, std::size_t groups, double seconds, const GroupOf& groupOf) {
  std::vector<double> sums(groups, 0), sizes(groups, 0);
  for (std::size_t i = 0; i < counts.size(); ++i) {
    sums[groupOf(i)] += counts[i];
    sizes[groupOf(i)] += 1;
  }
  double statistic = 0, freedom = 0;
  for (std::size_t i = 0; i < counts.size(); ++i) {
    const auto group = groupOf(i);
    const double mean = sums[group] / sizes[group];
    if (mean > 0) statistic += (counts[i] - mean) * (counts[i] - mean) / mean;
  }
  for (std::size_t i = 0; i < groups; ++i) freedom += sums[i] > 0 ? sizes[i] - 1 : 0;
  Dispersion result;
  result.binSeconds = seconds;
  result.bins = counts.size();
  if (freedom < 1) return result;
  result.index = statistic / freedom;
  const double below = chiSquareShare(freedom, statistic);
  result.pValue = 2 * std::min(below, 1 - below);
  return result;
}

void addGaps(const StartCounts& starts, ArrivalEstimate& estimate) {
  const auto times = starts.earliestTimes();
  if (times.size() <= kFewestGaps) return;
  std::vector<double> gaps;
  for (std::size_t i = 1; i < times.size(); ++i) gaps.push_back(static_cast<double>(times[i] - times[i - 1]) * 1e-9);
  const double mean = meanOfAll(gaps);
  if (!(mean > 0)) return;
  double squares = 0;
  for (const double gap : gaps) squares += (gap - mean) * (gap - mean);
  std::sort(gaps.begin(), gaps.end());
  estimate.gaps = gaps.size();
  estimate.gapVariation = std::sqrt(squares / static_cast<double>(gaps.size() - 1)) / mean;
  estimate.gapDistance = kolmogorovDistance(gaps, [mean](double gap) { return -std::expm1(-gap / mean); });
}

// The rates of long intervals, and how much they vary beyond what chance explains.
void addRates(const std::vector<double>& counts, const StartCounts& starts, ArrivalEstimate& estimate) {
  const auto width = static_cast<double>(starts.widthSeconds());
  const double total = std::accumulate(counts.begin(), counts.end(), 0.0);
  const double begin = static_cast<double>(starts.beginSeconds()) + width;
  std::vector<double> sums, sizes;
  if (static_cast<double>(counts.size()) * width >= 2 * kDay && width <= kHour) {
    estimate.byHourOfDay = true;
    estimate.intervalSeconds = kHour;
    sums.assign(24, 0);
    sizes.assign(24, 0);
    for (std::size_t i = 0; i < counts.size(); ++i) {
      const auto hour = static_cast<std::size_t>(std::fmod(begin + static_cast<double>(i) * width, kDay) / kHour);
      sums[hour] += counts[i];
      sizes[hour] += width;
    }
  } else {
    const double wanted = std::clamp(std::floor(total / kLongCount), 1.0, kMostLong);
    const auto each = std::max<std::size_t>(1, static_cast<std::size_t>(static_cast<double>(counts.size()) / wanted));
    estimate.intervalSeconds = static_cast<double>(each) * width;
    estimate.firstSecond = begin;
    sums = grouped(counts, each);
    sizes.assign(sums.size(), estimate.intervalSeconds);
  }
  double variance = 0, chance = 0, mean = 0;
  for (std::size_t i = 0; i < sums.size(); ++i) estimate.rates.push_back(sizes[i] > 0 ? sums[i] / sizes[i] : 0);
  mean = meanOfAll(estimate.rates);
  if (estimate.rates.size() < 2 || !(mean > 0)) return;
  for (std::size_t i = 0; i < sums.size(); ++i) {
    variance += (estimate.rates[i] - mean) * (estimate.rates[i] - mean);
    chance += sizes[i] > 0 ? estimate.rates[i] / sizes[i] : 0;
  }
  variance /= static_cast<double>(estimate.rates.size() - 1);
  chance /= static_cast<double>(estimate.rates.size());
  estimate.rateVariation = std::sqrt(std::max(0.0, variance - chance)) / mean;
}

void addDispersion(const std::vector<double>& counts, const StartCounts& starts, ArrivalEstimate& estimate) {
  const auto width = static_cast<double>(starts.widthSeconds());
  const double mean = meanOfAll(counts);
  if (!(mean > 0)) return;
  const auto wanted = static_cast<std::size_t>(std::ceil(kShortCount / mean));
  const auto inLong = std::max<std::size_t>(1, static_cast<std::size_t>(estimate.intervalSeconds / width));
  const auto each = std::clamp<std::size_t>(wanted, 1, std::max<std::size_t>(1, inLong / 8));
  const auto shorts = grouped(counts, each);
  const double seconds = static_cast<double>(each) * width;
  const auto perLong = std::max<std::size_t>(1, inLong / each);
  // About each hour of each day where the rates are those of the hours: that days differ isn't burstiness.
  estimate.within = dispersion(shorts, shorts.size() / perLong + 1, seconds, [&](std::size_t i) { return i / perLong; });
}

ArrivalShape shapeOf(const ArrivalEstimate& estimate) {
  const bool unlike = estimate.within.pValue < kUnlikely;
  if (unlike && estimate.within.index > kLumpy) return ArrivalShape::bursty;
  if (estimate.rateVariation > kChanging) return ArrivalShape::profile;
  if (unlike && estimate.within.index < kEven) return ArrivalShape::regular;
  return ArrivalShape::poisson;
}

model::Rate rateOf(double perSecond) { return {toFourDigits(perSecond)}; }

model::Arrivals profileOf(const ArrivalEstimate& estimate) {
  model::ProfileArrivals profile;
  for (std::size_t i = 0; i < estimate.rates.size(); ++i) {
    const double middle = (static_cast<double>(i) + 0.5) * estimate.intervalSeconds;
    profile.points.push_back({model::seconds(std::llround(middle)), rateOf(estimate.rates[i])});
  }
  if (estimate.byHourOfDay) profile.repeat = model::days(1);
  return profile;
}

}  // namespace

std::optional<ArrivalEstimate> estimateArrivals(const StartCounts& starts) {
  if (starts.count() < 2 || !(starts.spanSeconds() > 0)) return std::nullopt;
  ArrivalEstimate estimate;
  estimate.arrivals = starts.count();
  estimate.spanSeconds = starts.spanSeconds();
  const double n = static_cast<double>(starts.count()) - 1;  // the span begins with an arrival
  estimate.perSecond = {n / estimate.spanSeconds, chiSquare(2 * n, 0.025) / 2 / estimate.spanSeconds,
                        chiSquare(2 * n + 2, 0.975) / 2 / estimate.spanSeconds};
  const auto counts = wholeIntervals(starts);
  addRates(counts, starts, estimate);
  addDispersion(counts, starts, estimate);
  addGaps(starts, estimate);
  estimate.shape = shapeOf(estimate);
  return estimate;
}

std::string ArrivalEstimate::text() const {
  if (within.bins == 0) return "too few to tell whether evenly, by chance or in lumps";
  const auto spread =
      fmt::format("index of dispersion {:.2f} over {} intervals of {:g} s", within.index, within.bins, within.binSeconds);
  switch (shape) {
    case ArrivalShape::regular: return "at even distances: " + spread;
    case ArrivalShape::poisson: return "by chance at one rate: " + spread;
    case ArrivalShape::profile:
      return fmt::format("at a rate that varies by {:.0f} % {}, by chance within: {}", rateVariation * 100,
                         byHourOfDay ? "over the hours of the day" : "over the time of the logs", spread);
    case ArrivalShape::bursty: return "in lumps that no slow rate explains: " + spread;
  }
  return {};
}

std::string minuteCountsCsv(const StartCounts& starts) {
  constexpr std::int64_t kMinute = 60;
  if (starts.widthSeconds() > kMinute) return {};
  const auto minuteOf = [&](std::size_t i) {
    return (starts.beginSeconds() + static_cast<std::int64_t>(i) * starts.widthSeconds()) / kMinute;
  };
  std::vector<std::uint64_t> minutes;
  for (std::size_t i = 0; i < starts.counts().size(); ++i) {
    const auto minute = static_cast<std::size_t>(minuteOf(i) - minuteOf(0));
    if (minute >= minutes.size()) minutes.resize(minute + 1, 0);
    minutes[minute] += starts.counts()[i];
  }
  return fmt::format("{}\n", fmt::join(minutes, ","));
}

model::Arrivals arrivalsOf(const ArrivalEstimate& estimate, const StartCounts& starts, const std::string& file) {
  switch (estimate.shape) {
    case ArrivalShape::regular: return model::ConstantArrivals{rateOf(estimate.perSecond.value)};
    case ArrivalShape::poisson: return model::PoissonArrivals{rateOf(estimate.perSecond.value)};
    case ArrivalShape::bursty:
      if (!file.empty() && starts.widthSeconds() <= 60) return model::CountsArrivals{file, {}, model::Placement::random};
      break;
    case ArrivalShape::profile: break;
  }
  if (estimate.rates.size() < 2) return model::PoissonArrivals{rateOf(estimate.perSecond.value)};
  return profileOf(estimate);
}

}  // namespace virga::simulator
