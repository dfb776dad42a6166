#pragma once

#include <cstddef>

#include "model/architecture/arrivals.h"

namespace virga::model {

// Requests per second in the long run. Closed populations: if answers took no time. Cron expressions count as one a
// minute, files as 1/s: what they say isn't looked at.
double meanRate(const Arrivals& arrivals);

// The arrivals stated in another way, the alternative `way` of Arrivals, with the mean rate kept where the way states one;
// a profile's points lie within `span`. Ways that read a file come without its name, which is for the user to state.
Arrivals withWay(const Arrivals& arrivals, std::size_t way, Duration span);

}  // namespace virga::model
