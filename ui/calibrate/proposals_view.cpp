#include "ui/calibrate/proposals_view.h"

#include <QHeaderView>
#include <QSignalBlocker>
#include <QSplitter>
#include <QTextBrowser>
#include <QTreeWidget>
#include <QVBoxLayout>

namespace virga::ui {

namespace {

enum Column { pathColumn, nowColumn, proposedColumn, whyColumn };
constexpr int kWidest = 260;  // pixels of a column, at first

QString paragraph(const QString& title, const std::string& text) {
  if (text.empty()) return {};
  return QString("<p style='margin:2px 0'><b>%1</b> %2</p>").arg(title, QString::fromStdString(text).toHtmlEscaped());
}

}  // namespace

ProposalsView::ProposalsView(WhyNot whyNot, QWidget* parent)
    : QWidget(parent), whyNot_(std::move(whyNot)), list_(new QTreeWidget), details_(new QTextBrowser) {
  list_->setObjectName("proposals");
  list_->setAccessibleName(tr("Proposals"));
  list_->setHeaderLabels({tr("Value"), tr("Now"), tr("Proposed"), tr("Because")});
  list_->setRootIsDecorated(false);
  list_->setUniformRowHeights(true);
  list_->setToolTip(tr("Which values to take; Space changes the choice"));
  details_->setObjectName("proposalDetails");
  details_->setAccessibleName(tr("The proposal in full"));
  auto* splitter = new QSplitter(Qt::Vertical);
  splitter->addWidget(list_);
  splitter->addWidget(details_);
  splitter->setStretchFactor(0, 1);
  splitter->setSizes({320, 170});
  splitter->setChildrenCollapsible(false);
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->addWidget(splitter);
  connect(list_, &QTreeWidget::itemChanged, this, &ProposalsView::takenChanged);
  connect(list_, &QTreeWidget::currentItemChanged, this, &ProposalsView::showDetails);
}

void ProposalsView::setProposals(const std::vector<simulator::Proposal>& proposals) {
  {
    const QSignalBlocker blocker(list_);
    proposals_ = proposals;
    list_->clear();
    for (const auto& proposal : proposals_) {
      const auto now = proposal.oldValue.empty() ? tr("nothing") : QString::fromStdString(proposal.oldValue);
      auto* row = new QTreeWidgetItem(
          list_, {QString::fromStdString(proposal.setting.path), now, QString::fromStdString(proposal.setting.value),
                  QString::fromStdString(proposal.evidence)});
      const auto why = whyNot_(proposal);
      row->setFlags(why.isEmpty() ? Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemIsUserCheckable
                                  : Qt::ItemIsEnabled | Qt::ItemIsSelectable);
      row->setCheckState(pathColumn, why.isEmpty() ? Qt::Checked : Qt::Unchecked);
      for (int column = 0; column < list_->columnCount(); ++column) row->setToolTip(column, row->text(column));
    }
    for (int column = pathColumn; column < whyColumn; ++column) {
      list_->resizeColumnToContents(column);
      if (list_->columnWidth(column) > kWidest) list_->setColumnWidth(column, kWidest);
    }
    if (!proposals_.empty()) list_->setCurrentItem(list_->topLevelItem(0));
  }
  showDetails();
}

std::vector<simulator::Proposal> ProposalsView::taken() const {
  std::vector<simulator::Proposal> taken;
  for (int i = 0; i < list_->topLevelItemCount(); ++i)
    if (list_->topLevelItem(i)->checkState(pathColumn) == Qt::Checked)
      taken.push_back(proposals_[static_cast<std::size_t>(i)]);
  return taken;
}

void ProposalsView::showDetails() {
  const int row = list_->indexOfTopLevelItem(list_->currentItem());
  if (row < 0) return details_->clear();
  const auto& proposal = proposals_[static_cast<std::size_t>(row)];
  // The proposed value last: a profile of rates is long.
  auto text = paragraph(tr("Value"), proposal.setting.path) + paragraph(tr("Because"), proposal.evidence) +
              paragraph(tr("Mind"), proposal.note);
  if (proposal.file)
    text += paragraph(
        tr("File"), tr("%1 is written beside the project.").arg(QString::fromStdString(proposal.file->name)).toStdString());
  text += paragraph(tr("Not to be taken"), whyNot_(proposal).toStdString()) +
          paragraph(tr("Now"), proposal.oldValue.empty() ? tr("nothing").toStdString() : proposal.oldValue) +
          paragraph(tr("Proposed"), proposal.setting.value);
  details_->setHtml(text);
}

}  // namespace virga::ui
