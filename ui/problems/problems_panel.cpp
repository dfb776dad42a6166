#include "ui/problems/problems_panel.h"

#include <algorithm>
#include <array>
#include <chrono>

#include <QAction>
#include <QCheckBox>
#include <QComboBox>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QMenu>
#include <QToolButton>
#include <QVBoxLayout>

#include "model/checks/check_setting_edits.h"
#include "model/checks/check_settings.h"
#include "simulator/results/run_findings.h"
#include "ui/problems/component_of.h"
#include "ui/problems/problem_fixes.h"
#include "ui/problems/problem_list.h"
#include "ui/problems/problem_menu.h"
#include "ui/problems/rule_dialog.h"
#include "ui/problems/severity_icon.h"
#include "ui/theme/theme.h"

namespace virga::ui {

namespace {

constexpr std::chrono::milliseconds kPause{150};

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
      list_(new ProblemList(document)),
      filter_(new QComboBox),
      summary_(new QLabel),
      showIgnored_(new QCheckBox),
      why_(new QAction(tr("&Why is it a problem?"), this)),
      ignore_(new QAction(this)),
      fix_(new QAction(tr("&Fix the problem …"), this)) {
  list_->installEventFilter(this);
  why_->setObjectName("whyAction");
  why_->setIconText(tr("Why?"));
  why_->setToolTip(tr("Says what is behind the selected problem, and who says so."));
  ignore_->setObjectName("ignoreAction");
  fix_->setObjectName("fixAction");
  fix_->setToolTip(tr("Shows what mends the selected problem."));
  showIgnored_->setObjectName("showIgnored");
  showIgnored_->setToolTip(tr("Lists the problems too that the project says don't count, with the reasons."));
  filter_->addItem(tr("All"), static_cast<int>(model::Severity::info));
  filter_->addItem(tr("Errors and warnings"), static_cast<int>(model::Severity::warning));
  filter_->addItem(tr("Errors"), static_cast<int>(model::Severity::error));
  filter_->setObjectName("severityFilter");
  filter_->setAccessibleName(tr("Which problems to show"));
  summary_->setObjectName("problemSummary");
  auto* top = new QHBoxLayout;
  top->addWidget(filter_);
  top->addWidget(summary_, 1);
  top->addWidget(showIgnored_);
  for (const auto& [action, name] : {std::pair(why_, "whyButton"), {ignore_, "ignoreButton"}, {fix_, "fixButton"}}) {
    auto* button = new QToolButton;
    button->setObjectName(name);
    button->setDefaultAction(action);
    button->setToolButtonStyle(Qt::ToolButtonTextOnly);
    button->setFocusPolicy(Qt::TabFocus);
    top->addWidget(button);
  }
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(4, 4, 4, 0);
  layout->addLayout(top);
  layout->addWidget(list_, 1);

  delay_.setSingleShot(true);
  delay_.setInterval(kPause);
  connect(&delay_, &QTimer::timeout, this, &ProblemsPanel::check);
  connect(document_, &Document::changed, &delay_, qOverload<>(&QTimer::start));
  connect(filter_, &QComboBox::currentIndexChanged, this, &ProblemsPanel::fill);
  connect(showIgnored_, &QCheckBox::toggled, this, &ProblemsPanel::fill);
  connect(why_, &QAction::triggered, this, &ProblemsPanel::explainSelected);
  connect(ignore_, &QAction::triggered, this, &ProblemsPanel::ignoreOrHeed);
  connect(fix_, &QAction::triggered, this, &ProblemsPanel::showFixes);
  connect(list_, &QTreeWidget::customContextMenuRequested, this, &ProblemsPanel::showMenu);
  connect(list_, &QTreeWidget::currentItemChanged, this, &ProblemsPanel::showSelection);
  connect(list_, &QTreeWidget::itemActivated, this, [this](QTreeWidgetItem* item) { goTo(item); });
  connect(&Theme::instance(), &Theme::changed, this, &ProblemsPanel::fill);
  fill();
  delay_.start();
}

void ProblemsPanel::check() {
  delay_.stop();
  const auto snapshot = document_->snapshot();
  const auto catalog = catalogs_->load(snapshot->target.provider);
  // What a run found of a component that has changed since isn't known to be so any more.
  if (runBasis_)
    std::erase_if(runProblems_, [&](const auto& problem) {
      const auto id = problem.path.substr(0, problem.path.find('.'));
      const auto *now = snapshot->find(id), *then = runBasis_->find(id);
      return !now || !then || !(*now == *then);
    });
  problems_ = overlayProblems_;
  ignored_.clear();
  const auto add = [this](const model::CheckFindings& found) {
    problems_.insert(problems_.end(), found.problems.begin(), found.problems.end());
    ignored_.insert(ignored_.end(), found.ignored.begin(), found.ignored.end());
  };
  add(catalog ? model::checkWithIgnored(*snapshot, **catalog) : model::CheckFindings{catalog.error(), {}});
  add(model::withSettingsOfRunChecks(snapshot->checks, runProblems_));
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
  Counts counts{};
  for (const auto& problem : problems_) ++counts[static_cast<std::size_t>(problem.severity)];
  summary_->setText(summaryText(counts));
  showIgnored_->setText(tr("&Show ignored (%1)").arg(ignored_.size()));
  showIgnored_->setEnabled(!ignored_.empty());
  list_->setFindings({problems_, ignored_}, static_cast<model::Severity>(filter_->currentData().toInt()),
                     showIgnored_->isChecked());
  showSelection();
}

void ProblemsPanel::goTo(const QTreeWidgetItem* item) {
  const auto* ignored = list_->ignoredOf(item);
  const auto* problem = ignored ? &ignored->problem : list_->problemOf(item);
  if (!problem) return;
  const auto path = problem->path;
  const auto id = path.substr(0, path.find('.'));
  if (document_->architecture().find(id)) document_->select({id});
  emit document_->focusRequested(QString::fromStdString(path));
}

void ProblemsPanel::step(int by) {
  const auto all = list_->problemRows();
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
  const auto *problem = list_->current(), *ignored = selectedIgnored();
  const auto* about = ignored ? ignored : problem;
  why_->setEnabled(about && isExplained(*about));
  ignore_->setText(ignored ? tr("&Heed the problem again") : tr("&Ignore the problem with a reason …"));
  ignore_->setIconText(ignored ? tr("Heed again") : tr("Ignore …"));
  ignore_->setToolTip(ignored ? tr("Lets the selected problem count again.")
                              : tr("Lets the project say why the selected problem doesn't count."));
  ignore_->setEnabled(about && model::canBeSet(*about));
  fix_->setEnabled(problem && !fixesText(*document_, *problem).isEmpty());
}

const model::Problem* ProblemsPanel::selectedIgnored() const {
  const auto* ignored = list_->currentIgnored();
  return ignored ? &ignored->problem : nullptr;
}

void ProblemsPanel::explainSelected() {
  const auto* ignored = selectedIgnored();
  if (const auto* problem = ignored ? ignored : list_->current()) explain(*problem, window());
}

void ProblemsPanel::ignoreOrHeed() {
  if (const auto* ignored = selectedIgnored())
    heed(*document_, *ignored);
  else if (const auto* problem = list_->current())
    askToIgnore(*document_, *problem, window());
}

// A click on a group offers what there is for all of them.
void ProblemsPanel::showMenu(QPoint viewportPoint) {
  const auto* item = list_->itemAt(viewportPoint);
  const auto* problem = list_->problemOf(item);
  const auto* ignored = list_->ignoredOf(item);
  QMenu menu(this);
  menu.setObjectName("fixMenu");
  if (const auto* about = ignored ? &ignored->problem : problem) {
    menu.addAction(tr("&Go to the field"), this,
                   [this, path = QString::fromStdString(about->path)] { emit document_->focusRequested(path); });
    menu.addSeparator();
  }
  if (ignored) addHeeding(menu, *document_, ignored->problem, window());
  model::Problems about;
  if (problem) about = {*problem};
  for (int i = 0; item && i < item->childCount(); ++i)
    if (const auto* each = list_->problemOf(item->child(i))) about.push_back(*each);
  addProblems(menu, *document_, about, window());
  if (!menu.isEmpty()) menu.exec(list_->viewport()->mapToGlobal(viewportPoint));
}

void ProblemsPanel::showFixes() {
  const auto* problem = list_->current();
  if (!problem) return;
  QMenu menu(this);
  menu.setObjectName("fixMenu");
  menu.addAction(severityIcon(problem->severity), QString::fromStdString(problem->message).replace('&', "&&"))
      ->setEnabled(false);
  if (addFixesOf(menu, *document_, *problem) == 0) return;
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
