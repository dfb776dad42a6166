#pragma once

#include <optional>
#include <vector>

#include <QPointF>

#include "ui/charts/chart_content.h"
#include "ui/charts/chart_readout.h"

class QCPItemStraightLine;
class QCPItemText;
class QCPItemTracer;
class QCPLayer;
class QCustomPlot;
class QFont;

namespace virga::ui {

// What moves over a plot without its lines being drawn anew: the cursor with the values under it, and the instant that
// everything shows. The items are the plot's.
class ChartCursor {
 public:
  explicit ChartCursor(QCustomPlot& plot);

  void setLines(std::size_t count);
  void paintTheme(const std::vector<ChartLine>& lines, const QFont& font);
  void show(const ChartReadout& readout, TimeRange range);
  void hide();
  void draw();  // what show(), hide() and setInstant() have changed

  void setInstant(std::optional<double> seconds);  // none: no line
  bool isOnInstant(QPointF position) const;        // near enough to take it; pixels of the plot

 private:
  QCustomPlot& plot_;
  QCPLayer* layer_;
  QCPItemStraightLine* line_;
  QCPItemStraightLine* instantLine_;
  QCPItemText* readout_;
  std::vector<QCPItemTracer*> dots_;  // by line
  std::optional<double> instant_;
};

}  // namespace virga::ui
