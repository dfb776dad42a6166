#pragma once

#include <vector>

#include <qcustomplot.h>

#include "ui/charts/series_buckets.h"

namespace virga::ui {

// The band between the least and the greatest of the replications: a rectangle for each step, which is a hundred times
// faster than a filled path.
class BandPlottable : public QCPAbstractPlottable {
 public:
  BandPlottable(QCPAxis* keys, QCPAxis* values) : QCPAbstractPlottable(keys, values) {}

  void setSteps(std::vector<BandStep> steps) { steps_ = std::move(steps); }
  const std::vector<BandStep>& steps() const { return steps_; }

  double selectTest(const QPointF&, bool, QVariant*) const override { return -1; }
  QCPRange getKeyRange(bool& found, QCP::SignDomain) const override;
  QCPRange getValueRange(bool& found, QCP::SignDomain, const QCPRange&) const override;

 protected:
  void draw(QCPPainter* painter) override;
  void drawLegendIcon(QCPPainter* painter, const QRectF& rect) const override { painter->fillRect(rect, mBrush); }

 private:
  std::vector<BandStep> steps_;
};

}  // namespace virga::ui
