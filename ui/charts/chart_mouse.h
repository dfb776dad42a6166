#pragma once

#include <functional>
#include <optional>

#include <QObject>
#include <QPoint>

#include "ui/charts/series_buckets.h"

class QCustomPlot;
class QMouseEvent;

namespace virga::ui {

// What a hand can do to a plot over time: point, click, drag the range or the instant's line, and zoom.
class ChartMouse : public QObject {
  Q_OBJECT

 public:
  // `isHandle` tells whether the instant's line can be taken at a point of the plot.
  ChartMouse(QCustomPlot* plot, std::function<bool(QPointF)> isHandle, QObject* parent);

  void setTimeRange(TimeRange range) { range_ = range; }

 signals:
  void pointed(std::optional<double> time);  // seconds; none: the pointer has left
  void rangeWanted(virga::ui::TimeRange range);
  void wholeRangeWanted();
  void instantDragged(double time);  // inside the range
  void clicked(QPointF position);    // pixels of the plot

 protected:
  bool eventFilter(QObject* watched, QEvent* event) override;

 private:
  double timeAt(QPointF position) const;
  void press(const QMouseEvent& event);
  void move(const QMouseEvent& event);
  void release(const QMouseEvent& event);
  void zoom(double time, double factor);

  QCustomPlot* plot_;
  std::function<bool(QPointF)> isHandle_;
  TimeRange range_;
  std::optional<double> dragFrom_;  // time under the pointer when the drag began
  QPoint pressedAt_;
  bool dragsInstant_ = false;
  bool moved_ = false;  // since the button went down
};

}  // namespace virga::ui
