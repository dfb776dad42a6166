#pragma once

#include <memory>
#include <vector>

#include <QAbstractSlider>
#include <QPixmap>

#include "simulator/results/result.h"

namespace virga::ui {

// A slider over the buckets of a run that shows how many requests came in each of them, and where some were throttled.
class RunStrip : public QAbstractSlider {
  Q_OBJECT

 public:
  explicit RunStrip(QWidget* parent = nullptr);

  void setResult(std::shared_ptr<const simulator::Result> result);
  // Whether an instant is shown; without one there is no handle.
  void setShowsInstant(bool shows);
  int bucketAt(double x) const;
  double middleOf(int bucket) const;  // x of the middle of its place

  // Of each bucket: requests a second of all flows, and what was refused a second.
  const std::vector<double>& traffic() const { return traffic_; }
  const std::vector<double>& throttles() const { return throttles_; }

  QSize sizeHint() const override { return {300, 34}; }
  QSize minimumSizeHint() const override { return {80, 28}; }

 signals:
  void picked(int bucket);  // by the user, also the bucket that is shown already

 protected:
  void paintEvent(QPaintEvent* event) override;
  void mousePressEvent(QMouseEvent* event) override;
  void mouseMoveEvent(QMouseEvent* event) override;
  void mouseReleaseEvent(QMouseEvent* event) override;
  void wheelEvent(QWheelEvent* event) override;
  bool event(QEvent* event) override;

 private:
  QRectF track() const;
  void pick(double x);
  void paintRun();

  std::shared_ptr<const simulator::Result> result_;
  std::vector<double> traffic_, throttles_;
  QPixmap run_;  // what doesn't change while the handle moves
  bool showsInstant_ = false;
};

}  // namespace virga::ui
