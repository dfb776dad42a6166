#include "model/edit/align.h"

#include <algorithm>
#include <cmath>
#include <vector>

namespace virga::model {
namespace {

// The coordinates of the components along one axis, to be changed in place.
std::vector<int*> coordinates(Architecture& architecture, const std::set<ComponentId>& ids, int Position::*axis) {
  std::vector<int*> result;
  for (auto& [id, position] : architecture.layout)
    if (ids.contains(id)) result.push_back(&(position.*axis));
  return result;
}

}  // namespace

Architecture align(const Architecture& architecture, const std::set<ComponentId>& ids, Alignment alignment) {
  Architecture result = architecture;
  const bool isColumn = alignment == Alignment::left || alignment == Alignment::centre || alignment == Alignment::right;
  const auto places = coordinates(result, ids, isColumn ? &Position::x : &Position::y);
  if (places.empty()) return result;
  const auto [least, most] =
      std::minmax_element(places.begin(), places.end(), [](const int* a, const int* b) { return *a < *b; });
  int line = **least;
  if (alignment == Alignment::right || alignment == Alignment::bottom)
    line = **most;
  else if (alignment == Alignment::centre || alignment == Alignment::middle)
    line = static_cast<int>(std::lround((double(**least) + **most) / 2));
  for (auto* place : places) *place = line;
  return result;
}

Architecture distribute(const Architecture& architecture, const std::set<ComponentId>& ids, Axis axis) {
  Architecture result = architecture;
  auto places = coordinates(result, ids, axis == Axis::horizontal ? &Position::x : &Position::y);
  if (places.size() < 3) return result;
  std::stable_sort(places.begin(), places.end(), [](const int* a, const int* b) { return *a < *b; });
  const double first = *places.front();
  const double step = (*places.back() - first) / static_cast<double>(places.size() - 1);
  for (std::size_t i = 0; i < places.size(); ++i)
    *places[i] = static_cast<int>(std::lround(first + step * static_cast<double>(i)));
  return result;
}

}  // namespace virga::model
