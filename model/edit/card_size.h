#pragma once

#include <cstdlib>

#include "model/architecture/architecture.h"

// Measures of the drawing, in canvas pixels at 100 %.
namespace virga::model {

inline constexpr int kCardWidth = 180;
inline constexpr int kCardHeight = 84;
inline constexpr int kGrid = 20;

// Whether two cards whose upper left corners stand there cover each other, or come nearer than a step of the grid.
inline bool covers(Position a, Position b) {
  return std::abs(a.x - b.x) < kCardWidth + kGrid && std::abs(a.y - b.y) < kCardHeight + kGrid;
}

}  // namespace virga::model
