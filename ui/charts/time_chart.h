#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <vector>

#include <QWidget>

#include "ui/charts/chart_content.h"
#include "ui/charts/series_buckets.h"

class QCPGraph;
class QCustomPlot;
class QLabel;
class QMenu;
class QStackedLayout;

namespace virga::ui {

class BandPlottable;
class ChartCursor;
class ChartHeader;
class ChartMouse;

// Lines over simulated time: a header with a toggle for each line, the plot, and the common cursor with the values under
// it. Time range and cursor are set from outside, so that several charts move together.
class TimeChart : public QWidget {
  Q_OBJECT

 public:
  explicit TimeChart(QWidget* parent = nullptr);
  ~TimeChart() override;

  void setContent(ChartContent content, double bucketSeconds, TimeRange range);
  void setTimeRange(TimeRange range);
  void setCursor(std::optional<double> time);   // seconds, with the values there; none: no cursor
  void setInstant(std::optional<double> time);  // that everything shows; none: the run as a whole
  const ChartContent& content() const { return content_; }
  double bucketSeconds() const { return bucketSeconds_; }
  TimeRange timeRange() const { return range_; }
  // Lets `paint` draw the plot without the cursor, and hands on what it returns.
  QString painted(const std::function<QString(QCustomPlot&)>& paint);

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
  void contextMenuEvent(QContextMenuEvent* event) override;

 private:
  // How a line of the content is drawn; null where it has no baseline or no replications.
  struct Drawn {
    QCPGraph* graph = nullptr;
    QCPGraph* baseline = nullptr;
    BandPlottable* band = nullptr;
    std::optional<WindowFigures> seen;  // of the visible range, once somebody asked
  };

  void buildPlot();
  void connectMouse();
  void paintTheme();
  Drawn draw(const ChartLine& line);
  void showLine(std::size_t line, bool shown);
  std::vector<bool> shownLines() const;
  const WindowFigures& seenOf(std::size_t line);
  void fillGraphs();
  double fill(Drawn& drawn, const ChartLine& line);
  void clickAt(QPointF position);

  ChartContent content_;
  double bucketSeconds_ = 1;
  TimeRange range_;
  bool stale_ = true;    // the graphs do not show the range yet
  int filledWidth_ = 0;  // pixels for which the graphs were filled
  std::vector<Drawn> drawn_;
  QMenu* menu_;
  ChartHeader* header_;
  QCustomPlot* plot_;
  std::unique_ptr<ChartCursor> cursor_;
  ChartMouse* mouse_ = nullptr;
  QLabel* message_;
  QStackedLayout* pages_;
};

}  // namespace virga::ui
