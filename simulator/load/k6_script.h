#pragma once

#include <vector>

#include "model/manifest/manifest.h"
#include "simulator/load/load_plan.h"

namespace virga::simulator {

// load.js and a README. Open arrivals are the executor ramping-arrival-rate, closed populations constant-vus
// (grafana.com/docs/k6/latest/using-k6/scenarios, 2026).
std::vector<model::ManifestFile> k6Files(const model::Architecture& architecture, const LoadPlan& plan);

}  // namespace virga::simulator
