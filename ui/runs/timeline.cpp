#include "ui/runs/timeline.h"

#include <algorithm>

namespace virga::ui {

Timeline::Timeline(QObject* parent) : QObject(parent) {}

void Timeline::setSpan(double seconds, double step) {
  span_ = seconds;
  step_ = step;
  const bool had = instant_.has_value();
  instant_.reset();
  emit spanChanged();
  if (had) emit instantChanged(instant_);
}

void Timeline::setInstant(std::optional<double> seconds) {
  if (seconds) {
    if (span_ <= 0) return;
    seconds = std::clamp(*seconds, 0.0, span_);
  }
  if (seconds == instant_) return;
  instant_ = seconds;
  emit instantChanged(instant_);
}

}  // namespace virga::ui

#include "moc_timeline.cpp"
