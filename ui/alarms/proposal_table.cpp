#include "ui/alarms/proposal_table.h"

#include <algorithm>

#include <QHeaderView>
#include <QSignalBlocker>

#include "model/alarm/alarm_metric.h"
#include "simulator/alarms/proposal_text.h"

namespace virga::ui {

namespace {

enum Column { kOn, kMetric, kAbove, kDatapoints, kMost, kFalseAlarms, kFaults };

QString text(const std::string& value) { return QString::fromStdString(value); }
QString text(std::string_view value) { return QString::fromUtf8(value.data(), static_cast<qsizetype>(value.size())); }

}  // namespace

ProposalTable::ProposalTable(QWidget* parent) : QTreeWidget(parent) {
  setObjectName("proposalTable");
  setAccessibleName(tr("Proposed alarms"));
  setRootIsDecorated(false);
  setUniformRowHeights(true);
  setAlternatingRowColors(true);
  header()->setStretchLastSection(false);
  connect(this, &QTreeWidget::itemChanged, this, &ProposalTable::chosenChanged);
  setProposals(nullptr);
}

void ProposalTable::setProposals(std::shared_ptr<const simulator::AlarmProposals> proposals) {
  proposals_ = std::move(proposals);
  const QSignalBlocker blocker(this);
  clear();
  QStringList heads{
      tr("On"), tr("Metric"), tr("Above"), tr("Datapoints"), tr("Most in the normal"), tr("False alarms a month")};
  const bool any = proposals_ && !proposals_->proposals.empty();
  if (any)
    for (const auto& fault : proposals_->proposals.front().detections) heads << tr("Notices %1").arg(text(faultText(fault)));
  setColumnCount(static_cast<int>(heads.size()));
  setHeaderLabels(heads);
  if (any)
    for (const auto& proposal : proposals_->proposals) {
      const auto& alarm = proposal.alarm;
      QStringList cells{text(alarm.on.id),        text(nameOf(alarm.metric)),
                        text(alarm.above),        text(simulator::datapointsText(alarm)),
                        text(mostText(proposal)), text(falseAlarmsText(proposal.falseAlarms))};
      for (const auto& detection : proposal.detections) cells << text(detectionText(detection));
      auto* row = new QTreeWidgetItem(this, cells);
      row->setCheckState(kOn, Qt::Checked);
      row->setToolTip(kMetric, text(meaningOf(alarm.metric)));
      row->setToolTip(kFalseAlarms, proposal.shown ? tr("The runs show that there are as few as wanted.")
                                                   : tr("The runs are too short to show that there are as few as wanted."));
    }
  for (int column = 0; column < columnCount(); ++column) {
    resizeColumnToContents(column);
    const bool isFigure = column == kAbove || column == kMost;
    headerItem()->setTextAlignment(column, isFigure ? Qt::AlignRight : Qt::AlignLeft);
    if (isFigure)
      for (int i = 0; i < topLevelItemCount(); ++i) topLevelItem(i)->setTextAlignment(column, Qt::AlignRight);
  }
}

void ProposalTable::setOwn(const std::vector<model::Alarm>& own) {
  {
    const QSignalBlocker blocker(this);
    for (int i = 0; i < topLevelItemCount(); ++i) {
      const auto& alarm = proposals_->proposals[static_cast<std::size_t>(i)].alarm;
      auto* row = topLevelItem(i);
      const bool known = std::any_of(own.begin(), own.end(), [&](const model::Alarm& each) {
        return each.on == alarm.on && each.metric == alarm.metric;
      });
      const bool wasKnown = !(row->flags() & Qt::ItemIsUserCheckable);
      row->setFlags(known ? row->flags() & ~Qt::ItemIsUserCheckable : row->flags() | Qt::ItemIsUserCheckable);
      if (known)
        row->setData(kOn, Qt::CheckStateRole, {});
      else if (wasKnown)
        row->setCheckState(kOn, Qt::Unchecked);
      row->setToolTip(kOn, known ? tr("The project has an alarm on this already; it stays.") : QString());
    }
  }
  emit chosenChanged();
}

std::vector<model::Alarm> ProposalTable::chosen() const {
  std::vector<model::Alarm> alarms;
  for (int i = 0; i < topLevelItemCount(); ++i)
    if (topLevelItem(i)->checkState(kOn) == Qt::Checked)
      alarms.push_back(proposals_->proposals[static_cast<std::size_t>(i)].alarm);
  return alarms;
}

}  // namespace virga::ui
