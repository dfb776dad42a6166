#include "ui/compare/compare_table.h"

#include <algorithm>

#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QHeaderView>

#include "ui/problems/severity_icon.h"

namespace virga::ui {

namespace {

constexpr int kValueRole = Qt::UserRole;  // what the column sorts by: a number, a text, or nothing
constexpr int kScenarioRole = Qt::UserRole + 1;
constexpr int kPlatformRole = Qt::UserRole + 2;
constexpr int kPlatformMargin = 24;  // pixels beside the longest name
enum Column { platform, scenario, firstFigure };

// Orders by value; what has none is last, whichever way the column is sorted.
class Row : public QTreeWidgetItem {
 public:
  using QTreeWidgetItem::QTreeWidgetItem;

  bool operator<(const QTreeWidgetItem& other) const override {
    const int column = treeWidget()->sortColumn();
    const auto own = data(column, kValueRole), others = other.data(column, kValueRole);
    const bool ascending = treeWidget()->header()->sortIndicatorOrder() == Qt::AscendingOrder;
    if (!own.isValid() || !others.isValid())
      return ascending ? own.isValid() && !others.isValid() : others.isValid() && !own.isValid();
    if (column >= firstFigure) return own.toDouble() < others.toDouble();
    return own.toInt() < others.toInt();
  }
};

}  // namespace

CompareTable::CompareTable(QWidget* parent) : QTreeWidget(parent) {
  setObjectName("compareTable");
  setAccessibleName(tr("Comparison of platforms"));
  setRootIsDecorated(false);
  setUniformRowHeights(true);
  setAlternatingRowColors(true);
  setSelectionBehavior(QAbstractItemView::SelectRows);
  header()->setStretchLastSection(false);
  header()->setSectionsClickable(true);
  sortByColumn(platform, Qt::AscendingOrder);
  auto* copy = new QAction(tr("Copy as table"), this);
  copy->setShortcut(QKeySequence::Copy);
  copy->setShortcutContext(Qt::WidgetShortcut);
  connect(copy, &QAction::triggered, this, &CompareTable::copyAsText);
  addAction(copy);
  setContextMenuPolicy(Qt::ActionsContextMenu);
}

void CompareTable::setRows(const std::vector<CompareColumn>& columns, const std::vector<CompareRow>& rows,
                           bool severalScenarios) {
  const auto selected = current();
  setSortingEnabled(false);
  clear();
  QStringList titles{tr("Platform"), tr("Scenario")};
  for (const auto& column : columns) titles << column.title;
  setColumnCount(static_cast<int>(titles.size()));
  setHeaderLabels(titles);
  for (std::size_t i = 0; i < columns.size(); ++i) {
    headerItem()->setToolTip(firstFigure + static_cast<int>(i), columns[i].help);
    headerItem()->setTextAlignment(firstFigure + static_cast<int>(i), Qt::AlignRight | Qt::AlignVCenter);
  }
  auto bold = font();
  bold.setBold(true);
  QTreeWidgetItem* kept = nullptr;
  for (const auto& row : rows) {
    auto* item = new Row(this, QStringList{row.platformName, row.scenarioName});
    // Texts in the order of the comparison, so that sorting by them brings it back.
    item->setData(platform, kValueRole, static_cast<int>(row.platform));
    item->setData(scenario, kValueRole, static_cast<int>(row.scenario));
    item->setData(platform, kScenarioRole, static_cast<int>(row.scenario));
    item->setData(platform, kPlatformRole, static_cast<int>(row.platform));
    item->setToolTip(platform, row.service);
    if (selected == std::pair(row.scenario, row.platform)) kept = item;
    if (!row.whyNot.isEmpty()) {
      const auto name = severalScenarios ? QString("%1, %2").arg(row.platformName, row.scenarioName) : row.platformName;
      item->setText(platform, QString("%1: %2").arg(name, row.whyNot));
      item->setIcon(platform, severityIcon(model::Severity::error));
      item->setToolTip(platform, row.whyNot);
      item->setFirstColumnSpanned(true);
      continue;
    }
    for (std::size_t i = 0; i < row.cells.size(); ++i) {
      const int column = firstFigure + static_cast<int>(i);
      const auto& cell = row.cells[i];
      item->setText(column, cell.text);
      item->setTextAlignment(column, Qt::AlignRight | Qt::AlignVCenter);
      item->setToolTip(column, cell.toolTip);
      item->setData(column, Qt::AccessibleTextRole, cell.spoken);
      if (cell.value) item->setData(column, kValueRole, *cell.value);
      if (cell.verdict == simulator::Verdict::best) item->setFont(column, bold);
    }
  }
  setColumnHidden(scenario, !severalScenarios);
  setSortingEnabled(true);
  for (int column = 1; column < columnCount(); ++column) resizeColumnToContents(column);
  // A row without figures runs over all columns, and widens none.
  int width = 0;
  for (const auto& row : rows) width = std::max(width, QFontMetrics(bold).horizontalAdvance(row.platformName));
  setColumnWidth(platform, width + kPlatformMargin);
  setCurrentItem(kept ? kept : topLevelItem(0));
}

std::optional<std::pair<std::size_t, std::size_t>> CompareTable::current() const {
  const auto* item = currentItem();
  if (!item) return std::nullopt;
  return std::pair(item->data(platform, kScenarioRole).toULongLong(), item->data(platform, kPlatformRole).toULongLong());
}

void CompareTable::copyAsText() const {
  QStringList lines;
  const auto append = [&](const QTreeWidgetItem* item) {
    QStringList cells;
    for (int column = 0; column < columnCount(); ++column)
      if (!isColumnHidden(column)) cells << item->text(column);
    lines << cells.join('\t');
  };
  append(headerItem());
  for (int i = 0; i < topLevelItemCount(); ++i) append(topLevelItem(i));
  QApplication::clipboard()->setText(lines.join('\n') + '\n');
}

}  // namespace virga::ui
