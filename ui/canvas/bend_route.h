#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include <QPolygonF>
#include <QRectF>

#include "model/architecture/architecture.h"

// Lines that go through corners which the user gave them. All legs are level or upright.
namespace virga::ui {

// From the border of one card through the points to the border of another; corners are put in where two points are neither
// level nor upright to each other.
QPolygonF routeThrough(const QRectF& from, const QRectF& to, const std::vector<model::Position>& points);

// The leg of a route that is nearest to the point: legs begin at the points 0 … n - 2.
std::size_t nearestLeg(const QPolygonF& route, QPointF point);

// The leg nearest to the middle that is level, or upright; none if the route has no such leg.
std::optional<std::size_t> middleLeg(const QPolygonF& route, bool level);

// The corners of the route after one leg moved across itself by so much: down for a level leg, to the right for an upright
// one. None where the line became straight again.
std::vector<model::Position> withLegMoved(const QPolygonF& route, std::size_t leg, double by);

// Where a label of that size stands: in the middle of the longest leg.
QRectF labelOnLongestLeg(const QPolygonF& route, QSizeF size);

}  // namespace virga::ui
