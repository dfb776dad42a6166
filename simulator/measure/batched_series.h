#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace virga::simulator {

// Values in the order they come, as sums of batches of equal count: five values at first, and twice as many whenever the
// batches would become too many, so that memory is bounded.
class BatchedSeries {
 public:
  static constexpr std::uint64_t kSmallest = 5;
  static constexpr std::size_t kMost = 4096;

  struct Batch {
    double sum = 0;
    std::int64_t endsAt = 0;  // when its last value came
  };

  void record(std::int64_t now, std::int64_t value) {
    ++values_;
    present_.sum += static_cast<double>(value);
    present_.endsAt = now;
    if (++inPresent_ < size_) return;
    batches_.push_back(present_);
    present_ = {};
    inPresent_ = 0;
    if (batches_.size() == kMost) coarsen();
  }

  // Joins pairs of batches; values of an odd last one are no longer in a whole batch.
  void coarsen() {
    const bool odd = batches_.size() % 2 == 1;
    for (std::size_t i = 0; i + 1 < batches_.size(); i += 2)
      batches_[i / 2] = {batches_[i].sum + batches_[i + 1].sum, batches_[i + 1].endsAt};
    if (odd) {
      present_ = {present_.sum + batches_.back().sum, inPresent_ > 0 ? present_.endsAt : batches_.back().endsAt};
      inPresent_ += size_;
    }
    batches_.resize(batches_.size() / 2);
    size_ *= 2;
  }

  const std::vector<Batch>& batches() const { return batches_; }  // whole ones
  std::uint64_t size() const { return size_; }                    // values in each of them
  std::uint64_t values() const { return values_; }

 private:
  std::vector<Batch> batches_;
  Batch present_;
  std::uint64_t inPresent_ = 0;
  std::uint64_t size_ = kSmallest;
  std::uint64_t values_ = 0;
};

}  // namespace virga::simulator
