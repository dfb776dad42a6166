#pragma once

#include <functional>
#include <map>
#include <memory>

#include "ui/canvas/canvas_scene.h"
#include "ui/canvas/gesture.h"
#include "ui/canvas/guides.h"
#include "ui/canvas/insertion.h"
#include "ui/document/document.h"

namespace virga::ui {

// Drags the selected cards; unless Alt is held the grabbed one snaps to where connections run straight, to what it can be
// level with, and to the grid, and guides show it. A single card without connections can be
// dropped on a line, which then leads through it. One undo step at the release.
class MoveGesture : public Gesture {
 public:
  // `tell` gets what is to be said about the line under the pointer; empty: nothing.
  MoveGesture(Document& document, CanvasScene& scene, const model::ComponentId& grabbed, QPointF point,
              std::function<void(const QString&)> tell);
  void move(QPointF point, Qt::KeyboardModifiers modifiers) override;
  void finish(QPointF point, Qt::KeyboardModifiers modifiers) override;
  void cancel() override;

 private:
  void noteTargets();
  Snap snapAt(QPointF point, Qt::KeyboardModifiers modifiers) const;
  CanvasScene::Positions movedTo(model::Position grabbed) const;

  Document& document_;
  CanvasScene& scene_;
  model::ComponentId grabbed_;
  QPointF start_;
  CanvasScene::Positions before_;
  SnapTargets targets_;
  Guides guides_;
  std::unique_ptr<Insertion> insertion_;  // null: the cards can't be put into a line
};

}  // namespace virga::ui
