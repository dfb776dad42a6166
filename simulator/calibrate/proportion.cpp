#include "simulator/calibrate/proportion.h"

#include <algorithm>
#include <cmath>

namespace virga::simulator {

Estimate wilson(std::uint64_t hits, std::uint64_t all) {
  constexpr double z = 1.959963984540054;
  const auto n = static_cast<double>(all);
  const double share = static_cast<double>(hits) / n;
  const double middle = (share + z * z / (2 * n)) / (1 + z * z / n);
  const double half = z / (1 + z * z / n) * std::sqrt(share * (1 - share) / n + z * z / (4 * n * n));
  return {share, hits == 0 ? 0.0 : std::max(0.0, middle - half), hits == all ? 1.0 : std::min(1.0, middle + half)};
}

}  // namespace virga::simulator
