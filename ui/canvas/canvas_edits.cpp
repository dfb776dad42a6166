#include "ui/canvas/canvas_edits.h"

#include <algorithm>
#include <set>

#include "model/edit/card_size.h"
#include "model/edit/edit.h"

namespace virga::ui {

model::Architecture withPositions(const model::Architecture& architecture,
                                  const std::map<model::ComponentId, model::Position>& shown) {
  std::set<model::ComponentId> placed;
  for (const auto& [id, position] : architecture.layout) placed.insert(id);
  std::map<model::ComponentId, model::Position> missing;
  for (const auto& component : architecture.components)
    if (const auto place = shown.find(component.id); place != shown.end() && !placed.contains(component.id))
      missing.insert(*place);
  return missing.empty() ? architecture : model::moveComponents(architecture, missing);
}

model::Position freePlace(const std::map<model::ComponentId, model::Position>& taken, model::Position wished) {
  const auto isFree = [&taken](model::Position place) {
    return std::none_of(taken.begin(), taken.end(), [&](const auto& other) { return model::covers(place, other.second); });
  };
  auto place = wished;
  while (!isFree(place)) place.y += model::kGrid;
  return place;
}

}  // namespace virga::ui
