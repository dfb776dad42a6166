#include "ui/problems/problems_panel.h"

#include <algorithm>
#include <array>
#include <chrono>

#include <QComboBox>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QTreeWidget>
#include <QVBoxLayout>

#include "model/checks/check.h"
#include "ui/problems/severity_icon.h"
#include "ui/theme/theme.h"

namespace virga::ui {

namespace {

constexpr int kPathRole = Qt::UserRole;
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

using Counts = std::array<std::size_t, 3>;  // by severity

QString summaryText(const Counts& counts) {
  const auto [errors, warnings, notes] = counts;
  QStringList parts;
  if (errors > 0) parts << (errors == 1 ? ProblemsPanel::tr("1 error") : ProblemsPanel::tr("%1 errors").arg(errors));
  if (warnings > 0)
    parts << (warnings == 1 ? ProblemsPanel::tr("1 warning") : ProblemsPanel::tr("%1 warnings").arg(warnings));
  if (notes > 0) parts << (notes == 1 ? ProblemsPanel::tr("1 note") : ProblemsPanel::tr("%1 notes").arg(notes));
  return parts.isEmpty() ? ProblemsPanel::tr("No problems found.") : parts.join(", ");
}

}  // namespace

ProblemsPanel::ProblemsPanel(Document* document, std::shared_ptr<CatalogCache> catalogs, QWidget* parent)
    : QWidget(parent),
      document_(document),
      catalogs_(std::move(catalogs)),
      list_(new QTreeWidget),
      filter_(new QComboBox),
      summary_(new QLabel) {
  list_->setObjectName("problemList");
  list_->setAccessibleName(tr("Problems"));
  list_->setHeaderLabels({tr("Component"), tr("Problem"), tr("What would be right"), tr("Field")});
  list_->setRootIsDecorated(false);
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
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(4, 4, 4, 0);
  layout->addLayout(top);
  layout->addWidget(list_, 1);

  delay_.setSingleShot(true);
  delay_.setInterval(kPause);
  connect(&delay_, &QTimer::timeout, this, &ProblemsPanel::check);
  connect(document_, &Document::changed, &delay_, qOverload<>(&QTimer::start));
  connect(filter_, &QComboBox::currentIndexChanged, this, &ProblemsPanel::fill);
  connect(list_, &QTreeWidget::itemActivated, this, [this](QTreeWidgetItem* item) { goTo(item); });
  connect(&Theme::instance(), &Theme::changed, this, &ProblemsPanel::fill);
  delay_.start();
}

void ProblemsPanel::check() {
  delay_.stop();
  const auto snapshot = document_->snapshot();
  const auto catalog = catalogs_->load(snapshot->target.provider);
  problems_ = overlayProblems_;
  const auto found = catalog ? model::check(*snapshot, **catalog) : catalog.error();
  problems_.insert(problems_.end(), found.begin(), found.end());
  std::stable_sort(problems_.begin(), problems_.end(), [](const auto& a, const auto& b) { return a.severity < b.severity; });
  fill();
  emit checked();
}

void ProblemsPanel::setOverlayProblems(model::Problems problems) {
  overlayProblems_ = std::move(problems);
  check();
}

ProblemsPanel::Badges ProblemsPanel::badges() const {
  Badges badges;
  for (const auto& problem : problems_)
    if (const auto id = componentOf(problem, document_->architecture()); !id.empty()) badges[id].push_back(problem);
  return badges;
}

void ProblemsPanel::fill() {
  list_->clear();
  Counts counts{};
  for (const auto& problem : problems_) {
    ++counts[static_cast<std::size_t>(problem.severity)];
    if (static_cast<int>(problem.severity) > filter_->currentData().toInt()) continue;
    const auto id = componentOf(problem, document_->architecture());
    const auto field = id.empty() ? problem.path : problem.path.substr(std::min(problem.path.size(), id.size() + 1));
    auto* row = new QTreeWidgetItem(
        list_, {id.empty() ? placeOf(problem) : QString::fromStdString(id), QString::fromStdString(problem.message),
                QString::fromStdString(problem.hint), QString::fromStdString(field)});
    row->setIcon(0, severityIcon(problem.severity));
    row->setData(0, kPathRole, QString::fromStdString(problem.path));
    row->setData(0, Qt::AccessibleTextRole, severityWord(problem.severity) + ": " + row->text(0));
    for (int column = 0; column < 4; ++column) row->setToolTip(column, QString::fromStdString(model::toText(problem)));
  }
  summary_->setText(summaryText(counts));
  fitColumns();
}

// The message takes what the others leave; a long hint gives way to it.
void ProblemsPanel::fitColumns() {
  for (int column : {0, 2, 3}) list_->resizeColumnToContents(column);
  const int free = list_->viewport()->width() - list_->columnWidth(0) - list_->columnWidth(3);
  list_->setColumnWidth(2, std::min(list_->columnWidth(2), free * 2 / 5));
  list_->setColumnWidth(1, std::max(200, free - list_->columnWidth(2)));
}

void ProblemsPanel::resizeEvent(QResizeEvent* event) {
  QWidget::resizeEvent(event);
  fitColumns();
}

void ProblemsPanel::goTo(const QTreeWidgetItem* item) {
  if (!item) return;
  const auto path = item->data(0, kPathRole).toString();
  const auto id = path.section('.', 0, 0).toStdString();
  if (document_->architecture().find(id)) document_->select({id});
  emit document_->focusRequested(path);
}

void ProblemsPanel::step(int by) {
  const int count = list_->topLevelItemCount();
  if (count == 0) return;
  const int current = list_->indexOfTopLevelItem(list_->currentItem());
  const int next = current < 0 ? (by > 0 ? 0 : count - 1) : (current + by + count) % count;
  list_->setCurrentItem(list_->topLevelItem(next));
  goTo(list_->topLevelItem(next));
}

void ProblemsPanel::goToNext() { step(1); }

void ProblemsPanel::goToPrevious() { step(-1); }

}  // namespace virga::ui
