#pragma once

#include "model/architecture/distribution.h"

namespace virga::simulator {

// A quantile in nanoseconds and its derivative with respect to the probability that it was asked for.
struct Quantile {
  double value;
  double slope;
};

// Laws by their two tails: lower(p) has probability p below it and rises with p, upper(q) has q above it and falls. Both
// are accurate for 0 < p, q <= 1/2 however small.

struct ExponentialLaw {
  double mean;
  Quantile lower(double p) const;
  Quantile upper(double q) const;
};

struct LognormalLaw {
  double median, sigma;
  Quantile lower(double p) const;
  Quantile upper(double q) const;
  double mean() const;
};

struct GammaLaw {
  double shape, scale;
  Quantile lower(double p) const;
  Quantile upper(double q) const;
};

struct WeibullLaw {
  double shape, scale;
  Quantile lower(double p) const;
  Quantile upper(double q) const;
  double mean() const;
};

// The lognormal of each statement; a mean and a p95 that no lognormal has give the widest one with that mean.
LognormalLaw lognormal(const model::LognormalMeanP95& stated);
LognormalLaw lognormal(const model::LognormalMedianP99& stated);
LognormalLaw lognormal(const model::LognormalMedianSigma& stated);

}  // namespace virga::simulator
