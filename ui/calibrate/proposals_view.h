#pragma once

#include <functional>
#include <vector>

#include <QWidget>

#include "simulator/calibrate/calibration.h"

class QTextBrowser;
class QTreeWidget;

namespace virga::ui {

// Values that the logs speak for, each to be taken or left.
class ProposalsView : public QWidget {
  Q_OBJECT

 public:
  // Why a proposal can't be taken; empty: it can.
  using WhyNot = std::function<QString(const simulator::Proposal&)>;

  explicit ProposalsView(WhyNot whyNot, QWidget* parent = nullptr);

  // All that can be are taken.
  void setProposals(const std::vector<simulator::Proposal>& proposals);
  std::vector<simulator::Proposal> taken() const;

 signals:
  void takenChanged();

 private:
  void showDetails();

  WhyNot whyNot_;
  std::vector<simulator::Proposal> proposals_;
  QTreeWidget* list_;
  QTextBrowser* details_;
};

}  // namespace virga::ui
