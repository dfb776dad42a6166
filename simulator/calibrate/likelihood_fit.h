#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "model/architecture/distribution.h"

namespace virga::simulator {

enum class LawFamily { exponential, lognormal, gamma, weibull };
std::string_view familyName(LawFamily family);

// An estimated quantity with its 95 % confidence interval.
struct Estimate {
  double value = 0;
  double low = 0, high = 0;
};

// One family's maximum-likelihood estimate from times in milliseconds.
//  exponential  mean; interval exact (chi-square)
//  lognormal    median, sigma; intervals of a normal sample (Student-t, chi-square)
//  gamma        mean, cv; intervals from the Fisher information, of the logarithms
//  weibull      scale, shape; likewise
struct LikelihoodFit {
  struct Parameter {
    std::string_view name;  // as the project file has it
    Estimate estimate;
  };

  LawFamily family = LawFamily::exponential;
  std::vector<Parameter> parameters;
  double logLikelihood = 0;
  double aic = 0, bic = 0;

  double first() const { return parameters[0].estimate.value; }
  double second() const { return parameters[1].estimate.value; }
};

// `values` are sorted, above 0, two or more and not all the same. Nothing where the likelihood has no maximum that can be
// found.
std::optional<LikelihoodFit> fitLikelihood(LawFamily family, const std::vector<double>& values);

// Share of the law's draws that are at most `ms`, and the value below which a share of them is, in milliseconds.
double lawShare(const LikelihoodFit& fit, double ms);
double lawQuantile(const LikelihoodFit& fit, double share);

// The law as a project file states it, of times `scale` as long. Parameters keep four significant digits.
model::Distribution lawOf(const LikelihoodFit& fit, double scale);

// To four significant digits, the accuracy of stated parameters.
double toFourDigits(double value);
// A time of so many milliseconds, to four digits.
model::Duration roundedTime(double ms);

}  // namespace virga::simulator
