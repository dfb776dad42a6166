#pragma once

#include <memory>

#include <QGraphicsPathItem>
#include <QGraphicsScene>

#include "ui/canvas/snap.h"

namespace virga::ui {

// Lines under the drawing that show what a dragged card is in line with: wide ones where a connection runs straight, thin
// dashed ones along shared edges.
class Guides {
 public:
  explicit Guides(QGraphicsScene& scene);
  void show(const Snap& snap);
  void clear();

 private:
  std::unique_ptr<QGraphicsPathItem> straight_, aligned_;
};

}  // namespace virga::ui
