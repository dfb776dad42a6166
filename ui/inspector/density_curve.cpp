#include "ui/inspector/density_curve.h"

#include <algorithm>

namespace virga::ui {

namespace {

constexpr int kSteps = 250;
constexpr double kTail = 0.001;  // left out at both ends

}  // namespace

DensityCurve densityCurve(const model::Distribution& distribution) {
  const auto quantile = [&](double probability) { return model::quantile(distribution, probability).milliseconds(); };
  DensityCurve curve;
  curve.mean = model::mean(distribution).milliseconds();
  curve.p50 = quantile(0.5);
  curve.p95 = quantile(0.95);
  curve.p99 = quantile(0.99);
  curve.end = std::max(quantile(0.995), curve.p99 * 1.05);
  curve.start = std::min(quantile(kTail), curve.end);
  // A law that begins near zero is drawn from zero.
  if (curve.start < 0.3 * curve.end) curve.start = 0;
  if (quantile(1 - kTail) <= quantile(kTail)) {
    curve.start = 0;
    curve.end = std::max(1e-6, 2 * curve.mean);
    return curve;
  }
  double from = quantile(kTail);
  curve.points.emplace_back(from, 0);
  for (int i = 1; i <= kSteps; ++i) {
    const double probability = kTail + (1 - 2 * kTail) * i / kSteps;
    const double to = quantile(probability);
    const double share = (1 - 2 * kTail) / kSteps;
    if (to > from) {
      curve.points.emplace_back(from, share / (to - from));
      curve.points.emplace_back(to, share / (to - from));
    }
    from = to;
  }
  curve.points.emplace_back(from, 0);
  return curve;
}

}  // namespace virga::ui
