#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "ui/canvas/routing_grid.h"

namespace virga::ui {

// A* over (cell, direction): each step goes on straight or bends first.
class RouteSearch {
 public:
  explicit RouteSearch(const RoutingGrid& grid) : grid_(grid) {}

  // The corners of the cheapest way from a cell, begun in one direction, to another cell, ended in one direction, inside
  // the window; nothing if there is none, or none that is found in reasonable time. Both ends count as open.
  std::optional<std::vector<Cell>> find(Cell start, int startDirection, Cell goal, int goalDirection, Cell low, Cell high);

 private:
  struct Place {
    Cell cell;
    int direction = 0;
    bool operator==(const Place&) const = default;
  };
  // How a place was reached.
  enum class Came : std::int8_t { straight, bent, turned };  // bent: before the step; turned: on the spot, at the goal
  struct State {
    int cost = 0;
    std::uint32_t stamp = 0;  // tells what belongs to the present search, so that nothing needs clearing
    std::int8_t before = 0;   // the direction it came with
    Came came = Came::straight;
  };
  struct Open {
    Place place;
    int cost = 0;
  };

  State& state(const Place& place) {
    const auto row = static_cast<std::size_t>(place.cell.y - low_.y) * static_cast<std::size_t>(width_);
    return states_[(row + static_cast<std::size_t>(place.cell.x - low_.x)) * 4 + static_cast<std::size_t>(place.direction)];
  }
  int remaining(const Place& place) const;
  void reach(const Place& place, int cost, int before, Came came);
  bool popCheapest(Open& open);
  std::vector<Cell> corners(const Place& begin, const Place& end);

  const RoutingGrid& grid_;
  Cell low_, goal_;
  int width_ = 0;
  int goalDirection_ = 0;
  std::vector<State> states_;
  std::uint32_t stamp_ = 0;
  // Open places by how much dearer than the least estimate they are: costs are small whole numbers, so that a list for
  // each is faster than a heap.
  std::vector<std::vector<Open>> open_;
  std::size_t cheapest_ = 0;
  int least_ = 0;
};

}  // namespace virga::ui
