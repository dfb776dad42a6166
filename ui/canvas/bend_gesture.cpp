#include "ui/canvas/bend_gesture.h"

#include <cmath>
#include <utility>

#include <QCoreApplication>

#include "model/edit/drawing.h"
#include "ui/canvas/bend_route.h"
#include "ui/canvas/canvas_edits.h"
#include "ui/canvas/geometry.h"

namespace virga::ui {
namespace {
constexpr double kStep = kGrid / 2.0;
}

BendGesture::BendGesture(Document& document, CanvasScene& scene, const EdgeItem& edge, QPointF point)
    : document_(document),
      scene_(scene),
      from_(edge.bundle().from),
      to_(edge.bundle().to),
      route_(edge.route()),
      leg_(nearestLeg(edge.route(), point)),
      start_(point) {}

std::vector<model::Position> BendGesture::corners(QPointF point, Qt::KeyboardModifiers modifiers) const {
  const auto a = route_.value(static_cast<qsizetype>(leg_)), b = route_.value(static_cast<qsizetype>(leg_) + 1);
  const bool level = isLevel(a, b);
  const double before = level ? a.y() : a.x();
  double after = before + (level ? point.y() - start_.y() : point.x() - start_.x());
  if (!modifiers.testFlag(Qt::AltModifier)) after = std::round(after / kStep) * kStep;
  return withLegMoved(route_, leg_, after - before);
}

void BendGesture::move(QPointF point, Qt::KeyboardModifiers modifiers) {
  scene_.previewBend({from_, to_, corners(point, modifiers)});
}

void BendGesture::finish(QPointF point, Qt::KeyboardModifiers modifiers) {
  auto edited =
      model::setBend(withPositions(document_.architecture(), scene_.positions()), from_, to_, corners(point, modifiers));
  scene_.show(document_.snapshot());
  document_.apply(bendText(from_, to_), std::move(edited));
}

void BendGesture::cancel() { scene_.show(document_.snapshot()); }

QString bendText(const model::ComponentId& from, const model::ComponentId& to) {
  return QCoreApplication::translate("Canvas", "Bend the line from %1 to %2")
      .arg(QString::fromStdString(from), QString::fromStdString(to));
}

}  // namespace virga::ui
