#pragma once

#include <functional>
#include <map>
#include <memory>

#include <QGraphicsPathItem>

#include "ui/canvas/canvas_scene.h"
#include "ui/canvas/gesture.h"
#include "ui/document/document.h"

namespace virga::ui {

// Draws an edge from a card: the cards that may be its other end are marked, the others dimmed, and over one of those the
// reason is told.
class ConnectGesture : public Gesture {
 public:
  // `tell` gets what is to be said about the card under the pointer; empty: nothing.
  ConnectGesture(Document& document, CanvasScene& scene, const model::ComponentId& from,
                 std::function<void(const QString&)> tell);
  ~ConnectGesture() override;
  void move(QPointF point, Qt::KeyboardModifiers modifiers) override;
  void finish(QPointF point, Qt::KeyboardModifiers modifiers) override;
  void cancel() override {}

 private:
  Document& document_;
  CanvasScene& scene_;
  model::ComponentId from_;
  std::function<void(const QString&)> tell_;
  std::map<model::ComponentId, QString> refusals_;  // why not, by component
  std::unique_ptr<QGraphicsPathItem> line_;
};

// One undo step that makes the edge, or the refusal told.
bool connectComponents(Document& document, const model::ComponentId& from, const model::ComponentId& to);

}  // namespace virga::ui
