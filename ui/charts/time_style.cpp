#include "ui/charts/time_style.h"

namespace virga::ui {

TimeStyle& TimeStyle::instance() {
  static TimeStyle style;
  return style;
}

void TimeStyle::setUnit(Unit unit) {
  if (unit == unit_) return;
  unit_ = unit;
  emit changed();
}

}  // namespace virga::ui

#include "moc_time_style.cpp"
