#pragma once

#include <optional>
#include <vector>

#include <QWidget>

#include "simulator/workload/expected_rate.h"

namespace virga::ui {

// Draws a rate over a run, and on it the points that make it, which the mouse drags. With the keyboard Page Up and Page
// Down choose a point, arrows move it, Delete removes it.
class RatePlot : public QWidget {
  Q_OBJECT

 public:
  // A point as it is drawn: seconds, and requests per second.
  using Points = std::vector<simulator::RatePoint>;

  explicit RatePlot(QWidget* parent = nullptr);

  // `duration` in seconds.
  void setRates(Points rates, double duration);
  void setPoints(Points points);
  const Points& rates() const { return rates_; }
  const Points& points() const { return points_; }
  // Where a point is drawn.
  QPoint positionOf(const simulator::RatePoint& point) const;
  QSize sizeHint() const override;

 signals:
  void pointDragged(std::size_t index, simulator::RatePoint to);  // while the button is down
  void pointMoved(std::size_t index, simulator::RatePoint to, bool byKeyboard);
  void pointAdded(simulator::RatePoint at);
  void pointRemoved(std::size_t index);
  void dragCancelled();

 protected:
  void paintEvent(QPaintEvent* event) override;
  void mousePressEvent(QMouseEvent* event) override;
  void mouseMoveEvent(QMouseEvent* event) override;
  void mouseReleaseEvent(QMouseEvent* event) override;
  void mouseDoubleClickEvent(QMouseEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;
  void focusInEvent(QFocusEvent* event) override;
  void focusOutEvent(QFocusEvent* event) override;

 private:
  QRectF area() const;
  QPointF placeOf(const simulator::RatePoint& point) const;
  simulator::RatePoint pointAt(const QPointF& place) const;
  std::optional<std::size_t> handleAt(const QPointF& place) const;
  // Between its neighbours, on round numbers.
  simulator::RatePoint allowed(std::size_t index, simulator::RatePoint to) const;
  double timeStep() const;
  double rateStep() const;
  void fitMaximum();
  void describe();

  Points rates_;
  Points points_;
  double duration_ = 3600;
  double maximum_ = 1;
  std::size_t current_ = 0;
  std::optional<std::size_t> dragged_;
  bool moved_ = false;
  Points before_;  // the drag
};

}  // namespace virga::ui
