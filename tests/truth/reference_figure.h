#pragma once

#include "simulator/results/result.h"
#include "tests/truth/reference_case.h"

namespace virga::truth {

// The case's figure in one run of its experiment, in s and 1/s.
double figureIn(const simulator::Result& result, const ReferenceCase& c);

}  // namespace virga::truth
