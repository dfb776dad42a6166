#pragma once

#include <cstddef>
#include <vector>

#include "simulator/calibrate/service_law.h"

namespace virga::ui {

// A distribution function as points to draw: times in ms that rise, and the share of all that are at most so long.
struct CdfCurve {
  std::vector<double> ms;
  std::vector<double> shares;
};

// At most `most` points of a sorted sample, however many values it has: its quantiles in equal steps of the share, with the
// least and the greatest.
CdfCurve sampleCurve(const std::vector<double>& sorted, std::size_t most = 400);

// The law between these times, at points in equal ratios. `fromMs` is above 0 and below `toMs`.
CdfCurve lawCurve(const simulator::ServiceLaw& law, double fromMs, double toMs, std::size_t points = 300);

}  // namespace virga::ui
