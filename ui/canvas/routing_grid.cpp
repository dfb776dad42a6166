#include "ui/canvas/routing_grid.h"

#include <algorithm>
#include <cmath>

#include "ui/canvas/geometry.h"

namespace virga::ui {
namespace {

constexpr double kPitch = 10;
constexpr double kMargin = 80;    // free border around the whole drawing
constexpr double kClearance = 5;  // cells this near to a card are closed
constexpr double kNear = 16;      // and this near cost more
constexpr std::int64_t kMostCells = 6'000'000;

}  // namespace

int outward(Side side) {
  switch (side) {
    case Side::right: return 0;
    case Side::bottom: return 1;
    case Side::left: return 2;
    case Side::top: break;
  }
  return 3;
}

RoutingGrid::RoutingGrid(const std::vector<QRectF>& cards) {
  QRectF all;
  for (const auto& card : cards) all |= card;
  all.adjust(-kMargin, -kMargin, kMargin, kMargin);
  left_ = std::floor(all.left() / kPitch) * kPitch;
  // Rows through the middle of cards that stand on the canvas grid: lines between level cards are straight.
  const double phase = cards.empty() ? 0 : std::fmod(cards.front().height() / 2, kPitch);
  top_ = std::floor(all.top() / kPitch) * kPitch + phase;
  const auto columns = static_cast<std::int64_t>(all.width() / kPitch) + 2;
  const auto rows = static_cast<std::int64_t>(all.height() / kPitch) + 2;
  if (columns > kMostCells || rows > kMostCells || columns * rows > kMostCells) return;
  width_ = static_cast<int>(columns);
  height_ = static_cast<int>(rows);
  cells_.resize(static_cast<std::size_t>(columns * rows));
  for (const auto& card : cards) {
    mark(card, kNear, kNearBit);
    mark(card, kClearance, kClosedBit);
  }
}

QPointF RoutingGrid::point(Cell cell) const { return {left_ + cell.x * kPitch, top_ + cell.y * kPitch}; }

Cell RoutingGrid::nearest(QPointF point) const {
  return {std::clamp(static_cast<int>(std::lround((point.x() - left_) / kPitch)), 0, width_ - 1),
          std::clamp(static_cast<int>(std::lround((point.y() - top_) / kPitch)), 0, height_ - 1)};
}

Cell RoutingGrid::stub(const Attachment& end) const {
  const auto step = kSteps[static_cast<std::size_t>(outward(end.side))];
  auto cell = nearest(end.point);
  const auto distance = [&] {
    const auto away = point(cell) - end.point;
    return away.x() * step.x + away.y() * step.y;
  };
  while (distance() <= kClearance) cell = {cell.x + step.x, cell.y + step.y};
  return cell;
}

void RoutingGrid::use(const QPolygonF& route) {
  for (qsizetype i = 0; i + 1 < route.size(); ++i) {
    const auto from = nearest(route[i]);
    const auto to = nearest(route[i + 1]);
    const bool horizontal = isLevel(route[i], route[i + 1]);
    for (int y = std::min(from.y, to.y); y <= std::max(from.y, to.y); ++y)
      for (int x = std::min(from.x, to.x); x <= std::max(from.x, to.x); ++x)
        cells_[index({x, y})] |= horizontal ? kHorizontalBit : kVerticalBit;
  }
}

bool RoutingGrid::isClosed(Cell cell) const { return cells_[index(cell)] & kClosedBit; }

void RoutingGrid::mark(const QRectF& card, double distance, std::uint8_t bit) {
  const auto inside = QPointF(kPitch, kPitch) * 0.499;
  const auto first = nearest(card.topLeft() - QPointF(distance, distance) + inside);
  const auto last = nearest(card.bottomRight() + QPointF(distance, distance) - inside);
  for (int y = first.y; y <= last.y; ++y)
    for (int x = first.x; x <= last.x; ++x) cells_[index({x, y})] |= bit;
}

}  // namespace virga::ui
