#pragma once

#include <vector>

#include <QTreeWidget>

#include "simulator/calibrate/calibration.h"

namespace virga::ui {

// Figures of the logs beside those of the design before and after the proposals.
class FiguresView : public QTreeWidget {
  Q_OBJECT

 public:
  explicit FiguresView(QWidget* parent = nullptr);

  // `afterIsComing`: the last column isn't known yet.
  void setFigures(const std::vector<simulator::LoggedFigure>& figures, bool afterIsComing);
};

}  // namespace virga::ui
