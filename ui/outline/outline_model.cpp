#include "ui/outline/outline_model.h"

#include <utility>

#include "model/edit/reach.h"
#include "ui/canvas/kind_info.h"
#include "ui/problems/severity_icon.h"
#include "ui/theme/icons.h"

namespace virga::ui {

namespace {

QList<QStandardItem*> makeRow(const QString& name, const QString& kind, const QString& key) {
  QList<QStandardItem*> row;
  for (int column = 0; column < OutlineModel::kColumns; ++column) {
    row << new QStandardItem;
    row.back()->setEditable(false);
  }
  row[OutlineModel::kName]->setText(name);
  row[OutlineModel::kName]->setData(key, OutlineModel::kKeyRole);
  row[OutlineModel::kKind]->setText(kind);
  return row;
}

}  // namespace

OutlineModel::OutlineModel(Document* document, QObject* parent) : QStandardItemModel(parent), document_(document) {
  connect(document_, &Document::changed, this, &OutlineModel::update);
  build();
}

void OutlineModel::update() {
  if (shownNow() != shown_) build();
}

OutlineModel::Shown OutlineModel::shownNow() const {
  const auto& architecture = document_->architecture();
  Shown shown{architecture.groups, {}, model::edges(architecture)};
  for (const auto& id : model::flowOrder(architecture)) {
    const auto* component = architecture.find(id);
    shown.rows.push_back({id, std::string(model::kindName(component->kind)), keyFacts(*component)});
  }
  return shown;
}

void OutlineModel::build() {
  shown_ = shownNow();
  clear();
  rows_.clear();
  setColumnCount(kColumns);
  setHorizontalHeaderLabels({tr("Component"), tr("Kind"), tr("Problems"), tr("Last run")});
  std::map<model::ComponentId, QStandardItem*> groupOf;
  for (const auto& group : shown_.groups) {
    const auto title = QString::fromStdString(group.title);
    auto row = makeRow(title, tr("Group"), "group " + title);
    for (const auto& member : group.members) groupOf[member] = row.front();
    appendRow(row);
  }
  EdgesOf edgesOf;
  for (const auto& edge : shown_.edges) {
    edgesOf[edge.from].push_back(&edge);
    if (edge.to != edge.from) edgesOf[edge.to].push_back(&edge);
  }
  for (const auto& row : shown_.rows) {
    const auto group = groupOf.find(row.id);
    addComponent(group == groupOf.end() ? invisibleRootItem() : group->second, row, edgesOf);
  }
  emit built();
}

void OutlineModel::addComponent(QStandardItem* parent, const Shown::Row& component, const EdgesOf& edgesOf) {
  const auto id = QString::fromStdString(component.id);
  auto row = makeRow(id, kindWord(component.kind), "component " + id);
  auto* name = row[kName];
  name->setIcon(icon(QString::fromStdString(component.kind)));
  name->setEditable(true);
  name->setData(id, kComponentRole);
  name->setToolTip(component.facts);
  rows_[component.id] = name;
  parent->appendRow(row);
  const auto own = edgesOf.find(component.id);
  const auto lines = own == edgesOf.end() ? std::vector<const model::Edge*>() : own->second;
  for (const auto* line : lines) {
    const auto& edge = *line;
    const bool leaves = edge.from == component.id;
    const auto other = QString::fromStdString(leaves ? edge.to : edge.from);
    const auto label = QString::fromStdString(edge.label);
    auto edgeRow = makeRow((leaves ? tr("to %1") : tr("from %1")).arg(other), label,
                           "edge " + id + ' ' + QString::fromStdString(edge.path));
    edgeRow[kName]->setData(id, kComponentRole);
    edgeRow[kName]->setData(QString::fromStdString(edge.path), kPathRole);
    edgeRow[kName]->setData(other, kOtherEndRole);
    name->appendRow(edgeRow);
  }
  showState(component.id);
}

void OutlineModel::showState(const model::ComponentId& id) {
  auto* name = rows_.at(id);
  auto* parent = name->parent() ? name->parent() : invisibleRootItem();
  auto* problems = parent->child(name->row(), kProblems);
  const auto badge = badges_.find(id);
  if (badge == badges_.end()) {
    problems->setText({});
    problems->setIcon({});
    problems->setToolTip({});
  } else {
    const auto& [severity, count, toolTip] = badge->second;
    const auto word = severityWord(severity);
    problems->setText(count == 1 ? word : tr("%1 and %n more", nullptr, count - 1).arg(word));
    problems->setIcon(severityIcon(severity));
    problems->setToolTip(toolTip);
  }
  const auto figures = figures_.find(id);
  parent->child(name->row(), kFigures)->setText(figures == figures_.end() ? QString() : figures->second.line);
}

void OutlineModel::setBadges(std::map<model::ComponentId, Badge> badges) {
  if (badges == badges_) return;
  badges_ = std::move(badges);
  for (const auto& [id, row] : rows_) showState(id);
}

void OutlineModel::setFigures(std::map<model::ComponentId, CardOverlay> figures) {
  if (figures == figures_) return;
  figures_ = std::move(figures);
  for (const auto& [id, row] : rows_) showState(id);
}

bool OutlineModel::setData(const QModelIndex& index, const QVariant& value, int role) {
  if (role != Qt::EditRole || index.data(kComponentRole).isNull()) return QStandardItemModel::setData(index, value, role);
  // The tree is built anew by the edit, so the row isn't touched here.
  const auto id = index.data(kComponentRole).toString(), name = value.toString();
  if (name != id)
    QMetaObject::invokeMethod(
        this, [this, id, name] { emit renameWanted(id, name); }, Qt::QueuedConnection);
  return true;
}

QModelIndex OutlineModel::indexOf(const model::ComponentId& id) const {
  const auto row = rows_.find(id);
  return row == rows_.end() ? QModelIndex() : row->second->index();
}

}  // namespace virga::ui

#include "moc_outline_model.cpp"
