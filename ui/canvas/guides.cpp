#include "ui/canvas/guides.h"

#include <QPen>

#include "ui/theme/theme.h"

namespace virga::ui {
namespace {

std::unique_ptr<QGraphicsPathItem> itemFor(QGraphicsScene& scene, double width, Qt::PenStyle style) {
  auto item = std::make_unique<QGraphicsPathItem>();
  QPen pen(Theme::instance().color(Role::accent), width, style);
  pen.setCosmetic(true);
  item->setPen(pen);
  item->setZValue(-1);  // labels stay readable
  scene.addItem(item.get());
  return item;
}

QPainterPath pathOf(const std::vector<QLineF>& lines) {
  QPainterPath path;
  for (const auto& line : lines) {
    path.moveTo(line.p1());
    path.lineTo(line.p2());
  }
  return path;
}

}  // namespace

Guides::Guides(QGraphicsScene& scene)
    : straight_(itemFor(scene, 5, Qt::SolidLine)), aligned_(itemFor(scene, 1, Qt::DashLine)) {
  straight_->setData(0, QStringLiteral("straightGuides"));
  aligned_->setData(0, QStringLiteral("alignedGuides"));
}

void Guides::show(const Snap& snap) {
  straight_->setPath(pathOf(snap.straight));
  aligned_->setPath(pathOf(snap.aligned));
}

void Guides::clear() { show({}); }

}  // namespace virga::ui
