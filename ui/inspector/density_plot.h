#pragma once

#include <QWidget>

#include "ui/inspector/density_curve.h"

namespace virga::ui {

// Draws a distribution's density over time, with marks and numbers at its 50th, 95th and 99th percentile. What it shows
// is also its accessible description.
class DensityPlot : public QWidget {
 public:
  explicit DensityPlot(QWidget* parent = nullptr);

  void setDistribution(const model::Distribution& distribution);
  const DensityCurve& curve() const { return curve_; }
  QSize sizeHint() const override;

 protected:
  void paintEvent(QPaintEvent* event) override;

 private:
  DensityCurve curve_;
};

}  // namespace virga::ui
