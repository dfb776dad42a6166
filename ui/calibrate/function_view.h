#pragma once

#include <vector>

#include <QWidget>

#include "ui/calibrate/calibrate_runner.h"

class QListWidget;
class QTabWidget;
class QTextBrowser;
class QTreeWidget;

namespace virga::ui {

class ArrivalsChart;
class CdfChart;
class MemoryChart;

// What the logs say of each function: the facts, and the pictures that they are taken from.
class FunctionView : public QWidget {
  Q_OBJECT

 public:
  explicit FunctionView(QWidget* parent = nullptr);

  void setLearnt(const Learnt& learnt);
  void setFigures(const std::vector<simulator::LoggedFigure>& figures);
  void clear();

 private:
  void show();
  void showLaws(const simulator::FunctionCalibration& function);

  Learnt learnt_;
  std::vector<simulator::LoggedFigure> figures_;
  QListWidget* functions_;
  QTextBrowser* facts_;
  QTabWidget* pictures_;
  CdfChart* durations_;
  QTreeWidget* laws_;
  ArrivalsChart* arrivals_;
  CdfChart* starts_;
  MemoryChart* memory_;
};

}  // namespace virga::ui
