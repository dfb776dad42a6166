#include "ui/canvas/rubber_band_gesture.h"

#include <utility>

#include <QPen>

#include "ui/theme/theme.h"

namespace virga::ui {

RubberBandGesture::RubberBandGesture(Document& document, CanvasScene& scene, std::set<model::ComponentId> kept,
                                     QPointF point)
    : document_(document),
      scene_(scene),
      kept_(std::move(kept)),
      start_(point),
      frame_(std::make_unique<QGraphicsRectItem>(QRectF(point, QSizeF()))) {
  const auto color = Theme::instance().color(Role::accent);
  QPen pen(color, 1, Qt::DashLine);
  pen.setCosmetic(true);
  frame_->setPen(pen);
  auto fill = color;
  fill.setAlpha(30);
  frame_->setBrush(fill);
  frame_->setZValue(10);
  scene_.addItem(frame_.get());
}

void RubberBandGesture::move(QPointF point, Qt::KeyboardModifiers) {
  const auto rect = QRectF(start_, point).normalized();
  frame_->setRect(rect);
  auto ids = scene_.cardsIn(rect);
  ids.insert(kept_.begin(), kept_.end());
  document_.select(std::move(ids));
}

void RubberBandGesture::finish(QPointF, Qt::KeyboardModifiers) {}

void RubberBandGesture::cancel() { document_.select(kept_); }

}  // namespace virga::ui
