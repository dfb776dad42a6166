#include "simulator/workload/minute_counts.h"

#include <algorithm>

namespace virga::simulator {

MinuteCounts::MinuteCounts(const std::vector<std::uint32_t>& counts) : size_(counts.size()) {
  const auto greatest = counts.empty() ? 0 : *std::max_element(counts.begin(), counts.end());
  if (greatest <= 0xff)
    store<std::uint8_t>(counts);
  else if (greatest <= 0xffff)
    store<std::uint16_t>(counts);
  else
    store<std::uint32_t>(counts);
}

template <class Count>
void MinuteCounts::store(const std::vector<std::uint32_t>& counts) {
  width_ = sizeof(Count);
  bytes_.resize(counts.size() * width_);
  for (std::size_t i = 0; i < counts.size(); ++i) {
    const auto count = static_cast<Count>(counts[i]);
    std::memcpy(&bytes_[i * width_], &count, width_);
  }
}

}  // namespace virga::simulator
