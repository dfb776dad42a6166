#include "simulator/calibrate/goodness_of_fit.h"

#include <algorithm>
#include <cmath>

#include "simulator/calibrate/value_sample.h"
#include "simulator/kernel/random.h"

namespace virga::simulator {

namespace {

constexpr double kLikely = 0.05;
constexpr double kTolerance = 0.10;

double distanceOf(const LikelihoodFit& fit, const std::vector<double>& sorted) {
  return kolmogorovDistance(sorted, [&](double ms) { return lawShare(fit, ms); });
}

double bootstrapped(const LikelihoodFit& fit, std::size_t size, double distance) {
  SequentialStream draws(RandomStream(1, 0, familyName(fit.family), Purpose::sampling));
  int asFar = 0, fitted = 0;
  std::vector<double> resample(size);
  for (int i = 0; i < GoodnessOfFit::kResamples; ++i) {
    for (auto& value : resample) value = lawQuantile(fit, draws.uniform());
    std::sort(resample.begin(), resample.end());
    const auto again = fitLikelihood(fit.family, resample);
    if (!again) continue;
    ++fitted;
    if (distanceOf(*again, resample) >= distance) ++asFar;
  }
  return static_cast<double>(asFar + 1) / static_cast<double>(fitted + 1);
}

// Whether the law's quantile is about where the values have theirs.
bool isNear(const LikelihoodFit& fit, const std::vector<double>& sorted, double share, double error) {
  if (std::abs(error) <= kTolerance) return true;
  const double slack = 3 * std::sqrt(share * (1 - share) / static_cast<double>(sorted.size()));
  const double law = lawQuantile(fit, share);
  const bool above = law >= sampleQuantile(sorted, std::max(0.0, share - slack));
  return above && (share + slack >= 1 || law <= sampleQuantile(sorted, share + slack));
}

}  // namespace

double kolmogorovDistance(const std::vector<double>& sorted, const std::function<double(double)>& lawShare) {
  const auto n = static_cast<double>(sorted.size());
  double distance = 0;
  for (std::size_t i = 0; i < sorted.size();) {
    std::size_t next = i + 1;
    while (next < sorted.size() && sorted[next] == sorted[i]) ++next;
    const double share = lawShare(sorted[i]);
    distance = std::max({distance, share - static_cast<double>(i) / n, static_cast<double>(next) / n - share});
    i = next;
  }
  return distance;
}

double andersonDarling(const std::vector<double>& sorted, const std::function<double(double)>& lawShare) {
  const auto n = static_cast<double>(sorted.size());
  double sum = 0;
  for (std::size_t i = 0; i < sorted.size(); ++i) {
    const double below = std::max(lawShare(sorted[i]), 1e-300);
    const double above = std::max(1 - lawShare(sorted[sorted.size() - 1 - i]), 1e-300);
    sum += (2 * static_cast<double>(i) + 1) * (std::log(below) + std::log(above));
  }
  return -n - sum / n;
}

GoodnessOfFit goodnessOf(const LikelihoodFit& fit, const std::vector<double>& sorted) {
  const auto share = [&](double ms) { return lawShare(fit, ms); };
  const auto error = [&](double at) { return lawQuantile(fit, at) / sampleQuantile(sorted, at) - 1; };
  GoodnessOfFit goodness;
  goodness.distance = kolmogorovDistance(sorted, share);
  goodness.andersonDarling = andersonDarling(sorted, share);
  goodness.errorP50 = error(0.50);
  goodness.errorP95 = error(0.95);
  goodness.errorP99 = error(0.99);
  if (sorted.size() <= GoodnessOfFit::kMostTested) goodness.pValue = bootstrapped(fit, sorted.size(), goodness.distance);
  goodness.holds = (goodness.distance <= GoodnessOfFit::kClose || goodness.pValue.value_or(0) >= kLikely) &&
                   isNear(fit, sorted, 0.95, goodness.errorP95) && isNear(fit, sorted, 0.99, goodness.errorP99);
  return goodness;
}

}  // namespace virga::simulator
