#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace virga::simulator {

// First in, first out, of indices, in a ring that only grows.
class Row {
 public:
  bool empty() const { return count_ == 0; }
  std::size_t size() const { return count_; }
  void push(std::uint32_t value) {
    if (count_ == ring_.size()) grow();
    ring_[(head_ + count_++) & (ring_.size() - 1)] = value;
  }
  std::uint32_t front() const { return ring_[head_]; }
  std::uint32_t pop() {
    const auto value = ring_[head_];
    head_ = (head_ + 1) & (ring_.size() - 1);
    --count_;
    return value;
  }

 private:
  void grow() {
    std::vector<std::uint32_t> bigger(ring_.empty() ? 64 : ring_.size() * 2);
    for (std::size_t i = 0; i < count_; ++i) bigger[i] = ring_[(head_ + i) & (ring_.size() - 1)];
    ring_.swap(bigger);
    head_ = 0;
  }
  std::vector<std::uint32_t> ring_;
  std::size_t head_ = 0;
  std::size_t count_ = 0;
};

}  // namespace virga::simulator
