#include "model/architecture/distribution.h"

#include <cmath>
#include <limits>

#include <boost/math/distributions/normal.hpp>
#include <boost/math/special_functions/gamma.hpp>
#include <fmt/format.h>

namespace virga::model {
namespace {

constexpr double kLongest = 9.2233720368547748e18;  // the largest double that fits 64-bit nanoseconds

double ns(Duration duration) { return static_cast<double>(duration.nanoseconds); }

Duration rounded(double nanoseconds) {
  if (!(nanoseconds < kLongest)) return {std::numeric_limits<std::int64_t>::max()};
  return {std::llround(nanoseconds)};
}

double normalQuantile(double probability) {
  return boost::math::quantile(boost::math::normal_distribution<double>(), probability);
}

double lognormalMean(LognormalLaw law) { return std::exp(law.mu + law.sigma * law.sigma / 2); }
double lognormalQuantile(LognormalLaw law, double probability) {
  return std::exp(law.mu + law.sigma * normalQuantile(probability));
}

struct Mean {
  double operator()(const Constant& d) const { return ns(d.value); }
  double operator()(const Uniform& d) const { return ns(d.min) + (ns(d.max) - ns(d.min)) / 2; }
  double operator()(const Exponential& d) const { return ns(d.mean); }
  double operator()(const LognormalMeanP95& d) const { return ns(d.mean); }
  double operator()(const LognormalMedianP99& d) const { return lognormalMean(lognormalLaw(d)); }
  double operator()(const LognormalMedianSigma& d) const { return lognormalMean(lognormalLaw(d)); }
  double operator()(const Gamma& d) const { return ns(d.mean); }
  double operator()(const Weibull& d) const { return ns(d.scale) * std::tgamma(1 + 1 / d.shape); }
  double operator()(const Empirical& d) const {
    if (d.quantiles.empty()) return 0;
    double mean = d.quantiles.front().first.value * ns(d.quantiles.front().second) +
                  (1 - d.quantiles.back().first.value) * ns(d.quantiles.back().second);
    for (std::size_t i = 1; i < d.quantiles.size(); ++i) {
      const auto& [share, value] = d.quantiles[i];
      const auto& [previousShare, previousValue] = d.quantiles[i - 1];
      mean += (share.value - previousShare.value) * (ns(value) + ns(previousValue)) / 2;
    }
    return mean;
  }
};

struct Quantile {
  double p;

  double operator()(const Constant& d) const { return ns(d.value); }
  double operator()(const Uniform& d) const { return ns(d.min) + p * (ns(d.max) - ns(d.min)); }
  double operator()(const Exponential& d) const { return -ns(d.mean) * std::log1p(-p); }
  double operator()(const LognormalMeanP95& d) const { return lognormalQuantile(lognormalLaw(d), p); }
  double operator()(const LognormalMedianP99& d) const { return lognormalQuantile(lognormalLaw(d), p); }
  double operator()(const LognormalMedianSigma& d) const { return lognormalQuantile(lognormalLaw(d), p); }
  double operator()(const Gamma& d) const {
    const double shape = 1 / (d.cv * d.cv);
    return boost::math::gamma_p_inv(shape, p) * ns(d.mean) / shape;
  }
  double operator()(const Weibull& d) const { return ns(d.scale) * std::pow(-std::log1p(-p), 1 / d.shape); }
  double operator()(const Empirical& d) const {
    if (d.quantiles.empty()) return 0;
    if (p <= d.quantiles.front().first.value) return ns(d.quantiles.front().second);
    for (std::size_t i = 1; i < d.quantiles.size(); ++i) {
      const auto& [share, value] = d.quantiles[i];
      if (p > share.value) continue;
      const auto& [previousShare, previousValue] = d.quantiles[i - 1];
      const double part = (p - previousShare.value) / (share.value - previousShare.value);
      return ns(previousValue) + part * (ns(value) - ns(previousValue));
    }
    return ns(d.quantiles.back().second);
  }
};

using Verdict = tl::expected<void, std::string>;

template <typename... Args>
Verdict refuse(fmt::format_string<Args...> format, Args&&... args) {
  return tl::unexpected(fmt::format(format, std::forward<Args>(args)...));
}

Verdict positive(std::string_view what, Duration value) {
  if (value > Duration{}) return {};
  return refuse("the {} ({}) must be more than 0", what, toText(value));
}

Verdict representableMean(const Distribution& distribution) {
  if (std::visit(Mean{}, distribution) < kLongest) return {};
  return refuse("its mean is longer than 292 years; state a narrower distribution");
}

struct Validate {
  Verdict operator()(const Constant& d) const {
    if (d.value >= Duration{}) return {};
    return refuse("the time ({}) can't be negative", toText(d.value));
  }
  Verdict operator()(const Uniform& d) const {
    if (d.min < Duration{}) return refuse("min ({}) can't be negative", toText(d.min));
    if (d.min > d.max) return refuse("min ({}) must not be above max ({})", toText(d.min), toText(d.max));
    return {};
  }
  Verdict operator()(const Exponential& d) const { return positive("mean", d.mean); }
  Verdict operator()(const LognormalMeanP95& d) const {
    if (auto verdict = positive("mean", d.mean); !verdict) return verdict;
    if (d.p95 <= d.mean) return refuse("p95 ({}) must be above the mean ({})", toText(d.p95), toText(d.mean));
    // ln(p95/mean) = zσ - σ²/2 has its largest value z²/2 at σ = z.
    const double z = normalQuantile(0.95);
    const double largest = std::exp(z * z / 2);
    if (ns(d.p95) / ns(d.mean) > largest)
      return refuse(
          "no lognormal has a p95 ({}) of more than {:.3f} times its mean ({}); state median and p99, or median and sigma",
          toText(d.p95), largest, toText(d.mean));
    return {};
  }
  Verdict operator()(const LognormalMedianP99& d) const {
    if (auto verdict = positive("median", d.median); !verdict) return verdict;
    if (d.p99 <= d.median) return refuse("p99 ({}) must be above the median ({})", toText(d.p99), toText(d.median));
    return representableMean(d);
  }
  Verdict operator()(const LognormalMedianSigma& d) const {
    if (auto verdict = positive("median", d.median); !verdict) return verdict;
    if (!std::isfinite(d.sigma) || d.sigma < 0) return refuse("sigma ({}) must be a number from 0 up", d.sigma);
    return representableMean(d);
  }
  Verdict operator()(const Gamma& d) const {
    if (auto verdict = positive("mean", d.mean); !verdict) return verdict;
    if (!std::isfinite(d.cv) || d.cv <= 0) return refuse("cv ({}) must be a number above 0", d.cv);
    if (d.cv < 0.001 || d.cv > 100) return refuse("cv ({}) must be from 0.001 to 100", d.cv);
    return {};
  }
  Verdict operator()(const Weibull& d) const {
    if (auto verdict = positive("scale", d.scale); !verdict) return verdict;
    if (!std::isfinite(d.shape) || d.shape <= 0) return refuse("shape ({}) must be a number above 0", d.shape);
    return representableMean(d);
  }
  Verdict operator()(const Empirical& d) const {
    if (!d.file.empty()) {
      if (d.quantiles.empty()) return {};
      return refuse("state either quantiles or a file, not both");
    }
    if (d.quantiles.size() < 2) return refuse("at least two quantiles are needed, or a file");
    for (std::size_t i = 0; i < d.quantiles.size(); ++i) {
      const auto& [share, value] = d.quantiles[i];
      if (!(share.value >= 0 && share.value <= 1)) return refuse("a quantile's share must be from 0% to 100%");
      if (value < Duration{}) return refuse("the value at {} ({}) can't be negative", toText(share), toText(value));
      if (i == 0) continue;
      const auto& [previousShare, previousValue] = d.quantiles[i - 1];
      if (share <= previousShare)
        return refuse("the shares must rise, but {} follows {}", toText(share), toText(previousShare));
      if (value < previousValue)
        return refuse("the values must rise, but {} follows {}", toText(value), toText(previousValue));
    }
    return {};
  }
};

}  // namespace

tl::expected<void, std::string> validate(const Distribution& distribution) { return std::visit(Validate{}, distribution); }

LognormalLaw lognormalLaw(const LognormalMeanP95& lognormal) {
  // The smaller root of ln(p95/mean) = zσ - σ²/2, in the form that doesn't cancel.
  const double z = normalQuantile(0.95);
  const double ratio = std::log(ns(lognormal.p95) / ns(lognormal.mean));
  const double sigma = 2 * ratio / (z + std::sqrt(std::max(0.0, z * z - 2 * ratio)));
  return {std::log(ns(lognormal.mean)) - sigma * sigma / 2, sigma};
}

LognormalLaw lognormalLaw(const LognormalMedianP99& lognormal) {
  return {std::log(ns(lognormal.median)), std::log(ns(lognormal.p99) / ns(lognormal.median)) / normalQuantile(0.99)};
}

LognormalLaw lognormalLaw(const LognormalMedianSigma& lognormal) {
  return {std::log(ns(lognormal.median)), lognormal.sigma};
}

Duration mean(const Distribution& distribution) { return rounded(std::visit(Mean{}, distribution)); }

Duration quantile(const Distribution& distribution, double probability) {
  return rounded(std::visit(Quantile{probability}, distribution));
}

}  // namespace virga::model
