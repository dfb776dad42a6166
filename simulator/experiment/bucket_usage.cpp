#include "simulator/experiment/bucket_usage.h"

#include <algorithm>
#include <limits>

namespace virga::simulator {

BucketUsage::BucketUsage(const World& world, Grid grid) : grid_(grid), last_(readMeters(world, 0)) {
  quantities_.assign(last_.size(), std::vector<double>(grid_.count, 0.0));
}

std::int64_t BucketUsage::bucketEnd() const {
  return bucket_ + 1 < grid_.count ? static_cast<std::int64_t>(bucket_ + 1) * grid_.width
                                   : std::numeric_limits<std::int64_t>::max();
}

void BucketUsage::read(const World& world) {
  auto now = readMeters(world, since_);
  for (std::size_t i = 0; i < now.size(); ++i) quantities_[i][bucket_] += now[i].quantity - last_[i].quantity;
  last_ = std::move(now);
}

void BucketUsage::passBucket(const World& world) {
  read(world);
  ++bucket_;
}

void BucketUsage::beginAnew(const World& world) {
  since_ = world.now;
  last_ = readMeters(world, since_);
}

std::vector<std::vector<double>> BucketUsage::take(const World& world) {
  read(world);
  const auto begun = std::min(grid_.count, Grid::over(world.now, grid_.width).count);
  for (std::size_t i = 0; i < quantities_.size(); ++i) {
    auto& quantities = quantities_[i];
    quantities.resize(begun);
    const auto& [total, level] = last_[i];
    if (!level) continue;
    // An instance that nobody looked at left earlier than the readings knew; the level's own buckets do know.
    const auto area = static_cast<double>(level->area(world.now));
    const auto means = level->buckets(world.now);
    for (std::size_t bucket = 0; bucket < begun; ++bucket) {
      const auto from = static_cast<std::int64_t>(bucket) * grid_.width;
      const auto length = static_cast<double>(std::min(grid_.width, world.now - from));
      quantities[bucket] = area > 0 ? means[bucket] * length * total / area : 0;
    }
  }
  return std::move(quantities_);
}

}  // namespace virga::simulator
