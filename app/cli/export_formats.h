#pragma once

#include <string>
#include <vector>

#include <tl/expected.hpp>

#include "app/cli/project_input.h"
#include "model/manifest/manifest.h"
#include "simulator/experiment/simulate.h"

namespace virga::cli {

// What virga export writes: the model's formats, then those that other parts of the program make: the drawing, and the usage
// of a simulated month.
const std::vector<model::ManifestFormat>& exportFormats();

// The project in one of them; problems, or that it was stopped.
tl::expected<model::Manifest, simulator::SimulationFailure> exportAs(const std::string& format, const ProjectInput& input);

}  // namespace virga::cli
