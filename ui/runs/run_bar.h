#pragma once

#include <QElapsedTimer>
#include <QWidget>

#include "ui/document/document.h"
#include "ui/runs/simulation_runner.h"

class QAction;
class QComboBox;
class QLabel;
class QProgressBar;
class QSpinBox;

namespace virga::ui {

// Scenario, provider, seed and replications of the next run, the run's progress, and the actions that start and stop it.
class RunBar : public QWidget {
  Q_OBJECT

 public:
  RunBar(Document* document, SimulationRunner* runner, QWidget* parent = nullptr);

  QAction* runAction() const { return runAction_; }
  QAction* stopAction() const { return stopAction_; }

  // The run that the controls describe.
  RunRequest request() const;
  std::string provider() const;
  void setScenario(const QString& name);
  bool hasScenario(const QString& name) const;

 public slots:
  void run();

 signals:
  void providerChanged(const QString& provider);
  void scenarioChanged();

 private:
  void fillScenarios();
  void fillProviders();
  void showProgress(const simulator::Progress& progress);
  void showOutcome(const RunOutcome& outcome);
  void setRunning(bool running);

  Document* document_;
  SimulationRunner* runner_;
  QComboBox* scenario_;
  QComboBox* provider_;
  QSpinBox* seed_;
  QSpinBox* replications_;
  QProgressBar* progress_;
  QLabel* status_;
  QAction* runAction_;
  QAction* stopAction_;
  QElapsedTimer clock_;  // since the start of the run
};

}  // namespace virga::ui
