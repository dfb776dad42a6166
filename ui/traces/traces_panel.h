#pragma once

#include <memory>
#include <optional>

#include <QWidget>

#include "ui/traces/trace_follower.h"

class QAction;
class QComboBox;
class QLabel;
class QProgressBar;
class QSortFilterProxyModel;
class QStackedWidget;
class QToolButton;
class QTreeView;

namespace virga::ui {

class CauseTable;
class TraceListModel;
class WaterfallView;

// Sampled requests of the shown run: a list, the chosen one as a waterfall, and what its time was spent on. The requests
// are followed when somebody looks, in the background.
class TracesPanel : public QWidget {
  Q_OBJECT

 public:
  TracesPanel(std::shared_ptr<CatalogCache> catalogs, SimulationRunner::Simulate simulate, QWidget* parent = nullptr);

  // The run that the panels show and what it is of; null: none, or one that can't be followed.
  void setRun(std::shared_ptr<const simulator::Result> result, std::shared_ptr<const RunRequest> request);
  const std::shared_ptr<const simulator::RequestTraces>& traces() const { return traces_; }
  bool isFollowing() const { return follower_->isRunning(); }
  // Asks for a file and writes the traces for tools of others.
  QAction* exportChromeAction() const { return chrome_; }
  QAction* exportOtlpAction() const { return otlp_; }

 public slots:
  // Chooses the sampled request of the flow nearest to a point of a chart: start in seconds, latency in ms.
  void showNearest(const QString& flow, double seconds, double latencyMs);
  void stopFollowing();

 protected:
  void showEvent(QShowEvent* event) override;

 private:
  void makePages();
  void makeExport();
  void follow();
  void say(const QString& text, bool busy);
  void setTraces(std::shared_ptr<const simulator::RequestTraces> traces);
  void filter();
  void chooseTrace(std::size_t trace);
  void showTrace();
  void save(bool asChrome);

  struct Point {
    QString flow;
    double seconds = 0, latencyMs = 0;
  };

  TraceFollower* follower_;
  std::shared_ptr<const simulator::Result> result_;
  std::shared_ptr<const RunRequest> request_;
  std::shared_ptr<const simulator::RequestTraces> traces_;
  std::optional<Point> wanted_;  // once there are traces
  TraceListModel* model_;
  QSortFilterProxyModel* sorted_;
  QStackedWidget* pages_;
  QLabel* message_;
  QProgressBar* progress_;
  QToolButton* again_;
  QComboBox* flows_;
  QComboBox* samples_;
  QTreeView* list_;
  WaterfallView* waterfall_;
  QLabel* spanLabel_;
  CauseTable* causes_;
  QAction* chrome_ = nullptr;
  QAction* otlp_ = nullptr;
};

}  // namespace virga::ui
