#include "ui/problems/problem_list.h"

#include <algorithm>

#include <QFileInfo>
#include <QHeaderView>

#include "simulator/results/run_findings.h"
#include "ui/problems/component_of.h"
#include "ui/problems/problem_fixes.h"
#include "ui/problems/problems_panel.h"
#include "ui/problems/severity_icon.h"

namespace virga::ui {

namespace {

// Index of the problem, or of the ignored one; neither for a group.
constexpr int kIndexRole = Qt::UserRole, kIgnoredRole = Qt::UserRole + 1;
constexpr int kComponentRole = Qt::UserRole + 2;  // of a group; empty: the project

enum Column { kComponent, kMessage, kHint, kField, kFix, kColumns };

QString text(const std::string& value) { return QString::fromStdString(value); }

// Where a problem is that no component has: "agreed-prices.yaml:12".
QString placeOf(const model::Problem& problem) {
  if (problem.file.empty()) return ProblemsPanel::tr("(project)");
  const auto file = QFileInfo(text(problem.file)).fileName();
  return problem.line > 0 ? QString("%1:%2").arg(file).arg(problem.line) : file;
}

template <class All>
const typename All::value_type* at(const All& all, const QTreeWidgetItem* item, int role) {
  const auto index = item ? item->data(kComponent, role) : QVariant();
  return index.isValid() && index.toUInt() < all.size() ? &all[index.toUInt()] : nullptr;
}

}  // namespace

ProblemList::ProblemList(Document* document, QWidget* parent) : QTreeWidget(parent), document_(document) {
  setObjectName("problemList");
  setAccessibleName(ProblemsPanel::tr("Problems"));
  setHeaderLabels({ProblemsPanel::tr("Component"), ProblemsPanel::tr("Problem"), ProblemsPanel::tr("What would be right"),
                   ProblemsPanel::tr("Field"), ProblemsPanel::tr("Fix")});
  setContextMenuPolicy(Qt::CustomContextMenu);
  setUniformRowHeights(true);
  setAlternatingRowColors(true);
  header()->setStretchLastSection(false);
}

void ProblemList::setFindings(model::CheckFindings findings, model::Severity least, bool withIgnored) {
  const auto* before = current();
  if (const auto* ignored = currentIgnored()) before = &ignored->problem;
  const auto chosen = before ? std::pair(before->id, before->path) : std::pair<std::string, std::string>();
  clear();
  findings_ = std::move(findings);
  for (std::size_t i = 0; i < findings_.problems.size(); ++i) {
    const auto& problem = findings_.problems[i];
    if (problem.severity > least) continue;
    const auto word = severityWord(problem.severity);
    const bool isOfComponent = !componentOf(problem, document_->architecture()).empty();
    addRow(problem,
           simulator::isOfRun(problem) ? ProblemsPanel::tr("%1 of the run").arg(word)
           : isOfComponent             ? word
                                       : placeOf(problem),
           text(problem.hint), fixesText(*document_, problem), kIndexRole, i);
  }
  for (std::size_t i = 0; withIgnored && i < findings_.ignored.size(); ++i) {
    const auto& [problem, reason] = findings_.ignored[i];
    if (problem.severity > least) continue;
    addRow(problem, ProblemsPanel::tr("ignored"), ProblemsPanel::tr("Ignored: %1").arg(text(reason)), {}, kIgnoredRole, i);
  }
  for (int i = 0; i < topLevelItemCount(); ++i) {
    auto* group = topLevelItem(i);
    int counted = 0, ignored = 0;
    for (int j = 0; j < group->childCount(); ++j) {
      auto* row = group->child(j);
      const auto* finding = ignoredOf(row);
      ++(finding ? ignored : counted);
      const auto* problem = finding ? &finding->problem : problemOf(row);
      if (problem && std::pair(problem->id, problem->path) == chosen) setCurrentItem(row);
    }
    QStringList parts;
    if (counted > 0)
      parts << (counted == 1 ? ProblemsPanel::tr("1 problem") : ProblemsPanel::tr("%n problems", nullptr, counted));
    if (ignored > 0) parts << ProblemsPanel::tr("%n ignored", nullptr, ignored);
    group->setText(kMessage, parts.join(", "));
  }
  fitColumns();
}

QTreeWidgetItem* ProblemList::groupOf(const model::Problem& problem) {
  const auto id = text(componentOf(problem, document_->architecture()));
  for (int i = 0; i < topLevelItemCount(); ++i)
    if (topLevelItem(i)->data(kComponent, kComponentRole).toString() == id) return topLevelItem(i);
  auto* group = new QTreeWidgetItem(this, {id.isEmpty() ? ProblemsPanel::tr("(project)") : id});
  group->setData(kComponent, kComponentRole, id);
  group->setFlags(Qt::ItemIsEnabled | Qt::ItemIsSelectable);
  group->setExpanded(true);
  return group;
}

void ProblemList::addRow(const model::Problem& problem, const QString& place, const QString& hint, const QString& fix,
                         int role, std::size_t index) {
  const bool counts = role == kIndexRole;
  auto* group = groupOf(problem);
  const auto id = componentOf(problem, document_->architecture());
  const auto field = id.empty() ? problem.path : problem.path.substr(std::min(problem.path.size(), id.size() + 1));
  auto* row = new QTreeWidgetItem(group, {place, text(problem.message), hint, text(field), fix});
  if (counts) row->setIcon(kComponent, severityIcon(problem.severity));
  // The problems come with the gravest first.
  if (counts && group->icon(kComponent).isNull()) group->setIcon(kComponent, severityIcon(problem.severity));
  row->setData(kComponent, role, static_cast<int>(index));
  row->setData(kComponent, Qt::AccessibleTextRole,
               (counts ? severityWord(problem.severity) : place) + ": " + group->text(kComponent));
  for (int column = 0; column < kColumns; ++column) {
    row->setToolTip(column, text(model::toText(problem)));
    if (!counts) row->setForeground(column, palette().brush(QPalette::PlaceholderText));
  }
  if (!counts) row->setToolTip(kHint, hint);
  row->setToolTip(kFix, row->text(kFix));
}

const model::Problem* ProblemList::current() const { return problemOf(currentItem()); }

const model::IgnoredFinding* ProblemList::currentIgnored() const { return ignoredOf(currentItem()); }

const model::Problem* ProblemList::problemOf(const QTreeWidgetItem* item) const {
  return at(findings_.problems, item, kIndexRole);
}

const model::IgnoredFinding* ProblemList::ignoredOf(const QTreeWidgetItem* item) const {
  return at(findings_.ignored, item, kIgnoredRole);
}

std::vector<QTreeWidgetItem*> ProblemList::problemRows() const {
  std::vector<QTreeWidgetItem*> rows;
  for (int i = 0; i < topLevelItemCount(); ++i)
    for (int j = 0; j < topLevelItem(i)->childCount(); ++j)
      if (problemOf(topLevelItem(i)->child(j))) rows.push_back(topLevelItem(i)->child(j));
  return rows;
}

// The message takes what the others leave; a long hint gives way to it.
void ProblemList::fitColumns() {
  for (int column : {kComponent, kHint, kField, kFix}) resizeColumnToContents(column);
  const int free = viewport()->width() - columnWidth(kComponent) - columnWidth(kField);
  setColumnWidth(kFix, std::min(columnWidth(kFix), free / 4));
  setColumnWidth(kHint, std::min(columnWidth(kHint), free / 4));
  setColumnWidth(kMessage, std::max(200, free - columnWidth(kHint) - columnWidth(kFix)));
}

void ProblemList::resizeEvent(QResizeEvent* event) {
  QTreeWidget::resizeEvent(event);
  fitColumns();
}

}  // namespace virga::ui
