#pragma once

#include <map>

#include "ui/canvas/canvas_scene.h"
#include "ui/canvas/gesture.h"
#include "ui/document/document.h"

namespace virga::ui {

// Drags the selected cards; the grabbed one snaps to the grid unless Alt is held. One undo step at the release.
class MoveGesture : public Gesture {
 public:
  MoveGesture(Document& document, CanvasScene& scene, const model::ComponentId& grabbed, QPointF point);
  void move(QPointF point, Qt::KeyboardModifiers modifiers) override;
  void finish(QPointF point, Qt::KeyboardModifiers modifiers) override;
  void cancel() override;

 private:
  CanvasScene::Positions places(QPointF point, Qt::KeyboardModifiers modifiers) const;

  Document& document_;
  CanvasScene& scene_;
  model::ComponentId grabbed_;
  QPointF start_;
  CanvasScene::Positions before_;
};

}  // namespace virga::ui
