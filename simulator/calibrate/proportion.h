#pragma once

#include <cstdint>

#include "simulator/calibrate/likelihood_fit.h"

namespace virga::simulator {

// A share of `hits` in `all` (above 0) with Wilson's 95 % interval (Wilson, JASA 22, 1927).
Estimate wilson(std::uint64_t hits, std::uint64_t all);

}  // namespace virga::simulator
