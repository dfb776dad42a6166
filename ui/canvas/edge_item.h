#pragma once

#include <optional>

#include <QGraphicsItem>
#include <QPainterPath>
#include <QPolygonF>

#include "ui/canvas/edge_bundle.h"

namespace virga::ui {

// Edge labels are painted from this zoom on.
constexpr double kLabelZoom = 0.6;

// The size of a label with its background.
QSizeF labelSize(const QString& label);

// One line with its arrow head and label, in scene coordinates.
class EdgeItem : public QGraphicsItem {
 public:
  enum { Type = UserType + 2 };

  explicit EdgeItem(EdgeBundle bundle);

  const EdgeBundle& bundle() const { return bundle_; }
  void setBundle(EdgeBundle bundle);
  const QPolygonF& route() const { return route_; }
  // Without a place the label shows only while the edge is selected or under the pointer, over whatever is there.
  void setRoute(QPolygonF route, std::optional<QRectF> label);
  const std::optional<QRectF>& labelRect() const { return label_; }
  void setSelectedEdge(bool selected);
  void setHovered(bool hovered);
  // What waits for the end of the line, 0 … 1 of the most: a bar along it that grows back from the end.
  void setBacklog(double share);
  double backlog() const { return backlog_; }

  int type() const override { return Type; }
  QRectF boundingRect() const override { return bounds_; }
  QPainterPath shape() const override;
  void paint(QPainter* painter, const QStyleOptionGraphicsItem* option, QWidget* widget) override;

 private:
  bool isLit() const { return selected_ || hovered_; }
  QRectF shownLabel() const;
  void updateBounds();
  void paintLabel(QPainter& painter) const;
  void paintBacklog(QPainter& painter) const;

  EdgeBundle bundle_;
  QPolygonF route_;
  QPainterPath path_;  // the route with rounded corners
  std::optional<QRectF> label_;
  QRectF bounds_;
  bool selected_ = false;
  bool hovered_ = false;
  double backlog_ = 0;
};

}  // namespace virga::ui
