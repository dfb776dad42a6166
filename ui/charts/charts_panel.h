#pragma once

#include <memory>
#include <optional>
#include <vector>

#include <QWidget>

#include "ui/charts/time_chart.h"

class QComboBox;
class QGridLayout;
class QLabel;
class QScrollArea;
class QStackedWidget;

namespace virga::ui {

class FiguresTable;

// The run's key figures and, for the chosen flow or component, its charts over time under one cursor and one time range.
class ChartsPanel : public QWidget {
  Q_OBJECT

 public:
  explicit ChartsPanel(QWidget* parent = nullptr);

  void setResult(std::shared_ptr<const simulator::Result> result);
  const std::shared_ptr<const simulator::Result>& result() const { return result_; }
  // Shows the subject's charts, if the result has it.
  void setSubject(const ChartSubject& subject);
  const std::optional<ChartSubject>& subject() const { return subject_; }
  TimeRange timeRange() const { return range_; }
  const std::vector<TimeChart*>& charts() const { return charts_; }  // those of the subject, in order

 public slots:
  void setTimeRange(virga::ui::TimeRange range);  // kept inside the run
  void showWholeRun();
  void setCursor(std::optional<double> time);

 signals:
  void subjectChanged(const virga::ui::ChartSubject& subject);

 protected:
  void resizeEvent(QResizeEvent* event) override;
  bool eventFilter(QObject* watched, QEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;

 private:
  void rebuildCharts();
  void arrangeCharts();
  double runSeconds() const;

  std::shared_ptr<const simulator::Result> result_;
  std::optional<ChartSubject> subject_;
  TimeRange range_;
  std::optional<double> cursor_;
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
