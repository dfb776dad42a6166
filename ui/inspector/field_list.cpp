#include "ui/inspector/field_list.h"

#include <algorithm>

#include <QVBoxLayout>

#include "model/project/item_number.h"
#include "ui/inspector/field_row.h"

namespace virga::ui {

namespace {

using Type = model::FieldView::Type;

bool isItem(std::string_view path) { return model::isItemNumber(path.substr(path.find_last_of('.') + 1)); }

// Lists take items, parts that are left out can be added, items and optional parts can be removed, items fold.
FieldRow::Abilities abilitiesOf(const model::FieldView& view) {
  FieldRow::Abilities abilities;
  abilities.remove = isItem(view.path);
  abilities.collapse = view.type == Type::distribution || view.type == Type::arrivals;
  if (view.type != Type::structure) return abilities;
  abilities.append = view.takesItems || view.text.empty();
  abilities.remove = abilities.remove || (view.optional && !view.text.empty());
  abilities.collapse = isItem(view.path) && !view.text.starts_with('[');
  return abilities;
}

}  // namespace

FieldList::FieldList(QWidget* parent) : QWidget(parent), layout_(new QVBoxLayout(this)) {
  layout_->setContentsMargins(0, 0, 0, 0);
  layout_->setSpacing(4);
}

// A field that still has the keyboard would commit its text to what is gone already.
FieldList::~FieldList() {
  for (auto* row : rows_) row->disconnect(this);
}

void FieldList::setViews(const QString& subject, const std::vector<model::FieldView>& views) {
  std::size_t same = 0;
  if (subject == subject_)
    while (same < views.size() && same < rows_.size() && rows_[same]->fits(views[same], abilitiesOf(views[same]))) {
      rows_[same]->setView(views[same]);
      ++same;
    }
  QString focused;
  const std::vector<FieldRow*> gone(rows_.begin() + static_cast<std::ptrdiff_t>(same), rows_.end());
  rows_.resize(same);
  for (auto* row : gone) {
    if (row->isAncestorOf(focusWidget())) focused = QString::fromStdString(row->view().path);
    row->disconnect(this);  // a field that loses the keyboard commits its text, here in the middle of another edit
    row->hide();
    layout_->removeWidget(row);
    row->setObjectName({});
    row->deleteLater();
  }
  for (std::size_t i = same; i < views.size(); ++i) {
    auto* row = new FieldRow(views[i], abilitiesOf(views[i]));
    row->setScenario(scenario_);
    connect(row, &FieldRow::edited, this, &FieldList::edited);
    connect(row, &FieldRow::appendWanted, this, &FieldList::appendWanted);
    connect(row, &FieldRow::removeWanted, this, &FieldList::removeWanted);
    connect(row, &FieldRow::expandWanted, this, [this](const QString& path, bool expanded) {
      if (expanded)
        expanded_.insert(path);
      else
        expanded_.erase(path);
      showExpandedRows();
    });
    layout_->addWidget(row);
    rows_.push_back(row);
  }
  if (note_)
    for (auto* row : rows_) {
      const auto [line, source] = note_(row->view());
      row->setNote(line, source);
    }
  showExpandedRows();
  setVisible(!rows_.empty());
  if (subject == subject_ && !focused.isEmpty())
    if (auto* row = rowFor(focused)) row->focusEditor();
  subject_ = subject;
}

void FieldList::setScenario(const model::Scenario& scenario) {
  scenario_ = scenario;
  for (auto* row : rows_) row->setScenario(scenario);
}

FieldRow* FieldList::rowFor(const QString& path) const {
  FieldRow* best = nullptr;
  qsizetype bestLength = -1;
  for (auto* row : rows_) {
    const auto own = QString::fromStdString(row->view().path);
    if (own != path && !path.startsWith(own + '.')) continue;
    if (own.size() <= bestLength) continue;
    best = row;
    bestLength = own.size();
  }
  return best;
}

void FieldList::expandTo(const QString& path) {
  for (qsizetype at = path.indexOf('.'); at >= 0; at = path.indexOf('.', at + 1)) expanded_.insert(path.left(at));
  if (const auto* row = rowFor(path); row && row->view().type == Type::structure) expanded_.insert(path);
  showExpandedRows();
}

void FieldList::showExpandedRows() {
  QString folded;  // the item whose parts are hidden just now
  for (auto* row : rows_) {
    const auto path = QString::fromStdString(row->view().path);
    const bool hidden = !folded.isEmpty() && path.startsWith(folded);
    row->setVisible(!hidden);
    if (hidden) continue;
    const bool expanded = expanded_.count(path) > 0;
    row->setExpanded(expanded);
    const bool folds = row->view().type == Type::structure && abilitiesOf(row->view()).collapse;
    folded = folds && !expanded ? path + '.' : QString();
  }
}

}  // namespace virga::ui
