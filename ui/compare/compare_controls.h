#pragma once

#include <memory>
#include <vector>

#include <QElapsedTimer>
#include <QWidget>

#include "ui/compare/compare_runner.h"
#include "ui/document/document.h"

class QAction;
class QLabel;
class QListWidget;
class QProgressBar;
class QSpinBox;

namespace virga::ui {

class PlatformChooser;
class RunBar;

// What to compare, the comparison's progress, and the actions that start and stop it. Seed and scenario come from the run
// bar, the scenario until another one is chosen here.
class CompareControls : public QWidget {
  Q_OBJECT

 public:
  CompareControls(Document* document, std::shared_ptr<CatalogCache> catalogs, CompareRunner* runner, const RunBar* runBar,
                  QWidget* parent = nullptr);

  QAction* compareAction() const { return compare_; }
  QAction* trafficAction() const { return traffic_; }
  QAction* stopAction() const { return stop_; }

  // The comparison that the controls describe; with curves of cost, at these multiples of the traffic.
  CompareRequest request(std::vector<double> traffic = {});
  void setStatus(const QString& text);

  // Multiples of a scenario's traffic at which curves of cost are simulated.
  static const std::vector<double>& curveTraffic();

 protected:
  void showEvent(QShowEvent* event) override;

 private:
  std::vector<std::string> chosenScenarios() const;
  void fillPlatforms();
  void fillScenarios();
  void chooseScenarioOfRunBar();
  void enableActions();
  void showProgress(const simulator::Progress& progress);

  Document* document_;
  CompareRunner* runner_;
  const RunBar* runBar_;
  PlatformChooser* platforms_;
  QListWidget* scenarios_;
  QSpinBox* replications_;
  QProgressBar* progress_;
  QLabel* status_;
  QAction* compare_;
  QAction* traffic_;
  QAction* stop_;
  bool stale_ = true;  // the platforms aren't those of the project yet
};

}  // namespace virga::ui
