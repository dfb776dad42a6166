#pragma once

#include <optional>
#include <string>
#include <vector>

#include "simulator/calibrate/goodness_of_fit.h"
#include "simulator/calibrate/likelihood_fit.h"

namespace virga::simulator {

struct TriedLaw {
  LikelihoodFit fit;
  GoodnessOfFit goodness;
};

// The law that stands for measured times.
struct ServiceLaw {
  std::uint64_t values = 0;           // measured
  std::vector<double> sorted;         // all of them, or a sample; ms
  double resolutionMs = 0;            // what values of 0 were taken for half of; 0 where there are none
  std::vector<TriedLaw> tried;        // the smallest BIC first
  std::optional<std::size_t> chosen;  // of `tried`; nothing: constant or the quantiles
  bool constant = false;              // all about the same

  // As a project file states it, of times `scale` as long.
  model::Distribution law(double scale) const;
  double lawMeanMs() const;
  // Share of the law at most so long.
  double shareAt(double ms) const;
  // "lognormal (KS distance 0.004, p99 +1.2 %; BIC before gamma, weibull, exponential)"
  std::string text() const;
};

// Of the families that hold (GoodnessOfFit) the one with the smallest BIC; the values' own quantiles where none does or
// there are fewer than kFewestToFit values: at 30 the test's critical distance is about 0.16 (0.886 / sqrt(n): Lilliefors,
// JASA 62, 1967), so that with fewer it lets laws pass that differ by more than a sixth. Nothing where there are no values.
inline constexpr std::size_t kFewestToFit = 30;
std::optional<ServiceLaw> fitServiceLaw(std::vector<double> sorted, std::uint64_t values);

}  // namespace virga::simulator
