#include "ui/canvas/route_search.h"

#include <algorithm>
#include <cstdlib>

namespace virga::ui {
namespace {
constexpr std::int8_t kStraight = -1;
constexpr int kMostSteps = 100'000;  // a way that takes more looking is no better than the plain one
}  // namespace

std::optional<std::vector<Cell>> RouteSearch::find(Cell start, int startDirection, Cell goal, int goalDirection, Cell low,
                                                   Cell high) {
  low_ = low;
  width_ = high.x - low.x + 1;
  goal_ = goal;
  goalDirection_ = goalDirection;
  const auto states = static_cast<std::size_t>(width_) * static_cast<std::size_t>(high.y - low.y + 1) * 4;
  if (stamps_.size() < states) {
    costs_.resize(states);
    before_.resize(states);
    stamps_.resize(states);
  }
  ++stamp_;
  queue_ = {};
  const auto begin = state(start, startDirection);
  const auto end = state(goal, goalDirection);
  reach(begin, 0, kStraight);
  for (int steps = 0; !queue_.empty() && steps < kMostSteps; ++steps) {
    const auto [estimate, at] = queue_.top();
    queue_.pop();
    if (at == end) return corners(begin, end);
    const auto cell = cellOf(at);
    const int direction = static_cast<int>(at % 4);
    if (estimate > costs_[at] + remaining(cell, direction)) continue;  // reached more cheaply since
    for (const int turn : {1, 3}) {
      const int next = (direction + turn) % 4;
      reach(state(cell, next), costs_[at] + kBendCost, static_cast<std::int8_t>(direction));
    }
    const auto step = kSteps[static_cast<std::size_t>(direction)];
    const Cell to{cell.x + step.x, cell.y + step.y};
    if (to.x < low.x || to.y < low.y || to.x > high.x || to.y > high.y) continue;
    const auto cost = to == goal ? kStepCost : grid_.cost(to, direction);
    if (cost) reach(state(to, direction), costs_[at] + *cost, kStraight);
  }
  return std::nullopt;
}

std::size_t RouteSearch::state(Cell cell, int direction) const {
  const auto row = static_cast<std::size_t>(cell.y - low_.y) * static_cast<std::size_t>(width_);
  return (row + static_cast<std::size_t>(cell.x - low_.x)) * 4 + static_cast<std::size_t>(direction);
}

Cell RouteSearch::cellOf(std::size_t state) const {
  const auto cell = static_cast<int>(state / 4);
  return {low_.x + cell % width_, low_.y + cell / width_};
}

// Never more than the true rest: straight steps, and the bends that can't be avoided.
int RouteSearch::remaining(Cell cell, int direction) const {
  const int dx = goal_.x - cell.x;
  const int dy = goal_.y - cell.y;
  const auto step = kSteps[static_cast<std::size_t>(direction)];
  int bends = 0;
  if (direction == goalDirection_)
    bends = (step.x != 0 ? dy : dx) != 0 ? 2 : 0;
  else
    bends = (direction + goalDirection_) % 2 == 1 ? 1 : 2;
  if (step.x * dx < 0 || step.y * dy < 0) bends = std::max(bends, 2);
  return (std::abs(dx) + std::abs(dy)) * kStepCost + bends * kBendCost;
}

void RouteSearch::reach(std::size_t state, int cost, std::int8_t before) {
  if (stamps_[state] == stamp_ && costs_[state] <= cost) return;
  stamps_[state] = stamp_;
  costs_[state] = cost;
  before_[state] = before;
  queue_.push({cost + remaining(cellOf(state), static_cast<int>(state % 4)), state});
}

std::vector<Cell> RouteSearch::corners(std::size_t begin, std::size_t end) const {
  std::vector<Cell> result{cellOf(end)};
  for (auto at = end; at != begin;) {
    const auto cell = cellOf(at);
    if (before_[at] != kStraight) {
      result.push_back(cell);
      at = state(cell, before_[at]);
    } else {
      const auto step = kSteps[at % 4];
      at = state({cell.x - step.x, cell.y - step.y}, static_cast<int>(at % 4));
    }
  }
  result.push_back(cellOf(begin));
  std::reverse(result.begin(), result.end());
  return result;
}

}  // namespace virga::ui
