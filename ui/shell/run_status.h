#pragma once

#include <optional>

#include <QObject>

#include "model/pricing/bill.h"
#include "simulator/results/result.h"
#include "ui/shell/result_overlay.h"

class QLabel;
class QStatusBar;

namespace virga::ui {

// What the status bar says of the shown run: its cost, where it is weakest, and whether it is still of the design.
class RunStatus : public QObject {
  Q_OBJECT

 public:
  // The labels are the bar's.
  explicit RunStatus(QStatusBar* bar);

  void setRun(const simulator::Result& result, const std::optional<Bottleneck>& bottleneck);
  void clear();
  void setAged(bool aged);  // the figures aren't of the design as it is now

 private:
  void showCost();

  std::optional<model::Bill> bill_;
  QLabel* cost_;
  QLabel* bottleneck_;
  QLabel* age_;
};

}  // namespace virga::ui
