#pragma once

#include <string>
#include <vector>

#include "app/cli/output.h"
#include "app/cli/simulate_plan.h"

namespace virga::render {

// What stands on the command line of virga render.
struct RenderOptions {
  cli::SimulateOptions simulation;  // with the file
  cli::OutputTarget output;
  bool png = false;  // else SVG
  bool run = false;
  bool dark = false;
  bool caption = false;
  double scale = 1;
};

// Reads them; ends the program after --help and on bad usage.
RenderOptions readRenderOptions(int argc, char** argv);

}  // namespace virga::render
