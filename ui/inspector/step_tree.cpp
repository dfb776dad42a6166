#include "ui/inspector/step_tree.h"

#include <algorithm>
#include <set>

#include <QApplication>
#include <QHeaderView>
#include <QKeyEvent>
#include <QPainter>
#include <QSignalBlocker>
#include <QTreeWidgetItemIterator>

#include "model/edit/references.h"
#include "ui/inspector/step_summary.h"
#include "ui/theme/theme.h"

namespace virga::ui {

namespace {

enum Role {
  stepRole = Qt::UserRole,  // path of the step; empty for a block
  listRole,                 // for a block its list; for a step the list that it is in
  indexRole,                // of a step in its list
  innerRole,                // the list that a drop on the row goes to, if there is but one
  sizeRole,                 // steps in that list
};

constexpr int kLeastRows = 3;
constexpr int kMostRows = 14;

QString text(const std::string& value) { return QString::fromStdString(value); }

}  // namespace

StepTree::StepTree(QWidget* parent) : QTreeWidget(parent) {
  setObjectName("stepTree");
  setAccessibleName(tr("Steps"));
  setAccessibleDescription(
      tr("Alt with Up and Down moves the step, Alt with Right and Left moves it into and out of a block, Delete removes "
         "it."));
  setHeaderHidden(true);
  setColumnCount(1);
  setRootIsDecorated(true);
  setIndentation(14);
  setUniformRowHeights(true);
  setMouseTracking(false);
  header()->setStretchLastSection(true);
  setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  setTextElideMode(Qt::ElideRight);
  setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
  connect(this, &QTreeWidget::currentItemChanged, this, &StepTree::chosenChanged);
  const auto fit = [this] { updateGeometry(); };
  connect(this, &QTreeWidget::itemExpanded, this, fit);
  connect(this, &QTreeWidget::itemCollapsed, this, fit);
}

QTreeWidgetItem* StepTree::addRow(QTreeWidgetItem* parent, const QString& text) {
  auto* item = parent ? new QTreeWidgetItem(parent, {text}) : new QTreeWidgetItem(this, {text});
  item->setToolTip(0, text);
  return item;
}

void StepTree::setSteps(const model::Component& component) {
  const QSignalBlocker blocker(this);
  // What was folded stays so, by place.
  std::set<QString> folded;
  for (QTreeWidgetItemIterator it(this); *it; ++it)
    if ((*it)->childCount() > 0 && !(*it)->isExpanded())
      folded.insert((*it)->data(0, stepRole).toString() + '|' + (*it)->data(0, listRole).toString());
  const auto before = chosen();
  clear();
  top_ = text(model::stepsPath(component));
  if (const auto* steps = model::stepsOf(component)) addSteps(nullptr, *steps, top_, false);
  expandAll();
  for (QTreeWidgetItemIterator it(this); *it; ++it)
    if (folded.contains((*it)->data(0, stepRole).toString() + '|' + (*it)->data(0, listRole).toString()))
      (*it)->setExpanded(false);
  if (!before.step.isEmpty())
    choose(before.step);
  else if (!before.list.isEmpty())
    chooseList(before.list);
  updateGeometry();
}

void StepTree::addSteps(QTreeWidgetItem* parent, const model::Steps& steps, const QString& list, bool isBranch) {
  for (std::size_t i = 0; i < steps.size(); ++i) {
    const auto path = text(model::stepPath(list.toStdString(), i, steps.size(), isBranch));
    auto* item = addRow(parent, tr("%1. %2").arg(i + 1).arg(stepSummary(steps[i])));
    item->setData(0, stepRole, path);
    item->setData(0, listRole, list);
    item->setData(0, indexRole, static_cast<qulonglong>(i));
    addBlocks(item, steps[i], path);
  }
}

void StepTree::addBlocks(QTreeWidgetItem* item, const model::Step& step, const QString& path) {
  const auto* branch = std::get_if<model::BranchStep>(&step.what);
  const bool isCall = std::holds_alternative<model::CallStep>(step.what);
  const bool isRepeated =
      std::holds_alternative<model::LoopStep>(step.what) || std::holds_alternative<model::MapStep>(step.what);
  int number = 0;
  model::forEachBlock(step, path.toStdString(), [&](const model::Steps& steps, const std::string& list, bool isBranch) {
    auto* parent = item;
    // What is repeated has but one block, which needs no name.
    if (!isRepeated) {
      QString name = tr("branch %1").arg(number + 1);
      if (branch) name = text(model::toText(branch->options[static_cast<std::size_t>(number)].share));
      if (isCall) name = tr("if it fails");
      parent = addRow(item, steps.empty() ? tr("%1 (nothing)").arg(name) : name);
    }
    parent->setData(0, innerRole, text(list));
    parent->setData(0, sizeRole, static_cast<qulonglong>(steps.size()));
    if (!isRepeated) parent->setData(0, listRole, text(list));
    addSteps(parent, steps, text(list), isBranch);
    ++number;
  });
}

StepTree::Chosen StepTree::chosen() const {
  const auto* item = currentItem();
  if (!item) return {};
  const auto step = item->data(0, stepRole).toString();
  return step.isEmpty() ? Chosen{{}, item->data(0, listRole).toString()} : Chosen{step, {}};
}

QTreeWidgetItem* StepTree::find(int role, const QString& value) const {
  for (QTreeWidgetItemIterator it(const_cast<StepTree*>(this)); *it; ++it) {
    const bool isBlock = (*it)->data(0, stepRole).toString().isEmpty();
    if (isBlock == (role == listRole) && (*it)->data(0, role).toString() == value) return *it;
  }
  return nullptr;
}

void StepTree::choose(const QString& step) {
  if (auto* item = find(stepRole, step)) setCurrentItem(item);
}

void StepTree::chooseList(const QString& list) {
  if (auto* item = find(listRole, list)) setCurrentItem(item);
}

std::pair<QString, std::size_t> StepTree::placeBehindChosen() const {
  const auto* item = currentItem();
  if (!item) return {top_, static_cast<std::size_t>(topLevelItemCount())};
  if (item->data(0, stepRole).toString().isEmpty())
    return {item->data(0, listRole).toString(), item->data(0, sizeRole).toULongLong()};
  return {item->data(0, listRole).toString(), item->data(0, indexRole).toULongLong() + 1};
}

QSize StepTree::sizeHint() const {
  int rows = 0;
  for (auto* item = topLevelItem(0); item; item = itemBelow(item)) ++rows;
  const int row = topLevelItemCount() > 0 ? std::max(sizeHintForRow(0), fontMetrics().height()) : fontMetrics().height() + 4;
  return {200, std::clamp(rows, kLeastRows, kMostRows) * row + 2 * frameWidth() + 2};
}

void StepTree::keyPressEvent(QKeyEvent* event) {
  if (event->modifiers() == Qt::AltModifier) {
    switch (event->key()) {
      case Qt::Key_Up: return emit upWanted();
      case Qt::Key_Down: return emit downWanted();
      case Qt::Key_Right: return emit indentWanted();
      case Qt::Key_Left: return emit outdentWanted();
      default: break;
    }
  }
  if (event->key() == Qt::Key_Delete) return emit removeWanted();
  if (event->key() == Qt::Key_Escape && !dragged_.isEmpty()) {
    dragged_.clear();
    drop_.reset();
    viewport()->update();
    return;
  }
  QTreeWidget::keyPressEvent(event);
}

void StepTree::mousePressEvent(QMouseEvent* event) {
  QTreeWidget::mousePressEvent(event);
  const auto* item = itemAt(event->pos());
  if (event->button() != Qt::LeftButton || !item || !visualItemRect(item).contains(event->pos())) return;
  pressed_ = event->pos();
  dragged_ = item->data(0, stepRole).toString();
}

void StepTree::mouseMoveEvent(QMouseEvent* event) {
  if (dragged_.isEmpty() || !(event->buttons() & Qt::LeftButton)) return QTreeWidget::mouseMoveEvent(event);
  if ((event->pos() - pressed_).manhattanLength() < QApplication::startDragDistance()) return;
  drop_ = dropAt(event->pos());
  viewport()->setCursor(drop_ ? Qt::ClosedHandCursor : Qt::ForbiddenCursor);
  viewport()->update();
}

void StepTree::mouseReleaseEvent(QMouseEvent* event) {
  const auto step = std::exchange(dragged_, {});
  const auto drop = std::exchange(drop_, std::nullopt);
  viewport()->unsetCursor();
  viewport()->update();
  if (step.isEmpty() || !drop) return QTreeWidget::mouseReleaseEvent(event);
  emit moveWanted(step, drop->list, drop->index);
}

// The upper part of a row means before it, the lower part behind it; the middle of what has a block means into that.
std::optional<StepTree::Drop> StepTree::dropAt(const QPoint& position) const {
  const auto* item = itemAt(position);
  if (!item) {
    const auto* last = topLevelItem(topLevelItemCount() - 1);
    if (!last || position.y() < visualItemRect(last).bottom()) return std::nullopt;
    const int bottom = viewport()->rect().bottom();
    return Drop{top_, static_cast<std::size_t>(topLevelItemCount()),
                QRect(0, std::min(position.y(), bottom - 2), viewport()->width(), 2)};
  }
  const QRect row = visualItemRect(item);
  const int part = 4 * (position.y() - row.top()) / std::max(1, row.height());
  const auto step = item->data(0, stepRole).toString();
  const auto inner = item->data(0, innerRole).toString();
  const bool isInside = step.isEmpty() || (!inner.isEmpty() && part > 0 && part < 3);
  Drop drop;
  if (isInside) {
    drop = {inner, item->data(0, sizeRole).toULongLong(), row.adjusted(0, 0, -1, -1)};
  } else {
    const bool isBehind = part >= 2;
    const auto index = item->data(0, indexRole).toULongLong();
    drop = {item->data(0, listRole).toString(), index + (isBehind ? 1 : 0),
            QRect(row.left(), isBehind ? row.bottom() - 1 : row.top(), row.width(), 2)};
  }
  if (drop.list.startsWith(dragged_ + '.')) return std::nullopt;  // into itself
  return drop;
}

void StepTree::paintEvent(QPaintEvent* event) {
  QTreeWidget::paintEvent(event);
  if (!drop_) return;
  QPainter painter(viewport());
  const auto color = Theme::instance().color(ui::Role::accent);
  if (drop_->mark.height() <= 2) return painter.fillRect(drop_->mark, color);
  painter.setPen(QPen(color, 2));
  painter.drawRect(drop_->mark);
}

}  // namespace virga::ui
