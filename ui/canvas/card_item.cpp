#include "ui/canvas/card_item.h"

#include <utility>

#include <QCoreApplication>

#include "ui/canvas/card_painter.h"
#include "ui/canvas/gauge_painter.h"
#include "ui/canvas/geometry.h"

namespace virga::ui {

CardItem::CardItem(model::ComponentId id) : id_(std::move(id)) { setZValue(1); }

void CardItem::setState(CardState state) {
  if (state == state_) return;
  state_ = std::move(state);
  text_ = cutToWidth(state_);
  QString toolTip = QStringLiteral("%1: %2").arg(state_.word, state_.name);
  if (!state_.facts.isEmpty()) toolTip += QLatin1Char('\n') + state_.facts;
  if (state_.overlay) toolTip += QLatin1Char('\n') + overlayText(*state_.overlay);
  if (state_.pinned)
    toolTip += QLatin1Char('\n') + QCoreApplication::translate("Canvas", "Pinned: tidying up leaves it here.");
  if (state_.badge && !state_.badge->toolTip.isEmpty()) toolTip += QLatin1Char('\n') + state_.badge->toolTip;
  setToolTip(toolTip);
  update();
}

// Ports, badge and selection frame stand out of the card.
QRectF CardItem::boundingRect() const { return QRectF(0, 0, kCardWidth, kCardHeight).adjusted(-8, -12, 12, 8); }

QPainterPath CardItem::shape() const {
  QPainterPath path;
  path.addRect(0, 0, kCardWidth, kCardHeight);
  return path;
}

void CardItem::paint(QPainter* painter, const QStyleOptionGraphicsItem*, QWidget*) { paintCard(*painter, state_, text_); }

}  // namespace virga::ui
