#pragma once

#include <filesystem>

#include "model/architecture/step.h"

namespace virga::simulator {

// vCPU-seconds that one invocation computes on the mean: all parallel branches, branches by their shares at the run's
// start, loops and maps as often as they go round, work per message times the messages; what is caught after failures
// isn't counted. Work of a file of quantiles that can't be read counts as 0: a run of the design has said so before.
double meanCompute(const model::Steps& steps, double messagesPerInvocation, const std::filesystem::path& folder);

}  // namespace virga::simulator
