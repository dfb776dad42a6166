#include "ui/history/difference_view.h"

#include <QAction>
#include <QApplication>
#include <QCheckBox>
#include <QClipboard>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QToolButton>
#include <QTreeWidget>
#include <QVBoxLayout>

#include "ui/bill/amount_text.h"
#include "ui/charts/elided_label.h"
#include "ui/charts/time_style.h"
#include "ui/history/difference_text.h"
#include "ui/theme/theme.h"

namespace virga::ui {

namespace {

enum Column { figure, before, after, difference, relative, mark, columnCount };

std::optional<Role> colorOf(simulator::Change change) {
  if (change == simulator::Change::better) return Role::success;
  if (change == simulator::Change::worse) return Role::error;
  if (change == simulator::Change::notShown || change == simulator::Change::same) return Role::mutedText;
  return std::nullopt;
}

}  // namespace

DifferenceView::DifferenceView(QWidget* parent)
    : QWidget(parent),
      title_(new ElidedLabel),
      verdict_(new QLabel),
      remarks_(new QLabel),
      onCanvas_(new QCheckBox(tr("On the &drawing"))),
      table_(new QTreeWidget) {
  title_->setObjectName("differenceTitle");
  verdict_->setObjectName("differenceVerdict");
  verdict_->setAccessibleName(tr("Verdict"));
  verdict_->setWordWrap(true);
  verdict_->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
  auto bold = verdict_->font();
  bold.setBold(true);
  verdict_->setFont(bold);
  remarks_->setObjectName("differenceRemarks");
  remarks_->setWordWrap(true);
  onCanvas_->setObjectName("differenceOnCanvas");
  onCanvas_->setAccessibleName(tr("Show the differences on the drawing"));
  onCanvas_->setToolTip(tr("The cards show what changed instead of the run's figures"));
  onCanvas_->setChecked(true);
  table_->setObjectName("differenceTable");
  table_->setAccessibleName(tr("Differences of two runs"));
  table_->setIndentation(12);
  table_->setRootIsDecorated(false);
  table_->setUniformRowHeights(true);
  table_->setAlternatingRowColors(true);
  table_->setColumnCount(columnCount);
  for (const int column : {before, after, difference, relative})
    table_->headerItem()->setTextAlignment(column, Qt::AlignRight | Qt::AlignVCenter);
  table_->header()->setStretchLastSection(false);
  auto* copy = new QAction(tr("Copy as table"), this);
  copy->setShortcut(QKeySequence::Copy);
  copy->setShortcutContext(Qt::WidgetShortcut);
  connect(copy, &QAction::triggered, this, &DifferenceView::copyAsText);
  connect(&AmountStyle::instance(), &AmountStyle::changed, this, &DifferenceView::fill);
  connect(&TimeStyle::instance(), &TimeStyle::changed, this, &DifferenceView::fill);
  table_->addAction(copy);
  table_->setContextMenuPolicy(Qt::ActionsContextMenu);
  auto* close = new QToolButton;
  close->setObjectName("closeDifference");
  close->setAccessibleName(tr("Close the comparison"));
  close->setToolTip(tr("Close the comparison; the drawing shows the run again"));
  close->setText(QStringLiteral("✕"));
  close->setAutoRaise(true);

  auto* top = new QHBoxLayout;
  top->addWidget(title_, 1);
  top->addWidget(onCanvas_);
  top->addWidget(close);
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(6, 2, 0, 0);
  layout->setSpacing(3);
  layout->addLayout(top);
  layout->addWidget(verdict_);
  layout->addWidget(remarks_);
  layout->addWidget(table_, 1);
  connect(onCanvas_, &QCheckBox::toggled, this, &DifferenceView::onCanvasChanged);
  connect(close, &QToolButton::clicked, this, &DifferenceView::closed);
  connect(&Theme::instance(), &Theme::changed, this, &DifferenceView::fill);
}

bool DifferenceView::isOnCanvas() const { return onCanvas_->isChecked(); }

void DifferenceView::setDifference(const simulator::RunDifference& value, const QString& beforeName,
                                   const QString& afterName) {
  difference_ = value;
  title_->setText(tr("%1 against %2").arg(afterName, beforeName));
  table_->setHeaderLabels({tr("Figure"), beforeName, afterName, tr("Difference"), tr("%"), tr("Verdict")});
  auto verdict = verdictText(value);
  verdict[0] = verdict[0].toUpper();
  verdict_->setText(verdict);
  QStringList remarks;
  for (const auto& remark : value.remarks) remarks << QString::fromStdString(remark);
  const auto namesOf = [](const std::vector<std::string>& names) {
    QStringList list;
    for (const auto& name : names) list << QString::fromStdString(name);
    return list.join(", ");
  };
  if (!value.onlyBefore.empty()) remarks << tr("Only in %1: %2.").arg(beforeName, namesOf(value.onlyBefore));
  if (!value.onlyAfter.empty()) remarks << tr("Only in %1: %2.").arg(afterName, namesOf(value.onlyAfter));
  remarks_->setText(remarks.join(' '));
  remarks_->setVisible(!remarks.isEmpty());
  fill();
}

void DifferenceView::fill() {
  table_->clear();
  if (!difference_) return;
  auto bold = font();
  bold.setBold(true);
  for (const auto& group : differenceGroups(*difference_)) {
    auto* head = new QTreeWidgetItem(table_, {group.title});
    head->setFlags(Qt::ItemIsEnabled);
    head->setFont(figure, bold);
    head->setFirstColumnSpanned(true);
    for (const auto& row : group.rows) {
      auto* item = new QTreeWidgetItem(head, {row.title, row.before, row.after, row.difference, row.relative, row.mark});
      for (const int column : {before, after, difference, relative})
        item->setTextAlignment(column, Qt::AlignRight | Qt::AlignVCenter);
      for (int column = 0; column < columnCount; ++column) item->setToolTip(column, row.toolTip);
      item->setData(figure, Qt::AccessibleTextRole, QString("%1, %2").arg(group.title, row.title));
      if (const auto color = colorOf(row.change)) item->setForeground(mark, Theme::instance().color(*color));
    }
  }
  table_->expandAll();
  for (int column = 1; column < columnCount; ++column) table_->resizeColumnToContents(column);
  // Titles of groups run over all columns, and widen none.
  int width = 0;
  for (int i = 0; i < table_->topLevelItemCount(); ++i)
    for (int k = 0; k < table_->topLevelItem(i)->childCount(); ++k)
      width = std::max(width, fontMetrics().horizontalAdvance(table_->topLevelItem(i)->child(k)->text(figure)));
  table_->setColumnWidth(figure, width + 2 * table_->indentation() + 16);
}

void DifferenceView::copyAsText() const {
  QStringList lines{title_->text(), verdict_->text()};
  const auto append = [&lines](const QTreeWidgetItem* item) {
    QStringList cells;
    for (int column = 0; column < columnCount; ++column) cells << item->text(column);
    lines << cells.join('\t');
  };
  append(table_->headerItem());
  for (int i = 0; i < table_->topLevelItemCount(); ++i) {
    append(table_->topLevelItem(i));
    for (int k = 0; k < table_->topLevelItem(i)->childCount(); ++k) append(table_->topLevelItem(i)->child(k));
  }
  QApplication::clipboard()->setText(lines.join('\n') + '\n');
}

}  // namespace virga::ui
