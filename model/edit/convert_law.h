#pragma once

#include <cstddef>

#include "model/architecture/distribution.h"

namespace virga::model {

// The distribution stated by another law, the alternative `way` of Distribution. It keeps the mean, or the median where
// that is what the law states, and of the spread the 95th or the 99th percentile as far as the law can have it; times are
// rounded to four digits. A law without spread, as a constant, gives the new one a usual spread; one without a time, 10 ms.
Distribution withLaw(const Distribution& distribution, std::size_t way);

}  // namespace virga::model
