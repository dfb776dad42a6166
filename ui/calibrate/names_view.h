#pragma once

#include <map>
#include <string>
#include <vector>

#include <QWidget>

#include "simulator/calibrate/calibrate.h"

class QComboBox;
class QLabel;
class QTreeWidget;

namespace virga::ui {

// Which function of the design each name of the logs means, as it was recognised or as the user says.
class NamesView : public QWidget {
  Q_OBJECT

 public:
  explicit NamesView(const model::Architecture& architecture, QWidget* parent = nullptr);

  void setNames(const simulator::Calibration& calibration, const simulator::Observations& observations);
  // Puts what the user said into the options.
  void state(simulator::CalibrationOptions& options) const;

 signals:
  void stated();  // by the user

 private:
  void showChoice();
  void take();

  std::vector<std::string> functions_;                // of the design
  std::vector<std::string> names_;                    // by row
  std::map<std::string, model::ComponentId> stated_;  // empty component: none of the design's
  QTreeWidget* list_;
  QLabel* label_;
  QComboBox* choice_;
};

}  // namespace virga::ui
