#include "ui/history/history_panel.h"

#include <algorithm>

#include <QAction>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QSortFilterProxyModel>
#include <QSplitter>
#include <QStackedWidget>
#include <QToolButton>
#include <QTreeView>
#include <QVBoxLayout>

#include "ui/history/difference_view.h"
#include "ui/history/history_model.h"

namespace virga::ui {

namespace {

constexpr int kBold = 18;  // pixels by which a cell of the shown run is wider

}  // namespace

HistoryPanel::HistoryPanel(QWidget* parent)
    : QWidget(parent),
      model_(new HistoryModel(this)),
      sorted_(new QSortFilterProxyModel(this)),
      filter_(new QLineEdit),
      list_(new QTreeView),
      pages_(new QStackedWidget),
      halves_(new QSplitter),
      difference_(new DifferenceView) {
  sorted_->setSourceModel(model_);
  sorted_->setSortRole(HistoryModel::kSortRole);
  sorted_->setFilterKeyColumn(-1);
  sorted_->setFilterCaseSensitivity(Qt::CaseInsensitive);
  filter_->setObjectName("historyFilter");
  filter_->setAccessibleName(tr("Filter the runs"));
  filter_->setPlaceholderText(tr("Filter"));
  filter_->setClearButtonEnabled(true);
  filter_->setMinimumWidth(70);
  filter_->setMaximumWidth(160);
  list_->setObjectName("historyList");
  list_->setAccessibleName(tr("Kept runs"));
  list_->setModel(sorted_);
  list_->setRootIsDecorated(false);
  list_->setUniformRowHeights(true);
  list_->setAlternatingRowColors(true);
  list_->setSelectionMode(QAbstractItemView::ExtendedSelection);
  list_->setSelectionBehavior(QAbstractItemView::SelectRows);
  list_->setEditTriggers(QAbstractItemView::EditKeyPressed | QAbstractItemView::DoubleClicked);
  list_->setSortingEnabled(true);
  list_->sortByColumn(HistoryModel::number, Qt::DescendingOrder);
  list_->setMinimumWidth(240);
  makeActions();

  auto* bar = new QHBoxLayout;
  bar->setSpacing(2);
  bar->addWidget(filter_);
  for (auto* action : actions_) {
    auto* button = new QToolButton;
    button->setDefaultAction(action);
    button->setToolButtonStyle(Qt::ToolButtonTextOnly);
    button->setObjectName(action->objectName() + "Button");
    bar->addWidget(button);
  }
  bar->addStretch(1);
  auto* left = new QWidget;
  auto* leftLayout = new QVBoxLayout(left);
  leftLayout->setContentsMargins(0, 0, 0, 0);
  leftLayout->setSpacing(3);
  leftLayout->addLayout(bar);
  leftLayout->addWidget(list_, 1);
  halves_->addWidget(left);
  halves_->addWidget(difference_);
  halves_->setStretchFactor(0, 1);
  halves_->setStretchFactor(1, 1);
  halves_->setChildrenCollapsible(false);
  difference_->hide();

  auto* nothing = new QLabel(
      tr("No runs yet. Every simulation (F5) is kept here, with its design and its figures, beside the project's file."));
  nothing->setObjectName("historyEmpty");
  nothing->setAlignment(Qt::AlignCenter);
  nothing->setWordWrap(true);
  pages_->addWidget(nothing);
  pages_->addWidget(halves_);
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(4, 4, 4, 0);
  layout->addWidget(pages_);

  connect(filter_, &QLineEdit::textChanged, sorted_, &QSortFilterProxyModel::setFilterFixedString);
  connect(list_->selectionModel(), &QItemSelectionModel::selectionChanged, this, &HistoryPanel::updateActions);
  connect(list_, &QTreeView::activated, this, [this](const QModelIndex& index) {
    if (index.column() != HistoryModel::note) show_->trigger();
  });
  connect(model_, &HistoryModel::noteEdited, this, &HistoryPanel::noteEdited);
  updateActions();
}

QAction* HistoryPanel::add(const QString& text, const QString& help, const char* name) {
  auto* action = new QAction(text, this);
  action->setObjectName(name);
  action->setToolTip(help);
  actions_ << action;
  return action;
}

void HistoryPanel::makeActions() {
  show_ = add(tr("Show &figures"), tr("Show the run's figures, charts and bill in all panels (Enter)"), "showRunAction");
  compare_ =
      add(tr("&Compare"), tr("Compare two selected runs, or the selected one with the baseline ★"), "compareRunsAction");
  pin_ = add(tr("&Pin"), tr("Pin the run as the baseline ★ that later runs are compared with"), "pinRunAction");
  restore_ = add(tr("&Restore design"), tr("Bring the run's exact design back into this project, as one step to undo"),
                 "restoreRunAction");
  copy_ = add(tr("Open design as c&opy"), tr("Open the run's exact design as a project of its own that isn't saved yet"),
              "copyRunAction");
  remove_ = add(tr("De&lete"), tr("Delete the selected runs for good (Del)"), "deleteRunAction");
  remove_->setShortcut(QKeySequence::Delete);
  remove_->setShortcutContext(Qt::WidgetShortcut);
  list_->addActions(actions_);
  list_->setContextMenuPolicy(Qt::ActionsContextMenu);
  const auto one = [this](void (HistoryPanel::*wanted)(std::int64_t)) {
    return [this, wanted] {
      if (const auto selected = selection(); selected.size() == 1) emit(this->*wanted)(selected.front());
    };
  };
  connect(show_, &QAction::triggered, this, one(&HistoryPanel::showWanted));
  connect(restore_, &QAction::triggered, this, one(&HistoryPanel::restoreWanted));
  connect(copy_, &QAction::triggered, this, one(&HistoryPanel::copyWanted));
  connect(remove_, &QAction::triggered, this, [this] { emit removeWanted(selection()); });
  connect(compare_, &QAction::triggered, this, [this] {
    const auto selected = selection();
    if (selected.size() == 2) emit compareWanted(selected[0], selected[1]);
    if (selected.size() == 1) emit compareWanted(0, selected[0]);
  });
  connect(pin_, &QAction::triggered, this, [this] {
    if (const auto selected = selection(); selected.size() == 1) emit pinWanted(isPinned(selected[0]) ? 0 : selected[0]);
  });
}

bool HistoryPanel::isPinned(std::int64_t number) const {
  return std::any_of(runs_.begin(), runs_.end(), [number](const auto& run) { return run.number == number && run.pinned; });
}

void HistoryPanel::updateActions() {
  const auto selected = selection();
  const bool one = selected.size() == 1;
  const bool hasBaseline = std::any_of(runs_.begin(), runs_.end(), [](const auto& run) { return run.pinned; });
  const bool isBaseline = one && isPinned(selected[0]);
  for (auto* action : {show_, pin_, restore_, copy_}) action->setEnabled(one);
  remove_->setEnabled(!selected.empty());
  compare_->setEnabled(selected.size() == 2 || (one && hasBaseline && !isBaseline));
  pin_->setText(isBaseline ? tr("Un&pin") : tr("&Pin"));
}

std::vector<std::int64_t> HistoryPanel::selection() const {
  std::vector<std::int64_t> numbers;
  for (const auto& row : list_->selectionModel()->selectedRows())
    numbers.push_back(row.data(HistoryModel::kNumberRole).toLongLong());
  std::sort(numbers.begin(), numbers.end());
  return numbers;
}

void HistoryPanel::select(std::int64_t number) {
  for (int row = 0; row < sorted_->rowCount(); ++row) {
    const auto index = sorted_->index(row, 0);
    if (index.data(HistoryModel::kNumberRole).toLongLong() != number) continue;
    list_->setCurrentIndex(index);
    list_->scrollTo(index);
  }
}

void HistoryPanel::setRuns(const std::vector<simulator::RunFacts>& runs) {
  const auto selected = selection();
  const bool first = runs_.empty();
  runs_ = runs;
  model_->setRuns(runs);
  auto* selectionModel = list_->selectionModel();
  for (int row = 0; row < sorted_->rowCount(); ++row) {
    const auto index = sorted_->index(row, 0);
    if (std::find(selected.begin(), selected.end(), index.data(HistoryModel::kNumberRole).toLongLong()) == selected.end())
      continue;
    selectionModel->setCurrentIndex(index, QItemSelectionModel::Select | QItemSelectionModel::Rows);
  }
  if (first)
    for (int column = 0; column < HistoryModel::note; ++column) {
      list_->resizeColumnToContents(column);
      list_->setColumnWidth(column, list_->columnWidth(column) + (column == HistoryModel::time ? kBold : kBold / 3));
    }
  pages_->setCurrentIndex(runs.empty() ? 0 : 1);
  updateActions();
}

void HistoryPanel::setShown(std::int64_t number) { model_->setShown(number); }

void HistoryPanel::showDifference(bool shown) {
  if (shown && difference_->isHidden()) halves_->setSizes({width() / 2, width() / 2});
  difference_->setVisible(shown);
}

}  // namespace virga::ui
