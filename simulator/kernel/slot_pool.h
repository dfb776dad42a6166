#pragma once

#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

#include "simulator/kernel/prefetch.h"

namespace virga::simulator {

inline constexpr std::uint32_t kNone = 0xFFFFFFFFu;

// Records of one type addressed by index; freed slots are used again, last freed first. T has a `ticket` that changes
// when a slot is freed, so that a stale event or reply can be told from a live one.
template <class T>
class SlotPool {
 public:
  std::uint32_t make() {
    ++live_;
    if (!free_.empty()) {
      const auto index = free_.back();
      free_.pop_back();
      return index;
    }
    slots_.emplace_back();
    return static_cast<std::uint32_t>(slots_.size() - 1);
  }
  // The same with all that the record holds, but the ticket, as in a new one.
  std::uint32_t makeNew() {
    const auto index = make();
    const auto ticket = slots_[index].ticket;
    slots_[index] = T{};
    slots_[index].ticket = ticket;
    return index;
  }
  void release(std::uint32_t index) {
    ++slots_[index].ticket;
    --live_;
    free_.push_back(index);
  }
  // Asks for the memory of a slot, if there is such a one.
  void prefetch(std::uint32_t index) const {
    if (index < slots_.size()) prefetchObject(slots_[index]);
  }
  T& operator[](std::uint32_t index) { return slots_[index]; }
  const T& operator[](std::uint32_t index) const { return slots_[index]; }
  std::uint32_t size() const { return static_cast<std::uint32_t>(slots_.size()); }
  std::uint32_t live() const { return live_; }

 private:
  std::vector<T> slots_;
  std::vector<std::uint32_t> free_;
  std::uint32_t live_ = 0;
};

}  // namespace virga::simulator
