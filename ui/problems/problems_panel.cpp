#include "ui/problems/problems_panel.h"

#include <algorithm>
#include <array>
#include <chrono>

#include <QAction>
#include <QComboBox>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QKeyEvent>
#include <QLabel>
#include <QMenu>
#include <QToolButton>
#include <QTreeWidget>
#include <QVBoxLayout>

#include "model/checks/check.h"
#include "simulator/results/run_findings.h"
#include "ui/problems/problem_fixes.h"
#include "ui/problems/severity_icon.h"
#include "ui/theme/theme.h"

namespace virga::ui {

namespace {

constexpr int kIndexRole = Qt::UserRole;  // of the problem; nothing for a group
constexpr std::chrono::milliseconds kPause{150};

model::ComponentId componentOf(const model::Problem& problem, const model::Architecture& architecture) {
  if (!problem.file.empty()) return {};
  const auto first = problem.path.substr(0, problem.path.find('.'));
  return architecture.find(first) ? first : model::ComponentId();
}

// Where a problem is that no component has: "agreed-prices.yaml:12".
QString placeOf(const model::Problem& problem) {
  if (problem.file.empty()) return ProblemsPanel::tr("(project)");
  const auto file = QFileInfo(QString::fromStdString(problem.file)).fileName();
  return problem.line > 0 ? QString("%1:%2").arg(file).arg(problem.line) : file;
}

enum Column { kComponent, kMessage, kHint, kField, kFix, kColumns };

using Counts = std::array<std::size_t, 3>;  // by severity

QString summaryText(const Counts& counts) {
  const auto [errors, warnings, notes] = counts;
  QStringList parts;
  if (errors == 1) parts << ProblemsPanel::tr("1 error");
  if (errors > 1) parts << ProblemsPanel::tr("%n errors", nullptr, static_cast<int>(errors));
  if (warnings == 1) parts << ProblemsPanel::tr("1 warning");
  if (warnings > 1) parts << ProblemsPanel::tr("%n warnings", nullptr, static_cast<int>(warnings));
  if (notes == 1) parts << ProblemsPanel::tr("1 note");
  if (notes > 1) parts << ProblemsPanel::tr("%n notes", nullptr, static_cast<int>(notes));
  return parts.isEmpty() ? ProblemsPanel::tr("No problems found.") : parts.join(", ");
}

}  // namespace

ProblemsPanel::ProblemsPanel(Document* document, std::shared_ptr<CatalogCache> catalogs, QWidget* parent)
    : QWidget(parent),
      document_(document),
      catalogs_(std::move(catalogs)),
      list_(new QTreeWidget),
      filter_(new QComboBox),
      summary_(new QLabel),
      fix_(new QAction(tr("&Fix the problem …"), this)),
      fixButton_(new QToolButton) {
  list_->setObjectName("problemList");
  list_->setAccessibleName(tr("Problems"));
  list_->setHeaderLabels({tr("Component"), tr("Problem"), tr("What would be right"), tr("Field"), tr("Fix")});
  list_->setContextMenuPolicy(Qt::CustomContextMenu);
  list_->installEventFilter(this);
  fix_->setObjectName("fixAction");
  fix_->setToolTip(tr("Shows what mends the selected problem."));
  fixButton_->setObjectName("fixButton");
  fixButton_->setDefaultAction(fix_);
  fixButton_->setToolButtonStyle(Qt::ToolButtonTextOnly);
  fixButton_->setFocusPolicy(Qt::TabFocus);
  list_->setUniformRowHeights(true);
  list_->setAlternatingRowColors(true);
  list_->header()->setStretchLastSection(false);
  filter_->addItem(tr("All"), static_cast<int>(model::Severity::info));
  filter_->addItem(tr("Errors and warnings"), static_cast<int>(model::Severity::warning));
  filter_->addItem(tr("Errors"), static_cast<int>(model::Severity::error));
  filter_->setObjectName("severityFilter");
  filter_->setAccessibleName(tr("Which problems to show"));
  summary_->setObjectName("problemSummary");
  auto* top = new QHBoxLayout;
  top->addWidget(filter_);
  top->addWidget(summary_, 1);
  top->addWidget(fixButton_);
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(4, 4, 4, 0);
  layout->addLayout(top);
  layout->addWidget(list_, 1);

  delay_.setSingleShot(true);
  delay_.setInterval(kPause);
  connect(&delay_, &QTimer::timeout, this, &ProblemsPanel::check);
  connect(document_, &Document::changed, &delay_, qOverload<>(&QTimer::start));
  connect(filter_, &QComboBox::currentIndexChanged, this, &ProblemsPanel::fill);
  connect(fix_, &QAction::triggered, this, &ProblemsPanel::showFixes);
  connect(list_, &QTreeWidget::customContextMenuRequested, this, &ProblemsPanel::showMenu);
  connect(list_, &QTreeWidget::currentItemChanged, this, &ProblemsPanel::showSelection);
  connect(list_, &QTreeWidget::itemActivated, this, [this](QTreeWidgetItem* item) { goTo(item); });
  connect(&Theme::instance(), &Theme::changed, this, &ProblemsPanel::fill);
  delay_.start();
}

void ProblemsPanel::check() {
  delay_.stop();
  const auto snapshot = document_->snapshot();
  const auto catalog = catalogs_->load(snapshot->target.provider);
  problems_ = overlayProblems_;
  // What a run found of a component that has changed since isn't known to be so any more.
  if (runBasis_)
    std::erase_if(runProblems_, [&](const auto& problem) {
      const auto id = problem.path.substr(0, problem.path.find('.'));
      const auto *now = snapshot->find(id), *then = runBasis_->find(id);
      return !now || !then || !(*now == *then);
    });
  const auto found = catalog ? model::check(*snapshot, **catalog) : catalog.error();
  problems_.insert(problems_.end(), found.begin(), found.end());
  problems_.insert(problems_.end(), runProblems_.begin(), runProblems_.end());
  std::stable_sort(problems_.begin(), problems_.end(), [](const auto& a, const auto& b) { return a.severity < b.severity; });
  fill();
  emit checked();
}

void ProblemsPanel::setOverlayProblems(model::Problems problems) {
  overlayProblems_ = std::move(problems);
  check();
}

void ProblemsPanel::setRunProblems(model::Problems problems, std::shared_ptr<const model::Architecture> basis) {
  runProblems_ = std::move(problems);
  runBasis_ = std::move(basis);
  check();
}

void ProblemsPanel::forgetRun() {
  runProblems_.clear();
  runBasis_.reset();
}

ProblemsPanel::Badges ProblemsPanel::badges() const {
  Badges badges;
  for (const auto& problem : problems_)
    if (const auto id = componentOf(problem, document_->architecture()); !id.empty() && !simulator::isOfRun(problem))
      badges[id].push_back(problem);
  return badges;
}

model::Problems ProblemsPanel::problemsAt(const QString& path) const {
  model::Problems found;
  const auto wanted = path.toStdString();
  for (const auto& problem : problems_)
    if (problem.file.empty() && (problem.path == wanted || problem.path.starts_with(wanted + '.'))) found.push_back(problem);
  return found;
}

void ProblemsPanel::fill() {
  const auto* before = problemOf(list_->currentItem());
  const auto chosen = before ? before->id + ' ' + before->path : std::string();
  list_->clear();
  Counts counts{};
  std::map<QString, QTreeWidgetItem*> groups;
  for (std::size_t i = 0; i < problems_.size(); ++i) {
    const auto& problem = problems_[i];
    ++counts[static_cast<std::size_t>(problem.severity)];
    if (static_cast<int>(problem.severity) > filter_->currentData().toInt()) continue;
    const auto id = componentOf(problem, document_->architecture());
    auto*& group = groups[QString::fromStdString(id)];
    if (!group) {
      group = new QTreeWidgetItem(list_, {id.empty() ? tr("(project)") : QString::fromStdString(id)});
      group->setIcon(kComponent, severityIcon(problem.severity));
      group->setFlags(Qt::ItemIsEnabled | Qt::ItemIsSelectable);
      group->setExpanded(true);
    }
    addRow(group, i);
    if (problem.id + ' ' + problem.path == chosen) list_->setCurrentItem(group->child(group->childCount() - 1));
  }
  for (const auto& [name, group] : groups)
    group->setText(kMessage, group->childCount() == 1 ? tr("1 problem") : tr("%n problems", nullptr, group->childCount()));
  summary_->setText(summaryText(counts));
  showSelection();
  fitColumns();
}

void ProblemsPanel::addRow(QTreeWidgetItem* group, std::size_t index) {
  const auto& problem = problems_[index];
  const auto id = componentOf(problem, document_->architecture());
  const auto field = id.empty() ? problem.path : problem.path.substr(std::min(problem.path.size(), id.size() + 1));
  const auto word = severityWord(problem.severity);
  const auto place = simulator::isOfRun(problem) ? tr("%1 of the run").arg(word) : id.empty() ? placeOf(problem) : word;
  auto* row =
      new QTreeWidgetItem(group, {place, QString::fromStdString(problem.message), QString::fromStdString(problem.hint),
                                  QString::fromStdString(field), fixesText(*document_, problem)});
  row->setIcon(kComponent, severityIcon(problem.severity));
  row->setData(kComponent, kIndexRole, static_cast<int>(index));
  row->setData(kComponent, Qt::AccessibleTextRole, word + ": " + group->text(kComponent));
  for (int column = 0; column < kColumns; ++column) row->setToolTip(column, QString::fromStdString(model::toText(problem)));
  row->setToolTip(kFix, row->text(kFix));
}

const model::Problem* ProblemsPanel::problemOf(const QTreeWidgetItem* item) const {
  const auto index = item ? item->data(kComponent, kIndexRole) : QVariant();
  return index.isValid() && index.toUInt() < problems_.size() ? &problems_[index.toUInt()] : nullptr;
}

// The message takes what the others leave; a long hint gives way to it.
void ProblemsPanel::fitColumns() {
  for (int column : {kComponent, kHint, kField, kFix}) list_->resizeColumnToContents(column);
  const int free = list_->viewport()->width() - list_->columnWidth(kComponent) - list_->columnWidth(kField);
  list_->setColumnWidth(kFix, std::min(list_->columnWidth(kFix), free / 4));
  list_->setColumnWidth(kHint, std::min(list_->columnWidth(kHint), free / 4));
  list_->setColumnWidth(kMessage, std::max(200, free - list_->columnWidth(kHint) - list_->columnWidth(kFix)));
}

void ProblemsPanel::resizeEvent(QResizeEvent* event) {
  QWidget::resizeEvent(event);
  fitColumns();
}

void ProblemsPanel::goTo(const QTreeWidgetItem* item) {
  const auto* problem = problemOf(item);
  if (!problem) return;
  const auto path = problem->path;
  const auto id = path.substr(0, path.find('.'));
  if (document_->architecture().find(id)) document_->select({id});
  emit document_->focusRequested(QString::fromStdString(path));
}

std::vector<QTreeWidgetItem*> ProblemsPanel::rows() const {
  std::vector<QTreeWidgetItem*> rows;
  for (int i = 0; i < list_->topLevelItemCount(); ++i)
    for (int j = 0; j < list_->topLevelItem(i)->childCount(); ++j) rows.push_back(list_->topLevelItem(i)->child(j));
  return rows;
}

void ProblemsPanel::step(int by) {
  const auto all = rows();
  const int count = static_cast<int>(all.size());
  if (count == 0) return;
  const auto at = std::find(all.begin(), all.end(), list_->currentItem());
  const int current = at == all.end() ? -1 : static_cast<int>(at - all.begin());
  const int next = current < 0 ? (by > 0 ? 0 : count - 1) : (current + by + count) % count;
  auto* row = all[static_cast<std::size_t>(next)];
  list_->setCurrentItem(row);
  goTo(row);
}

void ProblemsPanel::showSelection() {
  const auto* problem = problemOf(list_->currentItem());
  fix_->setEnabled(problem && !fixesText(*document_, *problem).isEmpty());
}

// A click beside the rows, or on a group, offers what there is for all of them.
void ProblemsPanel::showMenu(QPoint viewportPoint) {
  const auto* item = list_->itemAt(viewportPoint);
  const auto* problem = problemOf(item);
  QMenu menu(this);
  menu.setObjectName("fixMenu");
  if (problem)
    menu.addAction(tr("&Go to the field"), this,
                   [this, path = QString::fromStdString(problem->path)] { emit document_->focusRequested(path); });
  if (problem) menu.addSeparator();
  model::Problems about;
  if (problem) {
    about = {*problem};
  } else if (item) {
    for (int i = 0; i < item->childCount(); ++i) about.push_back(*problemOf(item->child(i)));
  }
  addFixes(menu, *document_, about);
  if (!menu.isEmpty()) menu.exec(list_->viewport()->mapToGlobal(viewportPoint));
}

void ProblemsPanel::showFixes() {
  const auto* problem = problemOf(list_->currentItem());
  if (!problem) return;
  QMenu menu(this);
  menu.setObjectName("fixMenu");
  if (addFixes(menu, *document_, {*problem}) == 0) return;
  const auto rect = list_->visualItemRect(list_->currentItem());
  menu.exec(list_->viewport()->mapToGlobal(rect.bottomLeft() + QPoint(24, 0)));
}

// The menu key opens the menu at the row, where it would else open in the middle of the list.
bool ProblemsPanel::eventFilter(QObject* watched, QEvent* event) {
  if (watched == list_ && event->type() == QEvent::KeyPress && static_cast<QKeyEvent*>(event)->key() == Qt::Key_Menu &&
      list_->currentItem()) {
    showMenu(list_->visualItemRect(list_->currentItem()).center());
    return true;
  }
  return QWidget::eventFilter(watched, event);
}

void ProblemsPanel::goToNext() { step(1); }

void ProblemsPanel::goToPrevious() { step(-1); }

}  // namespace virga::ui
