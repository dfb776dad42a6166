#pragma once

#include <vector>

#include "simulator/calibrate/calibration.h"
#include "simulator/calibrate/function_observations.h"
#include "simulator/results/result.h"

namespace virga::simulator {

// Figures of the logs of these functions beside those of a run of the design before the proposals. Costs are without a
// free tier, which would hide their difference; failures are errors and timeouts.
std::vector<LoggedFigure> figuresOf(const std::vector<FunctionCalibration>& functions, const Observations& observations,
                                    const Result& before);
// The same figures of a run after them.
void setAfter(std::vector<LoggedFigure>& figures, const Result& after);

}  // namespace virga::simulator
