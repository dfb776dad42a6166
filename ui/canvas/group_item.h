#pragma once

#include <QGraphicsItem>

#include "model/architecture/architecture.h"

namespace virga::ui {

// The frame around a group's cards with its title above, in scene coordinates, behind everything else. From afar the title
// keeps a readable size and grows out of the frame.
class GroupItem : public QGraphicsItem {
 public:
  enum { Type = UserType + 3 };

  explicit GroupItem(model::Group group);

  const model::Group& group() const { return group_; }
  void setGroup(model::Group group);
  const QRectF& frame() const { return frame_; }
  void setCards(const QRectF& cards);  // around all its members' cards
  void setLit(bool lit);               // all its members are selected
  QRectF titleRect(double zoom) const;

  int type() const override { return Type; }
  QRectF boundingRect() const override;
  void paint(QPainter* painter, const QStyleOptionGraphicsItem* option, QWidget* widget) override;

 private:
  model::Group group_;
  QRectF frame_;
  bool lit_ = false;
};

}  // namespace virga::ui
