#pragma once

#include <vector>

#include "model/manifest/manifest.h"
#include "simulator/load/load_plan.h"

namespace virga::simulator {

// A script for each scenario and flow, for all phases of one are of all its flows, and a README
// (www.artillery.io/docs/reference/test-script, 2026). Closed populations are left out: the plan's notes are to say so.
std::vector<model::ManifestFile> artilleryFiles(const model::Architecture& architecture, const LoadPlan& plan);
// What Artillery can't send.
model::Problems artilleryNotes(const LoadPlan& plan);

}  // namespace virga::simulator
