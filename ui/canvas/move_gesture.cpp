#include "ui/canvas/move_gesture.h"

#include <QCoreApplication>

#include "ui/canvas/canvas_edits.h"
#include "ui/canvas/geometry.h"

namespace virga::ui {

MoveGesture::MoveGesture(Document& document, CanvasScene& scene, const model::ComponentId& grabbed, QPointF point)
    : document_(document), scene_(scene), grabbed_(grabbed), start_(point) {
  for (const auto& id : document.selection()) before_[id] = scene.positions().at(id);
}

CanvasScene::Positions MoveGesture::places(QPointF point, Qt::KeyboardModifiers modifiers) const {
  const auto from = before_.at(grabbed_);
  const auto to = toPosition(toPoint(from) + point - start_, !modifiers.testFlag(Qt::AltModifier));
  auto places = before_;
  for (auto& [id, place] : places) place = {place.x + to.x - from.x, place.y + to.y - from.y};
  return places;
}

void MoveGesture::move(QPointF point, Qt::KeyboardModifiers modifiers) {
  std::map<model::ComponentId, QPointF> shown;
  for (const auto& [id, place] : places(point, modifiers)) shown[id] = toPoint(place);
  scene_.preview(shown);
}

void MoveGesture::finish(QPointF point, Qt::KeyboardModifiers modifiers) {
  const auto to = places(point, modifiers);
  if (to == before_) return cancel();
  const auto text = to.size() == 1 ? QCoreApplication::translate("Canvas", "Move %1").arg(QString::fromStdString(grabbed_))
                                   : QCoreApplication::translate("Canvas", "Move %1 components").arg(to.size());
  document_.apply(text, model::moveComponents(withPositions(document_.architecture(), scene_.positions()), to));
}

void MoveGesture::cancel() { scene_.show(document_.snapshot()); }

}  // namespace virga::ui
