#include "model/edit/convert_law.h"

#include <algorithm>
#include <cmath>

namespace virga::model {
namespace {

constexpr double kUsualTail = 2;  // p95 over mean and p99 over median, of a law that has no spread yet

Duration rounded(double nanoseconds) {
  if (nanoseconds < 1e4) return {std::max<std::int64_t>(1, std::llround(nanoseconds))};
  const double step = std::pow(10, std::floor(std::log10(nanoseconds)) - 3);
  return {static_cast<std::int64_t>(std::round(nanoseconds / step) * step)};
}
Duration rounded(Duration duration) { return rounded(static_cast<double>(duration.nanoseconds)); }
double rounded3(double value) { return std::round(value * 1000) / 1000; }

double ratio(Duration a, Duration b) {
  return static_cast<double>(a.nanoseconds) / static_cast<double>(std::max<std::int64_t>(1, b.nanoseconds));
}

struct Figures {
  Duration mean, median, p95, p99;
  double tail95 = kUsualTail;  // p95 / mean
};

Figures figuresOf(const Distribution& distribution) {
  Figures figures{mean(distribution), quantile(distribution, 0.5), quantile(distribution, 0.95),
                  quantile(distribution, 0.99)};
  if (figures.mean.nanoseconds <= 0) figures.mean = figures.p95 = figures.p99 = milliseconds(10);
  if (figures.median.nanoseconds <= 0) figures.median = figures.mean;
  if (figures.p99 <= figures.median)
    figures.p95 = figures.p99 = rounded(kUsualTail * static_cast<double>(figures.median.nanoseconds));
  else if (figures.p95 > figures.mean)
    figures.tail95 = ratio(figures.p95, figures.mean);
  return figures;
}

// The parameter from low to high at which the law's p95 is `tail` times its mean; the tail grows or falls with it.
template <class LawOf>
double parameterOf(double tail, double low, double high, LawOf lawOf) {
  const auto tailAt = [&](double parameter) {
    const Distribution law = lawOf(parameter);
    return ratio(quantile(law, 0.95), mean(law));
  };
  const bool grows = tailAt(high) > tailAt(low);
  for (int i = 0; i < 60; ++i) {
    const double middle = (low + high) / 2;
    ((tailAt(middle) < tail) == grows ? low : high) = middle;
  }
  return rounded3((low + high) / 2);
}

template <class T>
Distribution make(const Figures&, const Distribution&);

template <>
Distribution make<Constant>(const Figures& figures, const Distribution&) {
  return Constant{rounded(figures.mean)};
}
template <>
Distribution make<Uniform>(const Figures& figures, const Distribution&) {
  // A uniform law's p95 is 0.9 half widths above its mean.
  const double mean = static_cast<double>(figures.mean.nanoseconds);
  const double half = std::min(mean, (figures.tail95 - 1) * mean / 0.9);
  return Uniform{half < mean ? rounded(mean - half) : Duration{}, rounded(mean + half)};
}
template <>
Distribution make<Exponential>(const Figures& figures, const Distribution&) {
  return Exponential{rounded(figures.mean)};
}
template <>
Distribution make<LognormalMeanP95>(const Figures& figures, const Distribution&) {
  const double tail = figures.tail95 > 1 ? std::min(figures.tail95, 3.86) : kUsualTail;  // no lognormal has a longer one
  return LognormalMeanP95{rounded(figures.mean), rounded(tail * static_cast<double>(figures.mean.nanoseconds))};
}
template <>
Distribution make<LognormalMedianP99>(const Figures& figures, const Distribution&) {
  return LognormalMedianP99{rounded(figures.median), rounded(figures.p99)};
}
template <>
Distribution make<LognormalMedianSigma>(const Figures& figures, const Distribution&) {
  const double sigma = lognormalLaw(LognormalMedianP99{figures.median, figures.p99}).sigma;
  return LognormalMedianSigma{rounded(figures.median), std::clamp(rounded3(sigma), 0.001, 10.0)};
}
template <>
Distribution make<Gamma>(const Figures& figures, const Distribution&) {
  const double cv = parameterOf(figures.tail95, 0.01, 1, [](double each) { return Gamma{seconds(1), each}; });
  return Gamma{rounded(figures.mean), cv};
}
template <>
Distribution make<Weibull>(const Figures& figures, const Distribution&) {
  const double shape = parameterOf(figures.tail95, 0.5, 20, [](double each) { return Weibull{seconds(1), each}; });
  const double scale = static_cast<double>(figures.mean.nanoseconds) / std::tgamma(1 + 1 / shape);
  return Weibull{rounded(scale), shape};
}
template <>
Distribution make<Empirical>(const Figures& figures, const Distribution& from) {
  const bool hasSpread = quantile(from, 0.99) > quantile(from, 0.01);
  const Distribution law = hasSpread ? from : make<LognormalMedianP99>(figures, from);
  Empirical empirical;
  for (const double share : {0.01, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95, 0.99})
    empirical.quantiles.emplace_back(Share{share}, rounded(quantile(law, share)));
  return empirical;
}

}  // namespace

Distribution withLaw(const Distribution& distribution, std::size_t way) {
  if (way == distribution.index()) return distribution;
  const Figures figures = figuresOf(distribution);
  Distribution result = distribution;
  std::size_t index = 0;
  const auto choose = [&]<class... Laws>(const std::variant<Laws...>&) {
    (..., [&] {
      if (index++ == way) result = make<Laws>(figures, distribution);
    }());
  };
  choose(distribution);
  return result;
}

}  // namespace virga::model
