#pragma once

#include <QGraphicsItem>

#include "model/architecture/component_ref.h"
#include "ui/canvas/card_painter.h"
#include "ui/canvas/card_state.h"

namespace virga::ui {

// One component on the canvas; the whole card is painted by this one item. Its position is the card's top left corner.
class CardItem : public QGraphicsItem {
 public:
  enum { Type = UserType + 1 };

  explicit CardItem(model::ComponentId id);

  const model::ComponentId& id() const { return id_; }
  const CardState& state() const { return state_; }
  void setState(CardState state);

  int type() const override { return Type; }
  QRectF boundingRect() const override;
  QPainterPath shape() const override;
  void paint(QPainter* painter, const QStyleOptionGraphicsItem* option, QWidget* widget) override;

 private:
  model::ComponentId id_;
  CardState state_;
  CardText text_;
};

}  // namespace virga::ui
