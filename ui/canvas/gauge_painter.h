#pragma once

#include <QFont>
#include <QPainter>
#include <QRectF>

#include "ui/canvas/card_state.h"

namespace virga::ui {

// Whether a row of gauges has something to show.
bool hasGauges(const CardOverlay& overlay);

// How much waits as a bar, throttles as a hatched square, failures as a crossed octagon, cold starts as a ring; each with
// its number a second. What there is no room for is left out, cold starts first. No font: without the numbers.
void paintGauges(QPainter& painter, const CardOverlay& overlay, const QRectF& row, const QFont* font);

// A strip of hatching: requests are throttled here.
void paintHatch(QPainter& painter, const QRectF& strip);

// A broken ring around a card's icon: instances start.
void paintColdRing(QPainter& painter, const QRectF& icon, double width);

// What the overlay says, in words, a line each.
QString overlayText(const CardOverlay& overlay);

}  // namespace virga::ui
