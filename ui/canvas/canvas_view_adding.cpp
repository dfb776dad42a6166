#include <algorithm>

#include <QDropEvent>
#include <QMimeData>

#include "model/edit/insert_on_edge.h"
#include "model/edit/successor.h"
#include "ui/canvas/canvas_edits.h"
#include "ui/canvas/canvas_view.h"
#include "ui/canvas/geometry.h"
#include "ui/canvas/insertion.h"
#include "ui/canvas/kind_choices.h"
#include "ui/canvas/kind_info.h"

// New components: from lists, from the palette, into lines.
namespace virga::ui {
namespace {

constexpr int kBeside = 300;  // from a card to the one that is added after it

QString draggedKind(const QDropEvent& event) {
  return QString::fromUtf8(event.mimeData()->data(QLatin1String(kKindMimeType)));
}

// The card's place with its middle under the pointer.
QPointF cornerFor(QPointF middle) { return middle - QPointF(kCardWidth, kCardHeight) / 2; }

}  // namespace

void CanvasView::popUpQuickAdd(QPointF scenePoint) {
  const auto& selection = document_.selection();
  const auto after = selection.size() == 1 ? *selection.begin() : model::ComponentId();
  const auto next = model::nextKinds(document_.architecture(), after);
  std::vector<FilterPopup::Entry> entries;
  for (const auto& name : model::kindNames()) {
    const auto kind = QString::fromStdString(name);
    entries.push_back(entryOf({kind, {}}));
    if (std::find(next.begin(), next.end(), name) != next.end()) entries.push_back(entryOf({kind, after}));
  }
  auto* popup = new FilterPopup(tr("Add a component"), std::move(entries), this);
  connect(popup, &FilterPopup::chosen, this, [this, scenePoint](const QString& id) {
    const auto choice = choiceOf(id);
    const auto* source = scene_.card(choice.after);
    if (source)
      addConnectedAt(choice.after, choice.kind, source->pos() + QPointF(kBeside, 0));
    else
      addComponentAt(choice.kind, scenePoint);
  });
  popup->popUp(viewport()->mapToGlobal(mapFromScene(scenePoint)));
}

void CanvasView::popUpNext(const model::ComponentId& from, QPointF scenePoint) {
  std::vector<FilterPopup::Entry> entries;
  for (const auto& kind : model::nextKinds(document_.architecture(), from))
    entries.push_back(entryOf({QString::fromStdString(kind), {}}));
  if (entries.empty()) return;
  auto* popup = new FilterPopup(tr("Add after %1").arg(QString::fromStdString(from)), std::move(entries), this);
  connect(popup, &FilterPopup::chosen, this, [this, from, scenePoint](const QString& kind) {
    addConnectedAt(from, kind, scenePoint - QPointF(0, kCardHeight / 2.0));
  });
  popup->popUp(viewport()->mapToGlobal(mapFromScene(scenePoint)));
}

void CanvasView::addConnectedAt(const model::ComponentId& from, const QString& kind, QPointF scenePoint) {
  const auto place = freePlace(scene_.positions(), toPosition(scenePoint, true));
  const auto placed = withPositions(document_.architecture(), scene_.positions());
  const auto text = tr("Add %1 after %2").arg(kindWord(kind.toStdString()), QString::fromStdString(from));
  if (document_.apply(text, model::addConnected(placed, from, kind.toStdString(), place))) showAdded();
}

void CanvasView::showAdded() {
  const auto id = document_.architecture().components.back().id;
  document_.select({id});
  reveal(id);
  setFocus();
}

void CanvasView::dragEnterEvent(QDragEnterEvent* event) {
  if (!event->mimeData()->hasFormat(QLatin1String(kKindMimeType))) return;
  event->acceptProposedAction();
  cancelGesture();
  const auto added = model::addComponent(document_.architecture(), draggedKind(*event).toStdString(), {});
  if (!added) return;
  insertion_ = std::make_unique<Insertion>(
      scene_, [added = *added](const auto& line) { return model::insertOnEdge(added, line, added.components.back().id); },
      [this](const QString& text) { emit hint(text); });
}

void CanvasView::dragMoveEvent(QDragMoveEvent* event) {
  if (!event->mimeData()->hasFormat(QLatin1String(kKindMimeType))) return;
  event->acceptProposedAction();
  if (insertion_) insertion_->moveTo(mapToScene(event->position().toPoint()), kDropReach);
}

void CanvasView::dragLeaveEvent(QDragLeaveEvent*) { insertion_.reset(); }

void CanvasView::dropEvent(QDropEvent* event) {
  if (!event->mimeData()->hasFormat(QLatin1String(kKindMimeType))) return;
  event->acceptProposedAction();
  const auto kind = draggedKind(*event);
  const auto point = mapToScene(event->position().toPoint());
  const auto insertion = std::move(insertion_);
  if (insertion) insertion->moveTo(point, kDropReach);
  const auto* line = insertion ? insertion->line() : nullptr;
  const auto refusal = insertion ? insertion->refusal() : QString();
  if (!line || !refusal.isEmpty()) {
    // The place is wanted all the same.
    addComponentAt(kind, cornerFor(point));
    if (!refusal.isEmpty()) emit document_.refused(refusal);
    return;
  }
  const auto place = freePlace(scene_.positions(), toPosition(cornerFor(point), true));
  const auto added =
      model::addComponent(withPositions(document_.architecture(), scene_.positions()), kind.toStdString(), place);
  const auto inserted =
      added.and_then([&](const auto& a) { return model::insertOnEdge(a, line->edges, a.components.back().id); });
  if (document_.apply(insertionText(kindWord(kind.toStdString()), *line), inserted)) showAdded();
}

}  // namespace virga::ui
