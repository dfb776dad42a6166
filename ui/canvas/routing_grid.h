#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <vector>

#include <QPolygonF>
#include <QRectF>

#include "ui/canvas/router.h"

namespace virga::ui {

struct Cell {
  int x = 0;
  int y = 0;
  bool operator==(const Cell&) const = default;
};

// Directions: 0 right, 1 down, 2 left, 3 up.
constexpr std::array<Cell, 4> kSteps = {{{1, 0}, {0, 1}, {-1, 0}, {0, -1}}};
int outward(Side side);

// Costs of a route, in tenths of a pixel.
constexpr int kStepCost = 10;
constexpr int kBendCost = 30;
constexpr int kNearCost = 4;
constexpr int kCrossingCost = 12;
constexpr int kOverlapCost = 40;

// What lies where, in cells of 10 pixels: cards, the strip beside them, and lines already drawn.
class RoutingGrid {
 public:
  explicit RoutingGrid(const std::vector<QRectF>& cards);

  bool isValid() const { return !cells_.empty(); }  // false: the cards are spread too far
  int width() const { return width_; }
  int height() const { return height_; }
  QPointF point(Cell cell) const;
  Cell nearest(QPointF point) const;
  // The first cell outside a card where a line leaves it.
  Cell stub(const Attachment& end) const;
  void use(const QPolygonF& route);
  bool isClosed(Cell cell) const;
  // What a step in the direction into the cell costs; nothing where a card closes it.
  std::optional<int> cost(Cell cell, int direction) const {
    const auto bits = cells_[index(cell)];
    if (bits & kClosedBit) return std::nullopt;
    const bool horizontal = direction % 2 == 0;
    int cost = kStepCost;
    if (bits & kNearBit) cost += kNearCost;
    if (bits & (horizontal ? kHorizontalBit : kVerticalBit)) cost += kOverlapCost;
    if (bits & (horizontal ? kVerticalBit : kHorizontalBit)) cost += kCrossingCost;
    return cost;
  }

 private:
  static constexpr std::uint8_t kClosedBit = 1, kNearBit = 2, kHorizontalBit = 4, kVerticalBit = 8;

  std::size_t index(Cell cell) const {
    return static_cast<std::size_t>(cell.y) * static_cast<std::size_t>(width_) + static_cast<std::size_t>(cell.x);
  }
  void mark(const QRectF& card, double distance, std::uint8_t bit);

  double left_ = 0, top_ = 0;
  int width_ = 0, height_ = 0;
  std::vector<std::uint8_t> cells_;
};

}  // namespace virga::ui
