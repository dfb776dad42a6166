#include "ui/canvas/connect_gesture.h"

#include <utility>

#include <QCoreApplication>

#include "model/edit/edit.h"

namespace virga::ui {

ConnectGesture::ConnectGesture(Document& document, CanvasScene& scene, const model::ComponentId& from,
                               std::function<void(const QString&)> tell, std::function<void(QPointF)> offer)
    : document_(document),
      scene_(scene),
      tell_(std::move(tell)),
      offer_(std::move(offer)),
      preview_(document, scene, from) {}

ConnectGesture::~ConnectGesture() { tell_({}); }

void ConnectGesture::move(QPointF point, Qt::KeyboardModifiers) {
  const auto* target = scene_.cardAt(point);
  if (!target || target->id() == preview_.from()) {
    preview_.leadTo(point);
    return tell_({});
  }
  if (preview_.allows(target->id()))
    preview_.leadTo(target->id());
  else
    preview_.leadTo(point);
  tell_(preview_.sentence(target->id()));
}

void ConnectGesture::finish(QPointF point, Qt::KeyboardModifiers) {
  const auto* target = scene_.cardAt(point);
  if (!target) return offer_(point);
  if (target->id() == preview_.from()) return;
  const auto to = target->id();
  scene_.setMarks({});
  connectComponents(document_, preview_.from(), to);
}

bool connectComponents(Document& document, const model::ComponentId& from, const model::ComponentId& to) {
  const auto text = QCoreApplication::translate("Canvas", "Connect %1 with %2")
                        .arg(QString::fromStdString(from), QString::fromStdString(to));
  return document.apply(text, model::connect(document.architecture(), from, to));
}

}  // namespace virga::ui
