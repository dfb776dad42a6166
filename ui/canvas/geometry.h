#pragma once

#include <QPointF>
#include <QRectF>

#include "model/architecture/architecture.h"

namespace virga::ui {

// Measures of the drawing, in canvas pixels at 100 %.
constexpr int kCardWidth = 180;
constexpr int kCardHeight = 84;
constexpr int kGrid = 20;
constexpr double kPortRadius = 5;
constexpr double kPortReach = 11;  // how far from its middle a port can be grabbed
constexpr double kEdgeZone = 6;    // a drag that begins this near to a card's border draws an edge
constexpr double kDropReach = 8;   // what is dropped this near to a line is put into it

inline QPointF toPoint(model::Position position) { return {double(position.x), double(position.y)}; }
inline QRectF cardRect(QPointF topLeft) { return {topLeft.x(), topLeft.y(), double(kCardWidth), double(kCardHeight)}; }
inline QPointF inputPort(const QRectF& card) { return {card.left(), card.center().y()}; }
inline QPointF outputPort(const QRectF& card) { return {card.right(), card.center().y()}; }

// The nearest whole pixel, or the nearest point of the grid.
model::Position toPosition(QPointF point, bool snap);

}  // namespace virga::ui
