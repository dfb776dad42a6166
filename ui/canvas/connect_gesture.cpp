#include "ui/canvas/connect_gesture.h"

#include <utility>

#include <QCoreApplication>
#include <QPen>

#include "model/edit/edit.h"
#include "ui/canvas/edge_bundle.h"
#include "ui/canvas/geometry.h"
#include "ui/theme/theme.h"

namespace virga::ui {

ConnectGesture::ConnectGesture(Document& document, CanvasScene& scene, const model::ComponentId& from,
                               std::function<void(const QString&)> tell)
    : document_(document), scene_(scene), from_(from), tell_(std::move(tell)), line_(std::make_unique<QGraphicsPathItem>()) {
  std::map<model::ComponentId, Mark> marks;
  for (const auto& component : document.architecture().components) {
    const auto role = model::canConnect(document.architecture(), from, component.id);
    marks[component.id] = role ? Mark::allowed : Mark::refused;
    if (!role) refusals_[component.id] = QString::fromStdString(role.error());
  }
  marks[from] = Mark::source;
  scene.setMarks(marks);
  QPen pen(Theme::instance().color(Role::accent), 2, Qt::DashLine);
  line_->setPen(pen);
  line_->setZValue(10);
  scene.addItem(line_.get());
}

ConnectGesture::~ConnectGesture() {
  scene_.setMarks({});
  tell_({});
}

void ConnectGesture::move(QPointF point, Qt::KeyboardModifiers) {
  const auto* source = scene_.card(from_);
  const auto* target = scene_.cardAt(point);
  if (!source) return;
  const bool allowed = target && target->id() != from_ && !refusals_.contains(target->id());
  const auto start = outputPort(cardRect(source->pos()));
  const auto end = allowed ? inputPort(cardRect(target->pos())) : point;
  QPainterPath path(start);
  const double bow = std::max(40.0, std::abs(end.x() - start.x()) / 2);
  path.cubicTo(start + QPointF(bow, 0), end - QPointF(allowed ? bow : 0, 0), end);
  line_->setPath(path);
  if (!target || target->id() == from_) return tell_({});
  if (const auto refusal = refusals_.find(target->id()); refusal != refusals_.end()) return tell_(refusal->second);
  const auto role = model::canConnect(document_.architecture(), from_, target->id());
  if (role)
    tell_(QStringLiteral("%1 %2 %3")
              .arg(QString::fromStdString(from_), roleWords(*role), QString::fromStdString(target->id())));
}

void ConnectGesture::finish(QPointF point, Qt::KeyboardModifiers) {
  const auto* target = scene_.cardAt(point);
  if (!target || target->id() == from_) return;
  const auto to = target->id();
  scene_.setMarks({});
  connectComponents(document_, from_, to);
}

bool connectComponents(Document& document, const model::ComponentId& from, const model::ComponentId& to) {
  const auto text = QCoreApplication::translate("Canvas", "Connect %1 with %2")
                        .arg(QString::fromStdString(from), QString::fromStdString(to));
  return document.apply(text, model::connect(document.architecture(), from, to));
}

}  // namespace virga::ui
