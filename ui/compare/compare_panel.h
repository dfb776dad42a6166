#pragma once

#include <memory>

#include <QWidget>

#include "ui/compare/compare_runner.h"
#include "ui/document/document.h"

class QComboBox;
class QLabel;
class QSplitter;
class QTabWidget;
class QTextBrowser;
class QToolButton;

namespace virga::ui {

class CatalogOverlays;
class CompareControls;
class CompareTable;
class CostChart;
class LatencyChart;
class RunBar;
class TrafficChart;

// The design on several platforms side by side: figures, what differs on each, and charts.
class ComparePanel : public QWidget {
  Q_OBJECT

 public:
  enum class View { table, cost, latency, traffic };

  ComparePanel(Document* document, std::shared_ptr<CatalogCache> catalogs, CatalogOverlays* overlays, CompareRunner* runner,
               const RunBar* runBar, QWidget* parent = nullptr);

  void setComparison(std::shared_ptr<const simulator::Comparison> comparison);  // null: none
  const simulator::Comparison* comparison() const { return comparison_.get(); }
  void showView(View view);
  CompareControls& controls() { return *controls_; }

 public slots:
  void copyAsText() const;
  void exportCsv();

 signals:
  void failed(const QString& title, const QString& text);

 protected:
  void resizeEvent(QResizeEvent* event) override;

 private:
  void showOutcome(const CompareOutcome& outcome);
  void showAge();
  void fillTable();
  void showSelection();
  std::string flow() const;

  // What the running and the shown comparison are of.
  struct Basis {
    std::shared_ptr<const model::Architecture> architecture;
    bool catalogsChanged = false;  // since it began
  };

  Document* document_;
  std::shared_ptr<const simulator::Comparison> comparison_;
  Basis begun_, basis_;
  CompareControls* controls_;
  QLabel* headline_;
  QLabel* age_;
  QComboBox* flow_;
  QTabWidget* views_;
  QSplitter* tablePage_;
  CompareTable* table_;
  QTextBrowser* details_;
  CostChart* cost_;
  LatencyChart* latency_;
  TrafficChart* traffic_;
  QToolButton* copy_;
  QToolButton* export_;
  QWidget* shown_;
  QLabel* nothing_;
  bool arranged_ = false;  // the table and its details have got their places
};

}  // namespace virga::ui
