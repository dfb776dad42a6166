#pragma once

#include <map>

#include "model/architecture/component_ref.h"
#include "simulator/results/run_difference.h"
#include "ui/canvas/card_state.h"

namespace virga::ui {

// The cards of the run after, each with a line of what changed: "p99 −18 % · cost +7 %". Components that only one run
// has keep the line that they have.
std::map<model::ComponentId, CardOverlay> withDifferences(std::map<model::ComponentId, CardOverlay> overlay,
                                                          const simulator::RunDifference& difference);

}  // namespace virga::ui
