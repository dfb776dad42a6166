#include "ui/outline/outline_panel.h"

#include <functional>

#include <QAction>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLineEdit>
#include <QMenu>
#include <QSortFilterProxyModel>
#include <QToolButton>
#include <QTreeView>
#include <QVBoxLayout>

#include "model/edit/edit.h"
#include "ui/canvas/connect_gesture.h"
#include "ui/canvas/kind_info.h"
#include "ui/outline/outline_model.h"
#include "ui/theme/icons.h"
#include "ui/theme/theme.h"

namespace virga::ui {

OutlinePanel::OutlinePanel(Document* document, QWidget* parent)
    : QWidget(parent),
      document_(document),
      model_(new OutlineModel(document, this)),
      shown_(new QSortFilterProxyModel(this)),
      filter_(new QLineEdit),
      tree_(new QTreeView) {
  shown_->setSourceModel(model_);
  shown_->setFilterCaseSensitivity(Qt::CaseInsensitive);
  shown_->setFilterKeyColumn(-1);
  shown_->setRecursiveFilteringEnabled(true);
  shown_->setAutoAcceptChildRows(true);
  filter_->setObjectName("outlineFilter");
  filter_->setAccessibleName(tr("Filter of the outline"));
  filter_->setPlaceholderText(tr("Filter"));
  filter_->setClearButtonEnabled(true);
  tree_->setObjectName("outlineTree");
  tree_->setAccessibleName(tr("Components and their connections"));
  tree_->setModel(shown_);
  tree_->setSelectionMode(QAbstractItemView::ExtendedSelection);
  tree_->setEditTriggers(QAbstractItemView::EditKeyPressed);
  tree_->setUniformRowHeights(true);
  tree_->setContextMenuPolicy(Qt::CustomContextMenu);
  tree_->header()->setSectionResizeMode(QHeaderView::ResizeToContents);
  makeActions();

  auto* top = new QHBoxLayout;
  top->addWidget(filter_, 1);
  auto* add = new QToolButton;
  add->setDefaultAction(actions_.front());
  add->setFocusPolicy(Qt::TabFocus);
  add->setAccessibleName(tr("Add a component"));
  add->setObjectName("outlineAddButton");
  top->addWidget(add);
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(4, 4, 4, 4);
  layout->addLayout(top);
  layout->addWidget(tree_, 1);

  connect(filter_, &QLineEdit::textChanged, this, [this](const QString& text) {
    shown_->setFilterFixedString(text);
    if (!text.isEmpty()) tree_->expandAll();
  });
  connect(model_, &OutlineModel::modelAboutToBeReset, this, &OutlinePanel::keepExpansion);
  connect(model_, &OutlineModel::built, this, [this] {
    restoreExpansion();
    showSelection();
  });
  connect(model_, &OutlineModel::renameWanted, this, &OutlinePanel::applyRename);
  connect(tree_->selectionModel(), &QItemSelectionModel::selectionChanged, this, &OutlinePanel::takeSelection);
  connect(tree_, &QTreeView::activated, this, &OutlinePanel::goTo);
  connect(tree_, &QTreeView::customContextMenuRequested, this, [this](QPoint point) {
    QMenu menu(this);
    menu.setObjectName("outlineMenu");
    menu.addActions(actions_);
    emit menuAboutToShow(&menu);
    menu.exec(tree_->viewport()->mapToGlobal(point));
  });
  connect(document_, &Document::selectionChanged, this, &OutlinePanel::showSelection);
  connect(&Theme::instance(), &Theme::changed, model_, &OutlineModel::build);
}

void OutlinePanel::makeActions() {
  const auto make = [this](const char* name, const QString& text, QKeySequence keys, auto slot) {
    auto* action = new QAction(text, this);
    action->setObjectName(name);
    action->setShortcut(keys);
    action->setShortcutContext(Qt::WidgetShortcut);
    connect(action, &QAction::triggered, this, slot);
    tree_->addAction(action);
    actions_ << action;
  };
  make("outlineAdd", tr("&Add …"), Qt::Key_Insert, &OutlinePanel::chooseKind);
  make("outlineConnect", tr("&Connect to …"), Qt::Key_C, &OutlinePanel::chooseEnd);
  make("outlineRename", tr("Re&name"), {}, &OutlinePanel::rename);  // F2 is the tree's own
  make("outlineGoTo", tr("&Go to the field"), {}, [this] { goTo(tree_->currentIndex()); });
  make("outlineDelete", tr("&Delete"), Qt::Key_Delete, &OutlinePanel::remove);
}

void OutlinePanel::setBadges(std::map<model::ComponentId, Badge> badges) { model_->setBadges(std::move(badges)); }

void OutlinePanel::setFigures(std::map<model::ComponentId, CardOverlay> figures) { model_->setFigures(std::move(figures)); }

void OutlinePanel::focusTree() { tree_->setFocus(Qt::ShortcutFocusReason); }

QString OutlinePanel::keyOf(const QModelIndex& index) const {
  return index.siblingAtColumn(OutlineModel::kName).data(OutlineModel::kKeyRole).toString();
}

void OutlinePanel::keepExpansion() {
  expanded_.clear();
  current_ = keyOf(tree_->currentIndex());
  const std::function<void(const QModelIndex&)> look = [&](const QModelIndex& parent) {
    for (int row = 0; row < shown_->rowCount(parent); ++row) {
      const auto index = shown_->index(row, 0, parent);
      if (tree_->isExpanded(index)) expanded_.insert(keyOf(index));
      look(index);
    }
  };
  look({});
}

void OutlinePanel::restoreExpansion() {
  following_ = true;
  const std::function<void(const QModelIndex&)> look = [&](const QModelIndex& parent) {
    for (int row = 0; row < shown_->rowCount(parent); ++row) {
      const auto index = shown_->index(row, 0, parent);
      const auto key = keyOf(index);
      if (expanded_.contains(key) || key.startsWith("group ")) tree_->expand(index);
      if (key == current_) tree_->selectionModel()->setCurrentIndex(index, QItemSelectionModel::NoUpdate);
      look(index);
    }
  };
  look({});
  following_ = false;
}

// An edge's row stays chosen while its component is.
void OutlinePanel::showSelection() {
  if (following_) return;
  following_ = true;
  QItemSelection selection;
  QModelIndex first;
  for (const auto& id : document_->selection()) {
    const auto index = shown_->mapFromSource(model_->indexOf(id));
    if (!index.isValid()) continue;
    selection.select(index, index.siblingAtColumn(OutlineModel::kColumns - 1));
    if (!first.isValid()) first = index;
  }
  auto* chosen = tree_->selectionModel();
  chosen->select(selection, QItemSelectionModel::ClearAndSelect);
  if (first.isValid() && !chosen->isRowSelected(tree_->currentIndex().row(), tree_->currentIndex().parent()))
    chosen->setCurrentIndex(first, QItemSelectionModel::NoUpdate);
  if (first.isValid()) tree_->scrollTo(first);
  following_ = false;
}

void OutlinePanel::takeSelection() {
  if (following_) return;
  following_ = true;
  std::set<model::ComponentId> ids;
  for (const auto& index : tree_->selectionModel()->selectedRows())
    if (const auto id = index.data(OutlineModel::kComponentRole).toString(); !id.isEmpty()) ids.insert(id.toStdString());
  document_->select(std::move(ids));
  following_ = false;
}

void OutlinePanel::goTo(const QModelIndex& index) {
  const auto row = index.siblingAtColumn(OutlineModel::kName);
  const auto id = row.data(OutlineModel::kComponentRole).toString(), path = row.data(OutlineModel::kPathRole).toString();
  if (id.isEmpty()) return;
  // The edge's value may be another component's.
  document_->select({(path.isEmpty() ? id : path.section('.', 0, 0)).toStdString()});
  emit document_->focusRequested(path.isEmpty() ? id : path);
}

// Below the current row.
FilterPopup* OutlinePanel::popUp(const QString& title, std::vector<FilterPopup::Entry> entries, const char* objectName) {
  auto* popup = new FilterPopup(title, std::move(entries), this);
  popup->setObjectName(objectName);
  const auto rect = tree_->visualRect(tree_->currentIndex());
  popup->popUp(tree_->viewport()->mapToGlobal(rect.isValid() ? rect.bottomLeft() : QPoint(8, 8)));
  return popup;
}

void OutlinePanel::chooseKind() {
  std::vector<FilterPopup::Entry> entries;
  for (const auto& kind : model::kindNames()) {
    const auto name = QString::fromStdString(kind);
    entries.push_back({name, kindWord(kind), kindHelp(kind), icon(name)});
  }
  auto* popup = popUp(tr("Add a component"), std::move(entries), "outlineKinds");
  connect(popup, &FilterPopup::chosen, this, &OutlinePanel::addRequested);
}

void OutlinePanel::chooseEnd() {
  if (document_->selection().size() != 1) return;
  const auto from = *document_->selection().begin();
  std::vector<FilterPopup::Entry> entries;
  for (const auto& component : document_->architecture().components) {
    if (component.id == from || !model::canConnect(document_->architecture(), from, component.id)) continue;
    const auto name = QString::fromStdString(component.id);
    const std::string kind(model::kindName(component.kind));
    entries.push_back({name, name, kindWord(kind), icon(QString::fromStdString(kind))});
  }
  if (entries.empty())
    return emit document_->refused(tr("nothing here can be the other end of an edge from this component"));
  auto* popup = popUp(tr("Connect %1 to").arg(QString::fromStdString(from)), std::move(entries), "outlineEnds");
  connect(popup, &FilterPopup::chosen, this,
          [this, from](const QString& to) { connectComponents(*document_, from, to.toStdString()); });
}

void OutlinePanel::rename() { tree_->edit(tree_->currentIndex().siblingAtColumn(OutlineModel::kName)); }

void OutlinePanel::applyRename(const QString& id, const QString& name) {
  const auto to = name.trimmed().toStdString();
  if (!document_->apply(tr("Rename %1").arg(id), model::renameComponent(document_->architecture(), id.toStdString(), to)))
    return;
  document_->select({to});
}

// Of an edge's row the edge goes, else the selected components.
void OutlinePanel::remove() {
  const auto row = tree_->currentIndex().siblingAtColumn(OutlineModel::kName);
  const auto path = row.data(OutlineModel::kPathRole).toString().toStdString();
  if (path.empty()) {
    if (document_->selection().empty()) return;
    const auto count = static_cast<int>(document_->selection().size());
    document_->apply(count == 1 ? tr("Delete %1").arg(QString::fromStdString(*document_->selection().begin()))
                                : tr("Delete %n components", nullptr, count),
                     model::removeComponents(document_->architecture(), document_->selection()));
    return;
  }
  for (const auto& edge : model::edges(document_->architecture()))
    if (edge.path == path)
      return static_cast<void>(document_->apply(
          tr("Disconnect %1 from %2").arg(QString::fromStdString(edge.from), QString::fromStdString(edge.to)),
          model::disconnect(document_->architecture(), edge)));
}

}  // namespace virga::ui

#include "moc_outline_panel.cpp"
