#include "simulator/calibrate/value_sample.h"

#include <algorithm>
#include <cmath>

namespace virga::simulator {

ValueSample::ValueSample(std::string_view name) : stream_(1, 0, name, Purpose::sampling) {}

void ValueSample::add(double value) {
  ++count_;
  const double step = value - mean_;
  mean_ += step / static_cast<double>(count_);
  squares_ += step * (value - mean_);
  least_ = std::min(least_, value);
  greatest_ = std::max(greatest_, value);
  if (kept_.size() < kCapacity) {
    kept_.push_back(static_cast<float>(value));
    return;
  }
  const auto place = static_cast<std::uint64_t>(stream_.uniform(count_) * static_cast<double>(count_));
  if (place < kCapacity) kept_[place] = static_cast<float>(value);
}

std::vector<double> ValueSample::sorted() const {
  std::vector<double> values(kept_.begin(), kept_.end());
  std::sort(values.begin(), values.end());
  return values;
}

double sampleQuantile(const std::vector<double>& sorted, double share) {
  const auto rank = static_cast<std::size_t>(std::ceil(share * static_cast<double>(sorted.size()) - 1e-9));
  return sorted[std::clamp<std::size_t>(rank, 1, sorted.size()) - 1];
}

}  // namespace virga::simulator
