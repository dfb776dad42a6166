#pragma once

#include <optional>
#include <vector>

#include <QWidget>

#include "ui/charts/chart_content.h"
#include "ui/charts/series_buckets.h"

class QCPItemStraightLine;
class QCPItemText;
class QCPGraph;
class QCPItemTracer;
class QCPLayer;
class QMenu;
class QCustomPlot;
class QHBoxLayout;
class QLabel;
class QStackedLayout;
class QToolButton;

namespace virga::ui {

class BandPlottable;

// Lines over simulated time: a title with a toggle for each line, the plot, and the common cursor with the values under
// it. Time range and cursor are set from outside, so that several charts move together.
class TimeChart : public QWidget {
  Q_OBJECT

 public:
  explicit TimeChart(QWidget* parent = nullptr);

  void setContent(ChartContent content, double bucketSeconds, TimeRange range);
  void setTimeRange(TimeRange range);
  void setCursor(std::optional<double> time);   // seconds, with the values there; none: no cursor
  void setInstant(std::optional<double> time);  // that everything shows; none: the run as a whole
  const ChartContent& content() const { return content_; }

 public slots:
  // Takes the visible range into the plot and draws it at once.
  void redraw();

 signals:
  void cursorMoved(std::optional<double> time);
  void rangeWanted(virga::ui::TimeRange range);  // by wheel or dragging
  void wholeRangeWanted();                       // by double click
  void instantWanted(double time);               // by a click, or by dragging the instant's line
  void pointClicked(double time, double value);  // of the nearest line, where the click is near enough

 protected:
  bool eventFilter(QObject* watched, QEvent* event) override;
  void contextMenuEvent(QContextMenuEvent* event) override;

 private:
  void buildPlot();
  void buildLegend();
  void paintTheme();
  void showCursor(double time);
  void fillGraphs();
  void zoom(double time, double factor);
  void makeMenu();
  void savePicture(const QString& filter, const QString& suffix, double scale);
  void copyAsTable();
  void clickAt(QPointF position);
  bool isOnInstant(QPointF position) const;

  ChartContent content_;
  double bucketSeconds_ = 1;
  TimeRange range_;
  bool stale_ = true;               // the graphs do not show the range yet
  int filledWidth_ = 0;             // pixels for which the graphs were filled
  std::optional<double> dragFrom_;  // time under the pointer when the drag began
  QPoint pressedAt_;
  bool dragsInstant_ = false;
  bool moved_ = false;  // since the button went down
  std::optional<double> instant_;
  QCustomPlot* plot_;
  QCPLayer* cursorLayer_ = nullptr;
  QCPItemStraightLine* cursorLine_ = nullptr;
  QCPItemStraightLine* instantLine_ = nullptr;
  // By line; null where it has no baseline or no replications.
  std::vector<QCPGraph*> graphs_, baselines_;
  std::vector<BandPlottable*> bands_;
  QMenu* menu_ = nullptr;
  QCPItemText* readout_ = nullptr;
  std::vector<QCPItemTracer*> dots_;
  QLabel* title_;
  QLabel* message_;
  QHBoxLayout* legend_;
  std::vector<QToolButton*> toggles_;
  QStackedLayout* pages_;
};

}  // namespace virga::ui
