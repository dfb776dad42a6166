#pragma once

#include <memory>
#include <optional>
#include <vector>

#include <QWidget>

#include "ui/charts/time_chart.h"

class QComboBox;
class QMenu;
class QGridLayout;
class QLabel;
class QScrollArea;
class QStackedWidget;

namespace virga::ui {

class FiguresTable;
class Timeline;

// The run's key figures and, for the chosen flow or component, its charts over time under one cursor and one time range.
class ChartsPanel : public QWidget {
  Q_OBJECT

 public:
  explicit ChartsPanel(QWidget* parent = nullptr);
  ~ChartsPanel() override;

  void setResult(std::shared_ptr<const simulator::Result> result);
  const std::shared_ptr<const simulator::Result>& result() const { return result_; }
  // Shows the subject's charts, if the result has it.
  void setSubject(const ChartSubject& subject);
  const std::optional<ChartSubject>& subject() const { return subject_; }
  TimeRange timeRange() const { return range_; }
  const std::vector<TimeChart*>& charts() const { return charts_; }  // those of the subject, in order
  // The instant that all charts mark, and that a click in one of them sets. Outlives the panel.
  void setTimeline(Timeline* timeline);
  // Draws the same lines of another run dashed beside the result's; null: none.
  void setBaseline(std::shared_ptr<const simulator::Result> baseline, const QString& name);

 public slots:
  void setTimeRange(virga::ui::TimeRange range);  // kept inside the run
  void showWholeRun();
  void setCursor(std::optional<double> time);

 signals:
  void subjectChanged(const virga::ui::ChartSubject& subject);
  // A point of a latency chart was clicked.
  void pointActivated(const virga::ui::ChartSubject& subject, double seconds, double latencyMs);

 protected:
  void resizeEvent(QResizeEvent* event) override;
  bool eventFilter(QObject* watched, QEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;

 private:
  void rebuildCharts();
  TimeChart* makeChart();
  void makePercentiles();
  void showCursor();
  void arrangeCharts();
  double runSeconds() const;

  std::shared_ptr<const simulator::Result> result_;
  std::optional<ChartSubject> subject_;
  TimeRange range_;
  std::optional<double> cursor_;  // under the pointer, or set by keys; else the timeline's instant is shown
  Timeline* timeline_ = nullptr;
  ChartChoice choice_;
  QMenu* percentiles_;
  FiguresTable* figures_;
  QComboBox* chooser_;
  QLabel* summary_;
  QScrollArea* scroll_;
  QGridLayout* grid_;
  QStackedWidget* pages_;
  std::vector<TimeChart*> charts_;
  int columns_ = 0;
};

}  // namespace virga::ui
