#include "simulator/kernel/laws.h"

#include <algorithm>
#include <cmath>
#include <numbers>

#include <boost/math/special_functions/erf.hpp>
#include <boost/math/special_functions/gamma.hpp>

namespace virga::simulator {

namespace {

// long double would cost three times as much and its last digits are rounded away.
using Policy = boost::math::policies::policy<boost::math::policies::promote_double<false>,
                                             boost::math::policies::overflow_error<boost::math::policies::ignore_error>>;

// Standard normal value with probability p above it.
double normalUpper(double p) { return std::numbers::sqrt2 * boost::math::erfc_inv(2 * p, Policy{}); }

Quantile lognormalAt(const LognormalLaw& law, double z, double sign) {
  const double value = law.median * std::exp(sign * law.sigma * z);
  const double density = std::exp(-z * z / 2) * std::numbers::inv_sqrtpi / std::numbers::sqrt2;
  return {value, -sign * value * law.sigma / density};
}

Quantile gammaAt(const GammaLaw& law, double x, double sign) {
  const double density = x > 0 ? boost::math::gamma_p_derivative(law.shape, x, Policy{}) : 0.0;
  return {law.scale * x, density > 0 ? sign * law.scale / density : 0.0};
}

// `hazard` is the integrated hazard at the quantile, `rise` its derivative.
Quantile weibullAt(const WeibullLaw& law, double hazard, double rise) {
  const double value = law.scale * std::pow(hazard, 1 / law.shape);
  return {value, value / (law.shape * hazard) * rise};
}

}  // namespace

Quantile ExponentialLaw::lower(double p) const { return {-mean * std::log1p(-p), mean / (1 - p)}; }
Quantile ExponentialLaw::upper(double q) const { return {-mean * std::log(q), -mean / q}; }

Quantile LognormalLaw::lower(double p) const { return lognormalAt(*this, normalUpper(p), -1); }
Quantile LognormalLaw::upper(double q) const { return lognormalAt(*this, normalUpper(q), 1); }
double LognormalLaw::mean() const { return median * std::exp(sigma * sigma / 2); }

Quantile GammaLaw::lower(double p) const { return gammaAt(*this, boost::math::gamma_p_inv(shape, p, Policy{}), 1); }
Quantile GammaLaw::upper(double q) const { return gammaAt(*this, boost::math::gamma_q_inv(shape, q, Policy{}), -1); }

Quantile WeibullLaw::lower(double p) const { return weibullAt(*this, -std::log1p(-p), 1 / (1 - p)); }
Quantile WeibullLaw::upper(double q) const { return weibullAt(*this, -std::log(q), -1 / q); }
double WeibullLaw::mean() const { return scale * std::tgamma(1 + 1 / shape); }

// ln mean = m + s²/2 and ln p95 = m + z s: a square equation in s; the smaller root is meant.
LognormalLaw lognormal(const model::LognormalMeanP95& stated) {
  const double mean = static_cast<double>(stated.mean.nanoseconds);
  const double ratio = static_cast<double>(stated.p95.nanoseconds) / mean;
  const double z = normalUpper(0.05);
  if (!(ratio > 1)) return {mean, 0};
  const double sigma = z - std::sqrt(std::max(0.0, z * z - 2 * std::log(ratio)));
  return {mean * std::exp(-sigma * sigma / 2), sigma};
}

LognormalLaw lognormal(const model::LognormalMedianP99& stated) {
  const double median = static_cast<double>(stated.median.nanoseconds);
  const double ratio = static_cast<double>(stated.p99.nanoseconds) / median;
  return {median, ratio > 1 ? std::log(ratio) / normalUpper(0.01) : 0.0};
}

LognormalLaw lognormal(const model::LognormalMedianSigma& stated) {
  return {static_cast<double>(stated.median.nanoseconds), stated.sigma};
}

}  // namespace virga::simulator
