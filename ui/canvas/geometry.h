#pragma once

#include <cmath>

#include <QPointF>
#include <QRectF>

#include "model/edit/card_size.h"

namespace virga::ui {

// Measures of the drawing, in canvas pixels at 100 %.
using model::kCardHeight;
using model::kCardWidth;
using model::kGrid;
constexpr double kPortRadius = 5;
constexpr double kPortReach = 11;  // how far from its middle a port can be grabbed
constexpr double kEdgeZone = 6;    // a drag that begins this near to a card's border draws an edge
constexpr double kDropReach = 8;   // what is dropped this near to a line is put into it

inline QPointF toPoint(model::Position position) { return {double(position.x), double(position.y)}; }
inline QRectF cardRect(QPointF topLeft) { return {topLeft.x(), topLeft.y(), double(kCardWidth), double(kCardHeight)}; }
inline QPointF inputPort(const QRectF& card) { return {card.left(), card.center().y()}; }
inline QPointF outputPort(const QRectF& card) { return {card.right(), card.center().y()}; }

// Whether a leg of a line runs across, or up and down.
inline bool isLevel(QPointF a, QPointF b) { return std::abs(a.y() - b.y()) < 0.5; }
inline bool isUpright(QPointF a, QPointF b) { return std::abs(a.x() - b.x()) < 0.5; }

// The nearest whole pixel, or the nearest point of the grid.
model::Position toPosition(QPointF point, bool snap);

}  // namespace virga::ui
