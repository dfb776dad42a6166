#include "ui/canvas/geometry.h"

#include <algorithm>
#include <cmath>

namespace virga::ui {

model::Position toPosition(QPointF point, bool snap) {
  const auto coordinate = [snap](double value) {
    const double step = snap ? kGrid : 1;
    // Far beyond any drawing, and still exact in every sum of coordinates.
    return static_cast<int>(std::round(std::clamp(value, -1e6, 1e6) / step) * step);
  };
  return {coordinate(point.x()), coordinate(point.y())};
}

}  // namespace virga::ui
