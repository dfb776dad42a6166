#pragma once

#include <filesystem>
#include <functional>
#include <stop_token>
#include <string>
#include <utility>
#include <vector>

#include <tl/expected.hpp>

#include "model/architecture/architecture.h"
#include "model/catalog/catalog.h"
#include "model/problem.h"
#include "simulator/calibrate/calibration.h"
#include "simulator/calibrate/function_observations.h"
#include "simulator/experiment/simulate.h"

namespace virga::simulator {

struct CalibrationOptions {
  std::vector<std::pair<std::string, model::ComponentId>> names;  // log's name → function
  std::vector<std::string> otherNames;                            // names of the logs that mean no function of the design
  std::vector<model::ComponentId> functions;                      // these alone; empty: all that the logs name
  std::filesystem::path projectFolder;                            // files that the project names are relative to it
  std::string companionStem = "project";                          // of the names of files beside the project
  std::uint64_t requests = 50'000;                                // of each run before and after; 0: nothing is run
};

// What the logs say of the design, and the values that they speak for, with runs of the design before and after. The
// catalog is the project's provider's. Errors: names of functions that the design hasn't got; stopped.
tl::expected<Calibration, SimulationFailure> calibrate(const model::Architecture& architecture,
                                                       const model::Catalog& catalog, const Observations& observations,
                                                       const CalibrationOptions& options, std::stop_token stop = {},
                                                       const ProgressSink& progress = {});

// The design with the proposals' values, or why they don't go together.
tl::expected<model::Architecture, model::Problems> withProposals(const model::Architecture& architecture,
                                                                 const std::vector<Proposal>& proposals);

// The calibration's figures with those that the design has after these proposals alone. Nothing to compare where the
// calibration has no figures. Errors: the proposals don't go together; the design can't be run; stopped.
tl::expected<std::vector<LoggedFigure>, SimulationFailure> figuresWith(
    const model::Architecture& architecture, const model::Catalog& catalog, const Calibration& calibration,
    const std::vector<Proposal>& proposals, const CalibrationOptions& options, std::stop_token stop = {},
    const ProgressSink& progress = {});

}  // namespace virga::simulator
