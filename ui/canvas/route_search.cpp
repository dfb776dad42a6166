#include "ui/canvas/route_search.h"

#include <algorithm>
#include <cstdlib>

namespace virga::ui {
namespace {

constexpr int kMostSteps = 100'000;  // a way that takes more looking is no better than the plain one

Cell ahead(Cell cell, int direction) {
  const auto step = kSteps[static_cast<std::size_t>(direction)];
  return {cell.x + step.x, cell.y + step.y};
}

Cell behind(Cell cell, int direction) { return ahead(cell, (direction + 2) % 4); }

}  // namespace

std::optional<std::vector<Cell>> RouteSearch::find(Cell start, int startDirection, Cell goal, int goalDirection, Cell low,
                                                   Cell high) {
  low_ = low;
  width_ = high.x - low.x + 1;
  goal_ = goal;
  goalDirection_ = goalDirection;
  const auto states = static_cast<std::size_t>(width_) * static_cast<std::size_t>(high.y - low.y + 1) * 4;
  if (states_.size() < states) states_.resize(states);
  ++stamp_;
  for (auto& places : open_) places.clear();
  cheapest_ = 0;
  const Place begin{start, startDirection};
  const Place end{goal, goalDirection};
  least_ = remaining(begin);
  reach(begin, 0, startDirection, Came::straight);
  Open open;
  for (int steps = 0; steps < kMostSteps && popCheapest(open); ++steps) {
    const auto [cell, direction] = open.place;
    if (open.place == end) return corners(begin, end);
    if (open.cost > state(open.place).cost) continue;  // reached more cheaply since
    for (const int turn : {0, 1, 3}) {
      const int heading = (direction + turn) % 4;
      const int bend = turn == 0 ? 0 : kBendCost;
      if (cell == goal && turn != 0) reach({cell, heading}, open.cost + bend, direction, Came::turned);
      const auto to = ahead(cell, heading);
      if (to.x < low.x || to.y < low.y || to.x > high.x || to.y > high.y) continue;
      const auto cost = to == goal ? kStepCost : grid_.cost(to, heading);
      if (cost) reach({to, heading}, open.cost + bend + *cost, direction, turn == 0 ? Came::straight : Came::bent);
    }
  }
  return std::nullopt;
}

// Never more than the true rest: straight steps, and the bends that can't be avoided.
int RouteSearch::remaining(const Place& place) const {
  const int dx = goal_.x - place.cell.x;
  const int dy = goal_.y - place.cell.y;
  const auto step = kSteps[static_cast<std::size_t>(place.direction)];
  int bends = 0;
  if (place.direction == goalDirection_)
    bends = (step.x != 0 ? dy : dx) != 0 ? 2 : 0;
  else
    bends = (place.direction + goalDirection_) % 2 == 1 ? 1 : 2;
  if (step.x * dx < 0 || step.y * dy < 0) bends = std::max(bends, 2);
  return (std::abs(dx) + std::abs(dy)) * kStepCost + bends * kBendCost;
}

void RouteSearch::reach(const Place& place, int cost, int before, Came came) {
  auto& known = state(place);
  if (known.stamp == stamp_ && known.cost <= cost) return;
  known = {cost, stamp_, static_cast<std::int8_t>(before), came};
  const auto dearer = std::max(cheapest_, static_cast<std::size_t>(std::max(0, cost + remaining(place) - least_)));
  if (open_.size() <= dearer) open_.resize(dearer + 1);
  open_[dearer].push_back({place, cost});
}

bool RouteSearch::popCheapest(Open& open) {
  while (cheapest_ < open_.size() && open_[cheapest_].empty()) ++cheapest_;
  if (cheapest_ == open_.size()) return false;
  open = open_[cheapest_].back();
  open_[cheapest_].pop_back();
  return true;
}

std::vector<Cell> RouteSearch::corners(const Place& begin, const Place& end) {
  std::vector<Cell> result{end.cell};
  for (auto at = end; at != begin;) {
    const auto& known = state(at);
    const auto from = known.came == Came::turned ? at.cell : behind(at.cell, at.direction);
    if (known.came != Came::straight) result.push_back(from);
    at = {from, known.before};
  }
  result.push_back(begin.cell);
  std::reverse(result.begin(), result.end());
  return result;
}

}  // namespace virga::ui
