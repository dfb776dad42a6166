#pragma once

#include <functional>

#include "ui/canvas/canvas_scene.h"
#include "ui/canvas/connection_preview.h"
#include "ui/canvas/gesture.h"
#include "ui/document/document.h"

namespace virga::ui {

// Draws an edge from a card to the one under the pointer. Over a card that can't be its end the reason is told.
class ConnectGesture : public Gesture {
 public:
  // `tell` gets what is to be said about the card under the pointer; empty: nothing. `offer` gets the point where the line
  // ended at no card.
  ConnectGesture(Document& document, CanvasScene& scene, const model::ComponentId& from,
                 std::function<void(const QString&)> tell, std::function<void(QPointF)> offer);
  ~ConnectGesture() override;
  void move(QPointF point, Qt::KeyboardModifiers modifiers) override;
  void finish(QPointF point, Qt::KeyboardModifiers modifiers) override;
  void cancel() override {}

 private:
  Document& document_;
  CanvasScene& scene_;
  std::function<void(const QString&)> tell_;
  std::function<void(QPointF)> offer_;
  ConnectionPreview preview_;
};

// One undo step that makes the edge, or the refusal told.
bool connectComponents(Document& document, const model::ComponentId& from, const model::ComponentId& to);

}  // namespace virga::ui
