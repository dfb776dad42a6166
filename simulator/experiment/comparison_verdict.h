#pragma once

#include <string>
#include <vector>

#include "simulator/results/comparison.h"

namespace virga::simulator {

// What the runs of one scenario show, in plain sentences: who costs least and by how much the others cost more, the same
// of the slow answers and the cold starts, whose bill is incomplete, and who can't run the design.
std::vector<std::string> verdictOf(const std::vector<ComparedPlatform>& platforms, const ComparedScenario& scenario);

// Share of failed requests from which on a bill is taken to be of another service than what was asked for.
inline constexpr double kManyFail = 0.01;

// Where one platform's bill becomes less than another's as traffic grows.
struct BreakEven {
  std::size_t below, above;     // the platform that is cheaper beyond it, and the other
  double requestsPerMonth = 0;  // at which both cost the same
  double total = 0;             // what they cost there
};

// Between the points of two curves the bills are taken to be linear in the requests. A curve ends where more than kManyFail
// of the requests fail.
std::vector<BreakEven> breakEvens(const std::vector<std::vector<CostPoint>>& curves);

}  // namespace virga::simulator
