#pragma once

#include <memory>
#include <vector>

#include <QTreeWidget>

#include "simulator/alarms/propose.h"

namespace virga::ui {

// Proposed alarms with what they cost and notice, and a check box for each that the project has none like yet.
class ProposalTable : public QTreeWidget {
  Q_OBJECT

 public:
  explicit ProposalTable(QWidget* parent = nullptr);

  void setProposals(std::shared_ptr<const simulator::AlarmProposals> proposals);  // null: none
  // Takes the boxes of those that the project has an alarm like already.
  void setOwn(const std::vector<model::Alarm>& own);
  // Those that are checked.
  std::vector<model::Alarm> chosen() const;

 signals:
  void chosenChanged();

 private:
  std::shared_ptr<const simulator::AlarmProposals> proposals_;
};

}  // namespace virga::ui
