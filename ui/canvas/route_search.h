#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <vector>

#include <queue>

#include "ui/canvas/routing_grid.h"

namespace virga::ui {

// A* over (cell, direction): a step goes straight on, a bend turns in place.
class RouteSearch {
 public:
  explicit RouteSearch(const RoutingGrid& grid) : grid_(grid) {}

  // The corners of the cheapest way from a cell, begun in one direction, to another cell, ended in one direction, inside
  // the window; nothing if there is none, or none that is found in reasonable time. Both ends count as open.
  std::optional<std::vector<Cell>> find(Cell start, int startDirection, Cell goal, int goalDirection, Cell low, Cell high);

 private:
  struct Entry {
    int estimate;
    std::size_t state;
    bool operator>(const Entry& other) const {
      return estimate != other.estimate ? estimate > other.estimate : state > other.state;
    }
  };

  std::size_t state(Cell cell, int direction) const;
  Cell cellOf(std::size_t state) const;
  int remaining(Cell cell, int direction) const;
  void reach(std::size_t state, int cost, std::int8_t before);
  std::vector<Cell> corners(std::size_t begin, std::size_t end) const;

  const RoutingGrid& grid_;
  Cell low_, goal_;
  int width_ = 0;
  int goalDirection_ = 0;
  // By state; a stamp tells what belongs to the present search, so that nothing needs clearing.
  std::vector<int> costs_;
  std::vector<std::int8_t> before_;  // the direction it turned from, or kStraight
  std::vector<std::uint32_t> stamps_;
  std::uint32_t stamp_ = 0;
  std::priority_queue<Entry, std::vector<Entry>, std::greater<>> queue_;
};

}  // namespace virga::ui
