#include "simulator/calibrate/likelihood_fit.h"

#include <algorithm>
#include <cmath>
#include <numbers>

#include <boost/math/distributions/chi_squared.hpp>
#include <boost/math/distributions/normal.hpp>
#include <boost/math/distributions/students_t.hpp>
#include <boost/math/special_functions/digamma.hpp>
#include <boost/math/special_functions/gamma.hpp>
#include <boost/math/special_functions/trigamma.hpp>

namespace virga::simulator {

namespace {

constexpr double kTail = 0.025;
constexpr double kNormalQuantile = 1.959963984540054;
constexpr int kMostSteps = 100;

// A share too small for a double is 0, not an error.
using Saturating =
    boost::math::policies::policy<boost::math::policies::overflow_error<boost::math::policies::ignore_error>,
                                  boost::math::policies::underflow_error<boost::math::policies::ignore_error>>;

double chiSquare(double freedom, double share) { return boost::math::quantile(boost::math::chi_squared(freedom), share); }

// What the fits need of the values.
struct Sums {
  double n = 0, mean = 0, logMean = 0, logSquares = 0;  // of the deviations of the logarithms
};

Sums sumsOf(const std::vector<double>& values) {
  Sums sums;
  sums.n = static_cast<double>(values.size());
  for (const double value : values) {
    sums.mean += value;
    sums.logMean += std::log(value);
  }
  sums.mean /= sums.n;
  sums.logMean /= sums.n;
  for (const double value : values) sums.logSquares += std::pow(std::log(value) - sums.logMean, 2);
  return sums;
}

// An interval that is symmetric in the logarithm, of which `deviation` is the standard error.
Estimate positiveEstimate(double value, double deviation) {
  const double factor = std::exp(kNormalQuantile * deviation);
  return {value, value / factor, value * factor};
}

LikelihoodFit withCriteria(LikelihoodFit fit, double n) {
  const auto k = static_cast<double>(fit.parameters.size());
  fit.aic = 2 * k - 2 * fit.logLikelihood;
  fit.bic = k * std::log(n) - 2 * fit.logLikelihood;
  return fit;
}

LikelihoodFit fitExponential(const Sums& s) {
  LikelihoodFit fit{LawFamily::exponential, {}, 0, 0, 0};
  const double twice = 2 * s.n * s.mean;
  fit.parameters = {{"mean", {s.mean, twice / chiSquare(2 * s.n, 1 - kTail), twice / chiSquare(2 * s.n, kTail)}}};
  fit.logLikelihood = -s.n * (std::log(s.mean) + 1);
  return fit;
}

LikelihoodFit fitLognormal(const Sums& s) {
  LikelihoodFit fit{LawFamily::lognormal, {}, 0, 0, 0};
  const double freedom = s.n - 1;
  const double sigma = std::sqrt(s.logSquares / s.n);
  const double error = std::sqrt(s.logSquares / freedom / s.n);
  const double t = boost::math::quantile(boost::math::students_t(freedom), 1 - kTail);
  const double median = std::exp(s.logMean);
  fit.parameters = {{"median", {median, median * std::exp(-t * error), median * std::exp(t * error)}},
                    {"sigma",
                     {sigma, std::sqrt(s.logSquares / chiSquare(freedom, 1 - kTail)),
                      std::sqrt(s.logSquares / chiSquare(freedom, kTail))}}};
  fit.logLikelihood = -s.n * (s.logMean + std::log(sigma) + 0.5 * std::log(2 * std::numbers::pi) + 0.5);
  return fit;
}

// Shape k solves ln k - digamma(k) = ln(mean) - mean(ln); Newton's method in 1/k from Minka's start ("Estimating a Gamma
// distribution", 2002). Mean and shape are orthogonal: their errors are mean/sqrt(n k) and 1/sqrt(n (trigamma(k) - 1/k)).
std::optional<LikelihoodFit> fitGamma(const Sums& s) {
  const double gap = std::log(s.mean) - s.logMean;
  if (!(gap > 0)) return std::nullopt;
  double k = (3 - gap + std::sqrt((gap - 3) * (gap - 3) + 24 * gap)) / (12 * gap);
  for (int step = 0; step < kMostSteps; ++step) {
    const double slope = 1 / k - boost::math::trigamma(k);
    const double next = 1 / (1 / k + (std::log(k) - boost::math::digamma(k) - gap) / (k * k * slope));
    if (!(next > 0) || !std::isfinite(next)) return std::nullopt;
    const bool still = std::abs(next - k) <= 1e-12 * k;
    k = next;
    if (still) break;
  }
  const double information = boost::math::trigamma(k) - 1 / k;
  if (!(information > 0)) return std::nullopt;
  LikelihoodFit fit{LawFamily::gamma, {}, 0, 0, 0};
  const double shapeError = 1 / (k * std::sqrt(s.n * information));  // of ln k; cv is k^(-1/2)
  fit.parameters = {{"mean", positiveEstimate(s.mean, 1 / std::sqrt(s.n * k))},
                    {"cv", positiveEstimate(1 / std::sqrt(k), shapeError / 2)}};
  const double theta = s.mean / k;
  fit.logLikelihood = s.n * ((k - 1) * s.logMean - k - k * std::log(theta) - std::lgamma(k));
  return fit;
}

// Shape k solves sum(x^k ln x)/sum(x^k) - 1/k = mean(ln x), whose left side rises with k. The errors of the logarithms are
// sqrt(6)/pi/sqrt(n) of the shape, and sqrt(1 + 6 (1 - Euler's gamma)²/pi²)/k/sqrt(n) of the scale (Johnson, Kotz and
// Balakrishnan, Continuous Univariate Distributions 1, ch. 21).
std::optional<LikelihoodFit> fitWeibull(const Sums& s, const std::vector<double>& values) {
  std::vector<double> logs;
  logs.reserve(values.size());
  for (const double value : values) logs.push_back(std::log(value) - s.logMean);
  const double deviation = std::sqrt(s.logSquares / s.n);
  if (!(deviation > 0)) return std::nullopt;
  double k = std::numbers::pi / std::sqrt(6.0) / deviation;  // by the moments of the logarithm
  const double largest = logs.back();
  double powers = 0;
  for (int step = 0; step < kMostSteps; ++step) {
    double first = 0, second = 0;
    powers = 0;
    for (const double log : logs) {
      const double weight = std::exp(k * (log - largest));
      powers += weight;
      first += weight * log;
      second += weight * log * log;
    }
    const double mean = first / powers;
    const double residual = mean - 1 / k;
    const double slope = second / powers - mean * mean + 1 / (k * k);
    const double next = std::clamp(k - residual / slope, k / 3, k * 3);
    if (!std::isfinite(next)) return std::nullopt;
    const bool still = std::abs(next - k) <= 1e-11 * k;
    k = next;
    if (still) break;
  }
  powers = 0;
  for (const double log : logs) powers += std::exp(k * (log - largest));
  const double logScale = largest + std::log(powers / s.n) / k + s.logMean;
  constexpr double kPi = std::numbers::pi;
  const double scaleError = std::sqrt(1 + 6 * std::pow(1 - std::numbers::egamma, 2) / (kPi * kPi)) / k / std::sqrt(s.n);
  LikelihoodFit fit{LawFamily::weibull, {}, 0, 0, 0};
  fit.parameters = {{"scale", positiveEstimate(std::exp(logScale), scaleError)},
                    {"shape", positiveEstimate(k, std::sqrt(6 / s.n) / kPi)}};
  fit.logLikelihood = s.n * (std::log(k) - k * logScale + (k - 1) * s.logMean - 1);
  return fit;
}

}  // namespace

std::string_view familyName(LawFamily family) {
  switch (family) {
    case LawFamily::exponential: return "exponential";
    case LawFamily::lognormal: return "lognormal";
    case LawFamily::gamma: return "gamma";
    case LawFamily::weibull: return "weibull";
  }
  return {};
}

std::optional<LikelihoodFit> fitLikelihood(LawFamily family, const std::vector<double>& values) {
  const auto sums = sumsOf(values);
  std::optional<LikelihoodFit> fit;
  switch (family) {
    case LawFamily::exponential: fit = fitExponential(sums); break;
    case LawFamily::lognormal: fit = fitLognormal(sums); break;
    case LawFamily::gamma: fit = fitGamma(sums); break;
    case LawFamily::weibull: fit = fitWeibull(sums, values); break;
  }
  if (!fit || !std::isfinite(fit->logLikelihood)) return std::nullopt;
  return withCriteria(std::move(*fit), sums.n);
}

double lawShare(const LikelihoodFit& fit, double ms) {
  if (ms <= 0) return 0;
  switch (fit.family) {
    case LawFamily::exponential: return -std::expm1(-ms / fit.first());
    case LawFamily::lognormal: return boost::math::cdf(boost::math::normal(), std::log(ms / fit.first()) / fit.second());
    case LawFamily::gamma: {
      const double shape = 1 / (fit.second() * fit.second());
      return boost::math::gamma_p(shape, ms * shape / fit.first(), Saturating());
    }
    case LawFamily::weibull: return -std::expm1(-std::pow(ms / fit.first(), fit.second()));
  }
  return 0;
}

double lawQuantile(const LikelihoodFit& fit, double share) {
  switch (fit.family) {
    case LawFamily::exponential: return -fit.first() * std::log1p(-share);
    case LawFamily::lognormal:
      return fit.first() * std::exp(fit.second() * boost::math::quantile(boost::math::normal(), share));
    case LawFamily::gamma: {
      const double shape = 1 / (fit.second() * fit.second());
      return boost::math::gamma_p_inv(shape, share, Saturating()) * fit.first() / shape;
    }
    case LawFamily::weibull: return fit.first() * std::pow(-std::log1p(-share), 1 / fit.second());
  }
  return 0;
}

double toFourDigits(double value) {
  if (value == 0 || !std::isfinite(value)) return value;
  const double unit = std::pow(10.0, std::floor(std::log10(std::abs(value))) - 3);
  return unit < 1 ? std::round(value / unit) / std::round(1 / unit) : std::round(value / unit) * unit;
}

model::Duration roundedTime(double ms) { return {std::llround(toFourDigits(ms) * 1e6)}; }

model::Distribution lawOf(const LikelihoodFit& fit, double scale) {
  const auto time = roundedTime(fit.first() * scale);
  switch (fit.family) {
    case LawFamily::exponential: return model::Exponential{time};
    case LawFamily::lognormal: return model::LognormalMedianSigma{time, toFourDigits(fit.second())};
    case LawFamily::gamma: return model::Gamma{time, toFourDigits(fit.second())};
    case LawFamily::weibull: return model::Weibull{time, toFourDigits(fit.second())};
  }
  return model::Constant{time};
}

}  // namespace virga::simulator
