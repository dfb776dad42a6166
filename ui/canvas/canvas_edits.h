#pragma once

#include <map>

#include "model/architecture/architecture.h"

namespace virga::ui {

// The architecture with a position for every component, as the canvas shows it: before the first placing by hand, so that
// the others don't start to wander.
model::Architecture withPositions(const model::Architecture& architecture,
                                  const std::map<model::ComponentId, model::Position>& shown);

// The nearest place at or after the wished one where a new card covers no other.
model::Position freePlace(const std::map<model::ComponentId, model::Position>& taken, model::Position wished);

}  // namespace virga::ui
