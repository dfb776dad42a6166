#pragma once

#include <cstddef>
#include <vector>

#include <QPolygonF>

#include "ui/canvas/canvas_scene.h"
#include "ui/canvas/gesture.h"
#include "ui/document/document.h"

namespace virga::ui {

// Drags a leg of the selected line across itself, on the grid unless Alt is held. One undo step at the release.
class BendGesture : public Gesture {
 public:
  BendGesture(Document& document, CanvasScene& scene, const EdgeItem& edge, QPointF point);
  void move(QPointF point, Qt::KeyboardModifiers modifiers) override;
  void finish(QPointF point, Qt::KeyboardModifiers modifiers) override;
  void cancel() override;

 private:
  std::vector<model::Position> corners(QPointF point, Qt::KeyboardModifiers modifiers) const;

  Document& document_;
  CanvasScene& scene_;
  model::ComponentId from_, to_;
  QPolygonF route_;
  std::size_t leg_;
  QPointF start_;
};

// Words for the undo step.
QString bendText(const model::ComponentId& from, const model::ComponentId& to);

}  // namespace virga::ui
