#pragma once

#include <vector>

#include "model/architecture/scenario.h"

namespace virga::model {

// Lets the settings hold in the scenario, against what it sets itself: what is set for a run is set once more after the
// scenario's own. Settings of scenarios aren't set in one.
void setInScenario(Scenario& scenario, const std::vector<Setting>& settings);

}  // namespace virga::model
