#pragma once

#include <memory>
#include <optional>
#include <vector>

#include <QAbstractScrollArea>

#include "simulator/measure/trace.h"
#include "ui/traces/waterfall_rows.h"

namespace virga::ui {

// One request as a waterfall: a row for each span, its bar over time, told by colour, pattern and text what the time was
// spent on; a thick line below the bars is the critical path. Only the rows in sight are painted. Up and Down walk through
// the spans, + and - zoom, 0 shows all, Left and Right move.
class WaterfallView : public QAbstractScrollArea {
  Q_OBJECT

 public:
  explicit WaterfallView(QWidget* parent = nullptr);

  // Null: none.
  void setTrace(std::shared_ptr<const simulator::Trace> trace);
  const std::vector<WaterfallRow>& rows() const { return rows_; }
  int currentRow() const { return current_; }  // -1: none
  void setCurrentRow(int row);
  QString rowText(int row) const;
  QRect barRect(int row) const;  // in the viewport
  double zoom() const { return zoom_; }
  void setZoom(double zoom);  // 1: all of the request

 signals:
  void currentChanged(int row);

 protected:
  void paintEvent(QPaintEvent* event) override;
  void resizeEvent(QResizeEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;
  void wheelEvent(QWheelEvent* event) override;
  void mousePressEvent(QMouseEvent* event) override;
  bool viewportEvent(QEvent* event) override;

 private:
  void layOut();
  void zoomAround(double factor, double x);
  void paintAxis(QPainter& painter) const;  // above the rows
  void paintGrid(QPainter& painter) const;  // behind them
  std::vector<std::int64_t> ticks() const;  // in sight, ns since the start of the run
  void paintRow(QPainter& painter, int row) const;
  void paintBarText(QPainter& painter, const QRect& bar, const simulator::Span& span) const;
  int rowAt(int y) const;
  int rowTop(int row) const;
  int plotWidth() const;
  double contentWidth() const;
  double xOf(std::int64_t ns) const;

  std::shared_ptr<const simulator::Trace> trace_;
  std::vector<WaterfallRow> rows_;
  std::int64_t end_ = 0;
  int current_ = -1;
  double zoom_ = 1;
};

}  // namespace virga::ui
