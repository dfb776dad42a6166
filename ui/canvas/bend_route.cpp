#include "ui/canvas/bend_route.h"

#include <algorithm>
#include <cmath>

#include <QLineF>

#include "ui/canvas/geometry.h"

namespace virga::ui {
namespace {

constexpr double kStub = 20;  // length of the leg that stays at a card when the leg beside it moves
constexpr double kInset = 8;  // lines keep so far from a card's corners

// Where a line that goes on to the point leaves the card: straight towards it where that is possible.
QPointF exitTowards(const QRectF& card, QPointF point) {
  const double x = std::clamp(point.x(), card.left() + kInset, card.right() - kInset);
  const double y = std::clamp(point.y(), card.top() + kInset, card.bottom() - kInset);
  if (point.x() >= card.right()) return {card.right(), y == point.y() ? y : card.center().y()};
  if (point.x() <= card.left()) return {card.left(), y == point.y() ? y : card.center().y()};
  return {x, point.y() < card.center().y() ? card.top() : card.bottom()};
}

// Whether b stands on the way from a to c, with no turn and no return.
bool isPassed(QPointF a, QPointF b, QPointF c) {
  if (isLevel(a, b) && isLevel(b, c)) return (b.x() - a.x()) * (c.x() - b.x()) >= 0;
  if (isUpright(a, b) && isUpright(b, c)) return (b.y() - a.y()) * (c.y() - b.y()) >= 0;
  return false;
}

bool isSide(const QRectF& card, QPointF border) { return border.x() == card.left() || border.x() == card.right(); }

// The corners without those that a straight line goes through.
QPolygonF simplified(const QPolygonF& route) {
  QPolygonF result;
  for (const auto& point : route) {
    if (!result.isEmpty() && isLevel(result.last(), point) && isUpright(result.last(), point)) continue;
    while (result.size() > 1 && isPassed(result[result.size() - 2], result.last(), point)) result.removeLast();
    result << point;
  }
  return result;
}

}  // namespace

QPolygonF routeThrough(const QRectF& from, const QRectF& to, const std::vector<model::Position>& points) {
  if (points.empty()) return {};
  const auto toPoint = [](model::Position place) { return QPointF(place.x, place.y); };
  const auto start = exitTowards(from, toPoint(points.front()));
  const auto end = exitTowards(to, toPoint(points.back()));
  QPolygonF route{start};
  bool level = isSide(from, start);  // the way the next leg goes first
  const auto goTo = [&](QPointF point) {
    const auto last = route.last();
    if (!isLevel(last, point) && !isUpright(last, point))
      route << (level ? QPointF(point.x(), last.y()) : QPointF(last.x(), point.y()));
    level = isLevel(route.last(), point) ? false : isUpright(route.last(), point) ? true : level;
    route << point;
  };
  for (const auto& point : points) goTo(toPoint(point));
  // The last leg meets the card square.
  level = !isSide(to, end);
  goTo(end);
  return simplified(route);
}

std::size_t nearestLeg(const QPolygonF& route, QPointF point) {
  std::size_t nearest = 0;
  double least = -1;
  for (qsizetype i = 0; i + 1 < route.size(); ++i) {
    const auto box = QRectF(route[i], route[i + 1]).normalized();
    const double x = point.x() - std::clamp(point.x(), box.left(), box.right());
    const double y = point.y() - std::clamp(point.y(), box.top(), box.bottom());
    const double away = std::hypot(x, y);
    if (least >= 0 && away >= least) continue;
    least = away;
    nearest = static_cast<std::size_t>(i);
  }
  return nearest;
}

std::optional<std::size_t> middleLeg(const QPolygonF& route, bool level) {
  std::optional<std::size_t> best;
  const auto legs = route.size() - 1;
  const auto away = [legs](qsizetype leg) { return std::abs(2 * leg + 1 - legs); };
  for (qsizetype i = 0; i < legs; ++i)
    if (isLevel(route[i], route[i + 1]) == level && (!best || away(i) < away(static_cast<qsizetype>(*best))))
      best = static_cast<std::size_t>(i);
  return best;
}

std::vector<model::Position> withLegMoved(const QPolygonF& route, std::size_t leg, double by) {
  const auto first = static_cast<qsizetype>(leg);
  if (first + 1 >= route.size()) return {};
  const bool level = isLevel(route[first], route[first + 1]);
  const QPointF shift = level ? QPointF(0, by) : QPointF(by, 0);
  QPolygonF moved = route;
  moved[first] += shift;
  moved[first + 1] += shift;
  const auto stub = [&](QPointF border, QPointF next) {
    const double length = QLineF(border, next).length();
    return length < 1 ? border : border + (next - border) * std::min(kStub / length, 0.25);
  };
  // A leg at a card leaves a stub there, so that the line still begins and ends square to the card.
  if (first + 2 == route.size()) {
    const auto foot = stub(route.last(), route[first]);
    moved.remove(first + 1);
    moved << foot + shift << foot << route.last();
  }
  if (first == 0) {
    const auto foot = stub(route.first(), route[1]);
    moved[0] = foot + shift;
    moved.prepend(foot);
    moved.prepend(route.first());
  }
  moved = simplified(moved);
  std::vector<model::Position> corners;
  for (qsizetype i = 1; i + 1 < moved.size(); ++i)
    corners.push_back({static_cast<int>(std::lround(moved[i].x())), static_cast<int>(std::lround(moved[i].y()))});
  return corners;
}

QRectF labelOnLongestLeg(const QPolygonF& route, QSizeF size) {
  QLineF longest;
  for (qsizetype i = 0; i + 1 < route.size(); ++i)
    if (const QLineF leg(route[i], route[i + 1]); leg.length() > longest.length()) longest = leg;
  return {longest.center() - QPointF(size.width(), size.height()) / 2, size};
}

}  // namespace virga::ui
