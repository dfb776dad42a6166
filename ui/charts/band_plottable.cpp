#include "ui/charts/band_plottable.h"

#include <algorithm>

namespace virga::ui {

QCPRange BandPlottable::getKeyRange(bool& found, QCP::SignDomain) const {
  found = !steps_.empty();
  return found ? QCPRange(steps_.front().from, steps_.back().to) : QCPRange();
}

QCPRange BandPlottable::getValueRange(bool& found, QCP::SignDomain, const QCPRange&) const {
  found = !steps_.empty();
  if (!found) return {};
  QCPRange range(steps_.front().low, steps_.front().high);
  for (const auto& step : steps_) range.expand(QCPRange(step.low, step.high));
  return range;
}

void BandPlottable::draw(QCPPainter* painter) {
  painter->setAntialiasing(false);
  for (const auto& step : steps_) {
    const QPointF from(mKeyAxis->coordToPixel(step.from), mValueAxis->coordToPixel(step.high));
    const QPointF to(mKeyAxis->coordToPixel(step.to), mValueAxis->coordToPixel(step.low));
    // At least a pixel high, so that a band without width is seen too; whole pixels wide, so that steps don't overlap.
    const double left = std::floor(from.x()), right = std::floor(to.x());
    painter->fillRect(QRectF(left, from.y(), std::max(1.0, right - left), std::max(1.0, to.y() - from.y())), mBrush);
  }
}

}  // namespace virga::ui
