#pragma once

#include "tests/truth/laboratory.h"
#include "tests/truth/reference_case.h"

namespace virga::truth {

// The experiment whose figures the case knows.
Experiment designOf(const ReferenceCase& c);

}  // namespace virga::truth
