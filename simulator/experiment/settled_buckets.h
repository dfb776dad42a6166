#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "simulator/results/result.h"

namespace virga::simulator {

// Adds a multiple of the series of that name to the sums, bucket by bucket; a bucket in which nothing was observed adds 0.
void addSeries(std::vector<double>& sums, const std::vector<Series>& series, std::string_view name, double factor = 1);

// The buckets that begin after the warm-up.
std::span<const double> settledBuckets(const std::vector<double>& sums, const Result& result);

}  // namespace virga::simulator
