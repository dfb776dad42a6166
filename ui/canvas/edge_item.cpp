#include "ui/canvas/edge_item.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include <QApplication>
#include <QFontMetricsF>
#include <QPainter>
#include <QPainterPathStroker>
#include <QStyleOptionGraphicsItem>

#include "ui/canvas/card_painter.h"
#include "ui/theme/theme.h"

namespace virga::ui {
namespace {

constexpr double kArrow = 9;
constexpr double kCorner = 6;
constexpr double kBacklogWidth = 7;

const QFont& labelFont() {
  static const QFont result = [] {
    QFont font = QApplication::font();
    font.setPixelSize(11);
    return font;
  }();
  return result;
}

bool isAsynchronous(model::EdgeRole role) {
  switch (role) {
    case model::EdgeRole::send:
    case model::EdgeRole::consumer:
    case model::EdgeRole::subscription:
    case model::EdgeRole::rule:
    case model::EdgeRole::target:
    case model::EdgeRole::notification:
    case model::EdgeRole::deadLetter: return true;
    case model::EdgeRole::flow:
    case model::EdgeRole::route:
    case model::EdgeRole::auth:
    case model::EdgeRole::call:
    case model::EdgeRole::origin: break;
  }
  return false;
}

// Solid waits for an answer, dashed doesn't, dotted is where the failures go, thin is a side question.
QPen pen(model::EdgeRole role, const QColor& color, double zoom, bool lit) {
  QPen pen(color, lit ? 2.4 : 1.5);
  pen.setCapStyle(Qt::FlatCap);
  if (zoom < kTextZoom) return QPen(color, lit ? 3 : 0);
  if (role == model::EdgeRole::deadLetter)
    pen.setDashPattern({1.2, 2.4});
  else if (role == model::EdgeRole::auth)
    pen.setWidthF(lit ? 2 : 0.9);
  else if (isAsynchronous(role))
    pen.setDashPattern({5, 3.5});
  return pen;
}

QPointF toward(QPointF from, QPointF to, double length) {
  const auto delta = to - from;
  const double whole = std::hypot(delta.x(), delta.y());
  return whole < 1e-6 ? from : from + delta * (length / whole);
}

// Stops short of the end by the arrow head.
QPainterPath rounded(const QPolygonF& route) {
  QPainterPath path;
  if (route.size() < 2) return path;
  path.moveTo(route.first());
  for (qsizetype i = 1; i + 1 < route.size(); ++i) {
    const double room = std::min(QLineF(route[i - 1], route[i]).length(), QLineF(route[i], route[i + 1]).length()) / 2;
    const double radius = std::min(kCorner, room);
    path.lineTo(toward(route[i], route[i - 1], radius));
    path.quadTo(route[i], toward(route[i], route[i + 1], radius));
  }
  path.lineTo(toward(route.last(), route[route.size() - 2], kArrow - 2));
  return path;
}

void paintArrow(QPainter& painter, const QPolygonF& route, const QColor& color, bool open) {
  const auto tip = route.last();
  const auto foot = toward(tip, route[route.size() - 2], kArrow);
  const auto along = tip - foot;
  const QPointF across(-along.y() * 0.45, along.x() * 0.45);
  if (open) {
    painter.setPen(QPen(color, 1.5));
    painter.setBrush(Qt::NoBrush);
    painter.drawLine(foot, tip);
    painter.drawPolyline(QPolygonF{foot + across, tip, foot - across});
  } else {
    painter.setPen(Qt::NoPen);
    painter.setBrush(color);
    painter.drawPolygon(QPolygonF{foot + across, tip, foot - across});
  }
}

// The last part of the route, `share` of its length, from its end backwards.
QPolygonF lastPart(const QPolygonF& route, double share) {
  double left = 0;
  for (qsizetype i = 0; i + 1 < route.size(); ++i) left += QLineF(route[i], route[i + 1]).length();
  left *= share;
  QPolygonF part{route.last()};
  for (qsizetype i = route.size() - 1; i > 0 && left > 0; --i) {
    const double length = QLineF(route[i], route[i - 1]).length();
    part << (length <= left ? route[i - 1] : toward(route[i], route[i - 1], left));
    left -= length;
  }
  return part;
}

QRectF longestSegmentMiddle(const QPolygonF& route, QSizeF size) {
  QPointF middle;
  double longest = -1;
  for (qsizetype i = 0; i + 1 < route.size(); ++i) {
    const QLineF line(route[i], route[i + 1]);
    if (line.length() > longest) {
      longest = line.length();
      middle = line.center();
    }
  }
  return {middle - QPointF(size.width(), size.height()) / 2, size};
}

}  // namespace

QSizeF labelSize(const QString& label) {
  const QFontMetricsF metrics(labelFont());
  return {std::ceil(metrics.horizontalAdvance(label)) + 8, std::ceil(metrics.height()) + 2};
}

EdgeItem::EdgeItem(EdgeBundle bundle) { setBundle(std::move(bundle)); }

void EdgeItem::setBundle(EdgeBundle bundle) {
  bundle_ = std::move(bundle);
  setToolTip(QStringLiteral("%1 %2 %3%4")
                 .arg(QString::fromStdString(bundle_.from), roleWords(bundle_.role), QString::fromStdString(bundle_.to),
                      bundle_.label.isEmpty() ? QString() : QStringLiteral(": ") + bundle_.label));
  updateBounds();
}

void EdgeItem::setRoute(QPolygonF route, std::optional<QRectF> label) {
  if (route == route_ && label == label_) return;
  route_ = std::move(route);
  label_ = label;
  path_ = rounded(route_);
  updateBounds();
}

void EdgeItem::setSelectedEdge(bool selected) {
  if (selected == selected_) return;
  selected_ = selected;
  updateBounds();
}

void EdgeItem::setHovered(bool hovered) {
  if (hovered == hovered_) return;
  hovered_ = hovered;
  updateBounds();
}

void EdgeItem::setBacklog(double share) {
  if (share == backlog_) return;
  backlog_ = share;
  update();  // the bar is no wider than the arrow head, for which the bounds have room
}

QRectF EdgeItem::shownLabel() const {
  if (bundle_.label.isEmpty() || route_.size() < 2) return {};
  if (label_) return *label_;
  return isLit() ? longestSegmentMiddle(route_, labelSize(bundle_.label)) : QRectF();
}

void EdgeItem::updateBounds() {
  prepareGeometryChange();
  bounds_ = (route_.boundingRect().adjusted(-kArrow, -kArrow, kArrow, kArrow) | shownLabel()).adjusted(-2, -2, 2, 2);
  setZValue(isLit() ? 2 : 0);
  update();
}

QPainterPath EdgeItem::shape() const {
  QPainterPathStroker stroker;
  stroker.setWidth(10);
  QPainterPath path;
  path.addPolygon(route_);
  auto area = stroker.createStroke(path);
  if (label_) area.addRect(*label_);
  return area;
}

void EdgeItem::paint(QPainter* painter, const QStyleOptionGraphicsItem*, QWidget*) {
  if (route_.size() < 2) return;
  const double zoom = QStyleOptionGraphicsItem::levelOfDetailFromTransform(painter->worldTransform());
  const auto color = Theme::instance().color(isLit() ? Role::accent : Role::edge);
  if (backlog_ > 0) paintBacklog(*painter);
  painter->setPen(pen(bundle_.role, color, zoom, isLit()));
  painter->setBrush(Qt::NoBrush);
  if (zoom < kTextZoom) {
    painter->setRenderHint(QPainter::Antialiasing, false);
    painter->drawPolyline(route_);
    painter->setRenderHint(QPainter::Antialiasing, true);
  } else {
    painter->drawPath(path_);
  }
  if (zoom >= kDetailZoom) paintArrow(*painter, route_, color, isAsynchronous(bundle_.role));
  if (zoom >= kLabelZoom) paintLabel(*painter);
}

void EdgeItem::paintBacklog(QPainter& painter) const {
  QPen bar(Theme::instance().color(Role::series1), kBacklogWidth);
  bar.setCapStyle(Qt::FlatCap);
  bar.setJoinStyle(Qt::MiterJoin);
  painter.setPen(bar);
  painter.setBrush(Qt::NoBrush);
  painter.drawPolyline(lastPart(route_, backlog_));
}

void EdgeItem::paintLabel(QPainter& painter) const {
  const auto rect = shownLabel();
  if (rect.isEmpty()) return;
  const auto& theme = Theme::instance();
  painter.setPen(isLit() ? QPen(theme.color(Role::accent), 1) : QPen(Qt::NoPen));
  painter.setBrush(theme.color(Role::canvas));
  painter.drawRoundedRect(rect, 4, 4);
  painter.setPen(theme.color(Role::edgeLabel));
  painter.setFont(labelFont());
  painter.drawText(rect, Qt::AlignCenter, bundle_.label);
}

}  // namespace virga::ui
