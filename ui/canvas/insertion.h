#pragma once

#include <functional>
#include <string>
#include <vector>

#include "model/edit/edit.h"
#include "ui/canvas/canvas_scene.h"

namespace virga::ui {

// Which line a dragged component would be put into if it were dropped now. The line is lit while it may be; where it may
// not be, the reason is told.
class Insertion {
 public:
  // The edit that puts the component into the line, as it would be now.
  using Attempt = std::function<model::Edited(const std::vector<model::Edge>& line)>;

  // `tell` gets what is to be said about the line under the pointer; empty: nothing.
  Insertion(CanvasScene& scene, Attempt attempt, std::function<void(const QString&)> tell);
  ~Insertion();
  Insertion(const Insertion&) = delete;
  Insertion& operator=(const Insertion&) = delete;

  void moveTo(QPointF point, double reach);
  const EdgeBundle* line() const { return line_ ? &*line_ : nullptr; }  // null: the pointer is over none
  const QString& refusal() const { return refusal_; }                   // empty: it can be put into the line

 private:
  CanvasScene& scene_;
  Attempt attempt_;
  std::function<void(const QString&)> tell_;
  std::optional<EdgeBundle> line_;
  QString refusal_;
};

// Words for the undo step.
QString insertionText(const QString& what, const EdgeBundle& line);

}  // namespace virga::ui
