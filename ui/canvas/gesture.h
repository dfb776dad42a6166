#pragma once

#include <QPointF>
#include <Qt>

namespace virga::ui {

// What a held left button does, from its press to its release. Points are in the scene.
class Gesture {
 public:
  virtual ~Gesture() = default;
  virtual void move(QPointF point, Qt::KeyboardModifiers modifiers) = 0;
  virtual void finish(QPointF point, Qt::KeyboardModifiers modifiers) = 0;
  // Leaves everything as it was before the press.
  virtual void cancel() = 0;
};

}  // namespace virga::ui
