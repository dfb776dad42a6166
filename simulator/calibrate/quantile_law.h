#pragma once

#include <vector>

#include "model/architecture/distribution.h"

namespace virga::simulator {

// Quantiles that stand for sorted values in milliseconds, two or more, of times `scale` as long: 19 at fixed shares, and
// more where lines between them would be off, up to kMostQuantiles or until what the lines are off by adds up to 0.2 % of
// the mean.
inline constexpr std::size_t kMostQuantiles = 40;
model::Empirical quantileLaw(const std::vector<double>& sorted, double scale);

}  // namespace virga::simulator
