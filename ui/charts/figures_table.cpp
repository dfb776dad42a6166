#include "ui/charts/figures_table.h"

#include <limits>
#include <string>
#include <vector>

#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QHeaderView>

#include "ui/charts/quantity_text.h"
#include "ui/theme/icons.h"
#include "ui/theme/theme.h"

namespace virga::ui {

namespace {

constexpr int kTypeRole = Qt::UserRole;
constexpr int kNameRole = Qt::UserRole + 1;
constexpr int kKindRole = Qt::UserRole + 2;

struct Column {
  QString title;
  QString help;
  QString (*text)(double);
  std::vector<std::string> figures;  // the first that the row has
};

const std::vector<Column>& columns() {
  static const std::vector<Column> all = {
      {FiguresTable::tr("Requests"),
       FiguresTable::tr("Requests of a flow, invocations of a function, messages sent to a queue or stream, executions"),
       countText,
       {"invocations", "executions", "requests", "sent", "put", "published", "messages", "fired", "verifications"}},
      {FiguresTable::tr("Cold starts"),
       FiguresTable::tr("Share of the invocations that waited for a new instance"),
       shareText,
       {"cold_start_share"}},
      {FiguresTable::tr("p50"),
       FiguresTable::tr("Median latency, as the caller sees it"),
       millisecondsText,
       {"latency_ms.p50"}},
      {FiguresTable::tr("p95"), FiguresTable::tr("95 % of the requests are faster"), millisecondsText, {"latency_ms.p95"}},
      {FiguresTable::tr("p99"), FiguresTable::tr("99 % of the requests are faster"), millisecondsText, {"latency_ms.p99"}},
      {FiguresTable::tr("Throttles"),
       FiguresTable::tr("Requests refused by a limit"),
       countText,
       {"throttles", "throttled"}},
      {FiguresTable::tr("Errors"), FiguresTable::tr("Requests that failed"), countText, {"errors", "failed"}},
      {FiguresTable::tr("Instances"),
       FiguresTable::tr("Most instances or servers at once"),
       countText,
       {"instances.max", "servers.max"}},
      {FiguresTable::tr("Depth"),
       FiguresTable::tr("Most messages, records or requests that waited at once"),
       countText,
       {"depth.max", "backlog.max", "queue.max"}},
      {FiguresTable::tr("Age p95"),
       FiguresTable::tr("95 % of the messages were received sooner"),
       millisecondsText,
       {"age_ms.p95", "iterator_age_ms.p95", "wait_ms.p95"}},
  };
  return all;
}

}  // namespace

FiguresTable::FiguresTable(QWidget* parent) : QTreeWidget(parent) {
  setObjectName("figuresTable");
  setAccessibleName(tr("Key figures"));
  setRootIsDecorated(false);
  setIndentation(12);
  setUniformRowHeights(true);
  setAlternatingRowColors(true);
  setSelectionBehavior(QAbstractItemView::SelectRows);
  QStringList titles{tr("Name")};
  for (const auto& column : columns()) titles << column.title;
  setHeaderLabels(titles);
  for (std::size_t i = 0; i < columns().size(); ++i) {
    headerItem()->setToolTip(static_cast<int>(i) + 1, columns()[i].help);
    headerItem()->setTextAlignment(static_cast<int>(i) + 1, Qt::AlignRight | Qt::AlignVCenter);
  }
  header()->setStretchLastSection(false);
  auto* copy = new QAction(tr("Copy as table"), this);
  copy->setShortcut(QKeySequence::Copy);
  copy->setShortcutContext(Qt::WidgetShortcut);
  connect(copy, &QAction::triggered, this, &FiguresTable::copyAsText);
  addAction(copy);
  setContextMenuPolicy(Qt::ActionsContextMenu);
  connect(&Theme::instance(), &Theme::changed, this, &FiguresTable::paintIcons);
  connect(this, &QTreeWidget::currentItemChanged, this, [this] {
    if (const auto subject = currentSubject()) emit subjectChosen(*subject);
  });
}

void FiguresTable::setResult(const simulator::Result& result) {
  const auto previous = currentSubject();
  {
    const QSignalBlocker blocker(this);
    clear();
    const auto addGroup = [this](const QString& title) {
      auto* group = new QTreeWidgetItem(this, {title});
      group->setFlags(Qt::ItemIsEnabled);
      auto bold = font();
      bold.setBold(true);
      group->setFont(0, bold);
      return group;
    };
    if (!result.flows.empty()) {
      auto* flows = addGroup(tr("Flows"));
      for (const auto& flow : result.flows)
        addRow(flows, {ChartSubject::Type::flow, QString::fromStdString(flow.name)}, {}, flow.figures);
    }
    auto* components = addGroup(tr("Components"));
    for (const auto& component : result.components)
      addRow(components, {ChartSubject::Type::component, QString::fromStdString(component.id)},
             QString::fromStdString(component.kind), component.figures);
    expandAll();
    paintIcons();
    for (int column = 0; column < columnCount(); ++column) resizeColumnToContents(column);
    setColumnWidth(0, std::min(columnWidth(0), 170));
  }
  if (previous) setCurrentSubject(*previous);
  if (!currentSubject() && topLevelItemCount() > 0) setCurrentItem(topLevelItem(0)->child(0));
}

void FiguresTable::addRow(QTreeWidgetItem* group, const ChartSubject& subject, const QString& kind,
                          const std::vector<simulator::NamedFigure>& figures) {
  auto* row = new QTreeWidgetItem(group, {subject.name});
  row->setData(0, kKindRole, kind);
  row->setData(0, kTypeRole, static_cast<int>(subject.type));
  row->setData(0, kNameRole, subject.name);
  row->setToolTip(0, kind.isEmpty() ? subject.name : QString("%1 (%2)").arg(subject.name, kind));
  int at = 1;
  for (const auto& column : columns()) {
    row->setTextAlignment(at, Qt::AlignRight | Qt::AlignVCenter);
    for (const auto& name : column.figures) {
      const auto* figure = simulator::findFigure(figures, name);
      if (!figure) continue;
      row->setText(at, *figure ? column.text((*figure)->mean) : column.text(std::numeric_limits<double>::quiet_NaN()));
      if (*figure && (*figure)->ci95)
        row->setToolTip(at, tr("95 % confidence interval: %1 … %2")
                                .arg(column.text((*figure)->ci95->first), column.text((*figure)->ci95->second)));
      break;
    }
    ++at;
  }
}

void FiguresTable::paintIcons() {
  for (int group = 0; group < topLevelItemCount(); ++group)
    for (int i = 0; i < topLevelItem(group)->childCount(); ++i) {
      auto* row = topLevelItem(group)->child(i);
      if (const auto kind = row->data(0, kKindRole).toString(); !kind.isEmpty()) row->setIcon(0, icon(kind));
    }
}

std::optional<ChartSubject> FiguresTable::currentSubject() const {
  const auto* item = currentItem();
  if (!item || !item->parent()) return std::nullopt;
  return ChartSubject{static_cast<ChartSubject::Type>(item->data(0, kTypeRole).toInt()),
                      item->data(0, kNameRole).toString()};
}

void FiguresTable::setCurrentSubject(const ChartSubject& subject) {
  for (int group = 0; group < topLevelItemCount(); ++group)
    for (int i = 0; i < topLevelItem(group)->childCount(); ++i) {
      auto* row = topLevelItem(group)->child(i);
      if (row->data(0, kTypeRole).toInt() != static_cast<int>(subject.type)) continue;
      if (row->data(0, kNameRole).toString() != subject.name) continue;
      setCurrentItem(row);
      scrollToItem(row);
      return;
    }
}

void FiguresTable::copyAsText() const {
  QStringList lines;
  const auto append = [&lines](const QTreeWidgetItem* item) {
    QStringList cells;
    for (int column = 0; column < item->columnCount(); ++column) cells << item->text(column);
    lines << cells.join('\t');
  };
  append(headerItem());
  for (int group = 0; group < topLevelItemCount(); ++group)
    for (int i = 0; i < topLevelItem(group)->childCount(); ++i) append(topLevelItem(group)->child(i));
  QApplication::clipboard()->setText(lines.join('\n') + '\n');
}

}  // namespace virga::ui
