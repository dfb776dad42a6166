#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace virga::simulator {

// Deadlines that are made in order of time, as those of one fixed timeout are. Most are never reached, because what they
// guard ends before: they cost a ring entry instead of an event, and one event for the front serves all. Entries whose
// ticket is stale are dropped from the front, and everywhere once they are the majority.
class DeadlineFifo {
 public:
  struct Entry {
    std::int64_t deadline;
    std::uint32_t index;
    std::uint32_t ticket;
  };

  bool empty() const { return count_ == 0; }
  const Entry& front() const { return ring_[head_]; }
  std::size_t size() const { return count_; }

  void push(Entry entry) {
    if (count_ == ring_.size()) grow();
    ring_[(head_ + count_) & (ring_.size() - 1)] = entry;
    ++count_;
  }
  // Asks for the memory that push() will want.
  void prefetch() const {
    if (!ring_.empty()) __builtin_prefetch(&ring_[(head_ + count_) & (ring_.size() - 1)], 1);
  }
  void pop() {
    head_ = (head_ + 1) & (ring_.size() - 1);
    --count_;
  }

  // look(entry) at each, stale ones too, in order.
  template <class Look>
  void forEach(Look look) const {
    for (std::size_t i = 0; i < count_; ++i) look(ring_[(head_ + i) & (ring_.size() - 1)]);
  }

  // Keeps only live entries when the ring has doubled since the last time; isLive(entry) → bool.
  template <class IsLive>
  void compact(IsLive isLive) {
    if (count_ < compactAt_) return;
    std::size_t kept = 0;
    for (std::size_t i = 0; i < count_; ++i) {
      const Entry entry = ring_[(head_ + i) & (ring_.size() - 1)];
      if (isLive(entry)) ring_[(head_ + kept++) & (ring_.size() - 1)] = entry;
    }
    count_ = kept;
    compactAt_ = kept * 2 < kSmallest ? kSmallest : kept * 2;
  }

 private:
  static constexpr std::size_t kSmallest = 1024;

  void grow() {
    std::vector<Entry> bigger(ring_.empty() ? 8 : ring_.size() * 2);
    for (std::size_t i = 0; i < count_; ++i) bigger[i] = ring_[(head_ + i) & (ring_.size() - 1)];
    ring_.swap(bigger);
    head_ = 0;
  }

  std::vector<Entry> ring_;
  std::size_t head_ = 0;
  std::size_t count_ = 0;
  std::size_t compactAt_ = kSmallest;
};

}  // namespace virga::simulator
