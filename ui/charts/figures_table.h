#pragma once

#include <memory>
#include <optional>

#include <QTreeWidget>

#include "simulator/results/result.h"
#include "ui/charts/chart_content.h"

namespace virga::ui {

// The key figures of a run, a row for each flow and component. Intervals over replications are in the tooltips. Copies
// its rows as tab-separated text.
class FiguresTable : public QTreeWidget {
  Q_OBJECT

 public:
  explicit FiguresTable(QWidget* parent = nullptr);

  void setResult(const simulator::Result& result);
  std::optional<ChartSubject> currentSubject() const;
  void setCurrentSubject(const ChartSubject& subject);

 public slots:
  void copyAsText() const;

 signals:
  void subjectChosen(const virga::ui::ChartSubject& subject);

 private:
  void paintIcons();
  void addRow(QTreeWidgetItem* group, const ChartSubject& subject, const QString& kind,
              const std::vector<simulator::NamedFigure>& figures);
};

}  // namespace virga::ui
