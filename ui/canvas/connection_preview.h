#pragma once

#include <memory>
#include <set>
#include <vector>

#include <QGraphicsPathItem>

#include "ui/canvas/canvas_scene.h"
#include "ui/document/document.h"

namespace virga::ui {

// How the drawing looks while an edge is drawn from a card: the cards that may be its other end are marked, the others
// dimmed, and a line leads from the source. All is as before when this is gone.
class ConnectionPreview {
 public:
  ConnectionPreview(const Document& document, CanvasScene& scene, const model::ComponentId& from);
  ~ConnectionPreview();
  ConnectionPreview(const ConnectionPreview&) = delete;
  ConnectionPreview& operator=(const ConnectionPreview&) = delete;

  const model::ComponentId& from() const { return from_; }
  std::vector<model::ComponentId> allowed() const;  // in the order of the flow
  bool allows(const model::ComponentId& id) const { return id != from_ && !refused_.contains(id); }
  // "checkout calls orders"
  QString sentence(const model::ComponentId& to) const;

  // Marks only those as targets, and one as the chosen one unless it is empty.
  void mark(const std::vector<model::ComponentId>& targets, const model::ComponentId& chosen);
  void leadTo(QPointF point);
  void leadTo(const model::ComponentId& target);
  void hideLine();

 private:
  void draw(QPointF end, double bowAtEnd);

  const Document& document_;
  CanvasScene& scene_;
  model::ComponentId from_;
  std::set<model::ComponentId> refused_;
  std::unique_ptr<QGraphicsPathItem> line_;
};

}  // namespace virga::ui
