#pragma once

#include "model/architecture/architecture.h"
#include "model/problem.h"
#include "simulator/results/result.h"

namespace virga::simulator {

// What a run says is too small in the design: who was throttled or refused by which limit, whose messages waited, who
// failed. A warning from 1 % of the requests (a minute of waiting), else a note. Ids begin with "run-"; `nearest` is twice
// the limit, where the design itself states it. After them what runAdvice() says.
model::Problems runFindings(const Result& result, const model::Architecture& architecture);

// The same as if the project had no settings of checks.
model::Problems allRunFindings(const Result& result, const model::Architecture& architecture);

// Whether a problem is one of a run, and not of the design as such.
bool isOfRun(const model::Problem& problem);

}  // namespace virga::simulator
