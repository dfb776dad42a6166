#pragma once

#include <functional>
#include <optional>
#include <vector>

#include "simulator/calibrate/likelihood_fit.h"

namespace virga::simulator {

// Greatest distance between the shares of sorted values and of a law (Kolmogorov and Smirnov).
double kolmogorovDistance(const std::vector<double>& sorted, const std::function<double(double)>& lawShare);

// Mean squared distance of the two, weighted towards the tails (Anderson and Darling, 1952).
double andersonDarling(const std::vector<double>& sorted, const std::function<double(double)>& lawShare);

// How a fitted law and the values that it was fitted to differ.
struct GoodnessOfFit {
  double distance = 0;         // Kolmogorov-Smirnov
  double andersonDarling = 0;  // A²
  // Probability of such a distance if the law were true, its parameters estimated from each sample as here: a bootstrap of
  // kResamples draws from the law (Stute, Gonzáles Manteiga and Presedo Quindimil, Metrika 40, 1993). Nothing above
  // kMostTested values, where it would refuse any law that the eye takes for the same.
  std::optional<double> pValue;
  // The law's value over the log's, less 1.
  double errorP50 = 0, errorP95 = 0, errorP99 = 0;
  // Close enough to stand for the values: a distance of at most kClose, or of more that chance explains (p >= 5 %); and a
  // 95th and 99th percentile within 10 % or within what chance explains (three standard errors of the rank).
  bool holds = false;

  static constexpr double kClose = 0.02;
  static constexpr std::size_t kMostTested = 1'000;
  static constexpr int kResamples = 99;
};

GoodnessOfFit goodnessOf(const LikelihoodFit& fit, const std::vector<double>& sorted);

}  // namespace virga::simulator
