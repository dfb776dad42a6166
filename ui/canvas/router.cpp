#include "ui/canvas/router.h"

#include <algorithm>
#include <cmath>

#include <QLineF>

#include "ui/canvas/geometry.h"
#include "ui/canvas/route_search.h"
#include "ui/canvas/routing_grid.h"

namespace virga::ui {
namespace {

constexpr int kWindow = 24;  // cells around the two cards that are searched first

// Without repeated points and points in the middle of a straight line.
QPolygonF simplified(const QPolygonF& route) {
  QPolygonF result;
  for (const auto& point : route) {
    if (!result.isEmpty() && QLineF(result.last(), point).length() < 0.5) continue;
    if (result.size() >= 2) {
      const auto a = result[result.size() - 2];
      const auto b = result.last();
      if ((isUpright(a, b) && isUpright(b, point)) || (isLevel(a, b) && isLevel(b, point))) result.removeLast();
    }
    result << point;
  }
  return result;
}

QPolygonF plainRoute(const Attachments& ends) {
  const auto a = ends.from.point;
  const auto b = ends.to.point;
  if (ends.from.side == Side::left || ends.from.side == Side::right) {
    const double x = (a.x() + b.x()) / 2;
    return simplified({a, {x, a.y()}, {x, b.y()}, b});
  }
  const double y = (a.y() + b.y()) / 2;
  return simplified({a, {a.x(), y}, {b.x(), y}, b});
}

// The way over the cells' corners, led to the exact ends with right angles.
QPolygonF joined(const RoutingGrid& grid, const std::vector<Cell>& cells, const Attachments& ends) {
  const auto elbow = [](const Attachment& end, QPointF cell) {
    const bool horizontal = end.side == Side::left || end.side == Side::right;
    return horizontal ? QPointF(cell.x(), end.point.y()) : QPointF(end.point.x(), cell.y());
  };
  QPolygonF route{ends.from.point, elbow(ends.from, grid.point(cells.front()))};
  for (const auto& cell : cells) route << grid.point(cell);
  route << elbow(ends.to, grid.point(cells.back())) << ends.to.point;
  return simplified(route);
}

}  // namespace

void routeLinks(const std::vector<QRectF>& cards, const std::vector<Link>& links, const std::vector<Attachments>& ends,
                const std::vector<bool>& stale, std::vector<QPolygonF>& routes) {
  routes.resize(links.size());
  std::vector<std::size_t> order;
  for (std::size_t i = 0; i < links.size(); ++i)
    if (stale[i]) order.push_back(i);
  if (order.empty()) return;

  RoutingGrid grid(cards);
  if (!grid.isValid()) {
    for (const auto i : order) routes[i] = plainRoute(ends[i]);
    return;
  }
  for (std::size_t i = 0; i < links.size(); ++i)
    if (!stale[i]) grid.use(routes[i]);

  // Short ones first: they are the likeliest to be straight.
  const auto length = [&](std::size_t i) { return (ends[i].to.point - ends[i].from.point).manhattanLength(); };
  std::stable_sort(order.begin(), order.end(), [&](auto a, auto b) { return length(a) < length(b); });
  RouteSearch search(grid);
  for (const auto i : order) {
    const auto start = grid.stub(ends[i].from);
    const auto goal = grid.stub(ends[i].to);
    if (grid.isClosed(start) || grid.isClosed(goal)) {  // another card lies over the end
      routes[i] = plainRoute(ends[i]);
      continue;
    }
    const int startDirection = outward(ends[i].from.side);
    const int goalDirection = (outward(ends[i].to.side) + 2) % 4;
    const Cell low{std::max(0, std::min(start.x, goal.x) - kWindow), std::max(0, std::min(start.y, goal.y) - kWindow)};
    const Cell high{std::min(grid.width() - 1, std::max(start.x, goal.x) + kWindow),
                    std::min(grid.height() - 1, std::max(start.y, goal.y) + kWindow)};
    auto way = search.find(start, startDirection, goal, goalDirection, low, high);
    if (!way) way = search.find(start, startDirection, goal, goalDirection, {0, 0}, {grid.width() - 1, grid.height() - 1});
    routes[i] = way ? joined(grid, *way, ends[i]) : plainRoute(ends[i]);
    grid.use(routes[i]);
  }
}

}  // namespace virga::ui
