#pragma once

#include <string>
#include <utility>
#include <variant>
#include <vector>

#include <tl/expected.hpp>

#include "model/units/duration.h"
#include "model/units/share.h"

namespace virga::model {

// Distributions of a time. A plain duration in a project file is a Constant.
struct Constant {
  Duration value;
  bool operator==(const Constant&) const = default;
};
struct Uniform {
  Duration min, max;  // min <= max
  bool operator==(const Uniform&) const = default;
};
struct Exponential {
  Duration mean;
  bool operator==(const Exponential&) const = default;
};
// The three ways to state a lognormal; each has exactly one lognormal law behind it. p95 and p99 lie above the
// mean or median; sigma is the standard deviation of the logarithm. Of the two laws that may share a mean and a p95 the
// one with the smaller sigma is meant.
struct LognormalMeanP95 {
  Duration mean, p95;
  bool operator==(const LognormalMeanP95&) const = default;
};
struct LognormalMedianP99 {
  Duration median, p99;
  bool operator==(const LognormalMedianP99&) const = default;
};
struct LognormalMedianSigma {
  Duration median;
  double sigma = 0;
  bool operator==(const LognormalMedianSigma&) const = default;
};
struct Gamma {
  Duration mean;
  double cv = 1;  // coefficient of variation, > 0
  bool operator==(const Gamma&) const = default;
};
struct Weibull {
  Duration scale;
  double shape = 1;  // > 0
  bool operator==(const Weibull&) const = default;
};
// Quantiles, rising in both; linear between them, and the first and last bound the law. Either stated here or read from
// `file` (CSV of one duration in milliseconds per line, or of `share,milliseconds`), relative to the project file.
struct Empirical {
  std::vector<std::pair<Share, Duration>> quantiles;
  std::string file;
  bool operator==(const Empirical&) const = default;
};

using Distribution = std::variant<Constant, Uniform, Exponential, LognormalMeanP95, LognormalMedianP99, LognormalMedianSigma,
                                  Gamma, Weibull, Empirical>;

// What makes a distribution impossible, as a sentence that says what would be right: "p95 (10 ms) must be above the mean
// (20 ms)". A file of an Empirical isn't looked at.
tl::expected<void, std::string> validate(const Distribution& distribution);

// Mean and standard deviation of the logarithm of the time in nanoseconds.
struct LognormalLaw {
  double mu = 0;
  double sigma = 0;
};
LognormalLaw lognormalLaw(const LognormalMeanP95& lognormal);
LognormalLaw lognormalLaw(const LognormalMedianP99& lognormal);
LognormalLaw lognormalLaw(const LognormalMedianSigma& lognormal);

// Mean of the law; closed form. An Empirical with a file not yet read has mean 0.
Duration mean(const Distribution& distribution);

// Value below which `probability` (0 < p < 1) of the draws lie. Both saturate at the longest Duration and expect a
// distribution that validate() accepts.
Duration quantile(const Distribution& distribution, double probability);

}  // namespace virga::model
