#include "ui/canvas/move_gesture.h"

#include <utility>

#include <QCoreApplication>

#include "model/edit/insert_on_edge.h"
#include "ui/canvas/canvas_edits.h"
#include "ui/canvas/geometry.h"

namespace virga::ui {
MoveGesture::MoveGesture(Document& document, CanvasScene& scene, const model::ComponentId& grabbed, QPointF point,
                         std::function<void(const QString&)> tell)
    : document_(document), scene_(scene), grabbed_(grabbed), start_(point), guides_(scene) {
  for (const auto& id : document.selection()) before_[id] = scene.positions().at(id);
  noteTargets();
  if (before_.size() > 1 || !scene.edgesOf(grabbed).empty()) return;
  insertion_ = std::make_unique<Insertion>(
      scene, [this](const auto& line) { return model::insertOnEdge(document_.architecture(), line, grabbed_); },
      std::move(tell));
}

// What stays where it is.
void MoveGesture::noteTargets() {
  std::set<model::ComponentId> linked;
  for (const auto* line : scene_.edgesOf(grabbed_)) {
    linked.insert(line->bundle().from);
    linked.insert(line->bundle().to);
  }
  for (const auto& [id, place] : scene_.positions())
    if (!before_.contains(id)) (linked.contains(id) ? targets_.linked : targets_.others).push_back(cardRect(toPoint(place)));
}

Snap MoveGesture::snapAt(QPointF point, Qt::KeyboardModifiers modifiers) const {
  const auto wished = toPoint(before_.at(grabbed_)) + point - start_;
  return modifiers.testFlag(Qt::AltModifier) ? Snap{toPosition(wished, false), {}, {}} : snapped(wished, targets_);
}

CanvasScene::Positions MoveGesture::movedTo(model::Position to) const {
  const auto from = before_.at(grabbed_);
  auto places = before_;
  for (auto& [id, place] : places) place = {place.x + to.x - from.x, place.y + to.y - from.y};
  return places;
}

void MoveGesture::move(QPointF point, Qt::KeyboardModifiers modifiers) {
  const auto snap = snapAt(point, modifiers);
  std::map<model::ComponentId, QPointF> shown;
  for (const auto& [id, place] : movedTo(snap.place)) shown[id] = toPoint(place);
  scene_.preview(shown);
  guides_.show(snap);
  if (insertion_) insertion_->moveTo(point, kDropReach);
}

void MoveGesture::finish(QPointF point, Qt::KeyboardModifiers modifiers) {
  const auto to = movedTo(snapAt(point, modifiers).place);
  guides_.clear();
  if (insertion_) insertion_->moveTo(point, kDropReach);
  const auto insertion = std::move(insertion_);
  const auto placed = withPositions(document_.architecture(), scene_.positions());
  const auto name = QString::fromStdString(grabbed_);
  if (insertion && insertion->line() && insertion->refusal().isEmpty()) {
    const auto& line = *insertion->line();
    document_.apply(insertionText(name, line), model::insertOnEdge(model::moveComponents(placed, to), line.edges, grabbed_));
    return;
  }
  if (to == before_) return cancel();
  const auto text = to.size() == 1 ? QCoreApplication::translate("Canvas", "Move %1").arg(name)
                                   : QCoreApplication::translate("Canvas", "Move %1 components").arg(to.size());
  document_.apply(text, model::moveComponents(placed, to));
  if (insertion && !insertion->refusal().isEmpty()) emit document_.refused(insertion->refusal());
}

void MoveGesture::cancel() { scene_.show(document_.snapshot()); }

}  // namespace virga::ui
