#pragma once

#include <map>

#include "model/architecture/component_ref.h"
#include "ui/canvas/card_state.h"
#include "ui/playback/run_state.h"

namespace virga::ui {

// What the cards show of an instant of a run. `currency` is the bill's.
std::map<model::ComponentId, CardOverlay> overlayOf(const std::vector<ComponentState>& states, const QString& currency);

}  // namespace virga::ui
