#pragma once

#include <vector>

#include <QLineF>
#include <QRectF>

#include "model/architecture/architecture.h"

namespace virga::ui {

// Where a dragged card lands, and the lines that show why.
struct Snap {
  model::Position place;
  std::vector<QLineF> straight;  // connections that run straight, from card to card
  std::vector<QLineF> aligned;   // edges that the card shares with another one
};

// The cards that a dragged one can be brought in line with.
struct SnapTargets {
  std::vector<QRectF> linked;  // connected with it
  std::vector<QRectF> others;
};

// Within 6 pixels of it: first a place where a connection runs straight, then one level with another card's left or top
// edge. Else the grid, in each direction by itself. Cards of one size that share an edge share their middle too.
Snap snapped(QPointF wished, const SnapTargets& targets);

}  // namespace virga::ui
