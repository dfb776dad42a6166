#include "ui/calibrate/cdf_curve.h"

#include <cmath>

namespace virga::ui {

CdfCurve sampleCurve(const std::vector<double>& sorted, std::size_t most) {
  CdfCurve curve;
  const auto size = sorted.size();
  if (size == 0) return curve;
  const auto points = std::min(most, size);
  for (std::size_t i = 0; i < points; ++i) {
    const auto rank = points == 1 ? size - 1 : i * (size - 1) / (points - 1);
    curve.ms.push_back(sorted[rank]);
    curve.shares.push_back(static_cast<double>(rank + 1) / static_cast<double>(size));
  }
  return curve;
}

CdfCurve lawCurve(const simulator::ServiceLaw& law, double fromMs, double toMs, std::size_t points) {
  CdfCurve curve;
  const double ratio = std::log(toMs / fromMs);
  for (std::size_t i = 0; i < points; ++i) {
    const double at = fromMs * std::exp(ratio * static_cast<double>(i) / static_cast<double>(points - 1));
    curve.ms.push_back(at);
    curve.shares.push_back(law.shareAt(at));
  }
  return curve;
}

}  // namespace virga::ui
