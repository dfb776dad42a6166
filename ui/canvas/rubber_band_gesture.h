#pragma once

#include <memory>
#include <set>

#include <QGraphicsRectItem>

#include "ui/canvas/canvas_scene.h"
#include "ui/canvas/gesture.h"
#include "ui/document/document.h"

namespace virga::ui {

// Selects the cards that the frame touches; `kept` stay selected besides.
class RubberBandGesture : public Gesture {
 public:
  RubberBandGesture(Document& document, CanvasScene& scene, std::set<model::ComponentId> kept, QPointF point);
  void move(QPointF point, Qt::KeyboardModifiers modifiers) override;
  void finish(QPointF point, Qt::KeyboardModifiers modifiers) override;
  void cancel() override;

 private:
  Document& document_;
  CanvasScene& scene_;
  std::set<model::ComponentId> kept_;
  QPointF start_;
  std::unique_ptr<QGraphicsRectItem> frame_;
};

}  // namespace virga::ui
