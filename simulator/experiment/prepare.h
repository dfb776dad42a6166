#pragma once

#include <memory>

#include "simulator/experiment/replication.h"
#include "simulator/experiment/simulate.h"

namespace virga::simulator {

// What all replications of a run share.
struct Prepared {
  std::unique_ptr<const model::Architecture> architecture;  // with the scenario's settings; `system` refers to it
  model::Catalog catalog;                                   // with the project's plan and region
  model::Scenario scenario;
  CompiledSystem system;
  FlowWorkload workload;
};

// Chooses the scenario, applies its settings, compiles, and reads traces.
tl::expected<Prepared, model::Problems> prepare(const model::Architecture& architecture, const model::Catalog& catalog,
                                                const SimulationOptions& options);

}  // namespace virga::simulator
