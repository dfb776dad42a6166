#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <vector>

namespace virga::simulator {

using EventType = std::uint16_t;  // meaning belongs to the engine

// Something that happens at `time` to `target`.
struct Event {
  std::int64_t time = 0;    // ns of simulated time
  std::uint64_t order = 0;  // 48 bits of the order of making, then the type; unique within a queue
  std::uint32_t target = 0;
  std::uint32_t aux = 0;  // the engine's own: a generation, a slot

  EventType type() const { return static_cast<EventType>(order); }
};

// Pending events, soonest first; events of one instant in the order of their making. Three parts by time: a small binary
// heap of the nearest, a row of buckets a little further on, and an unsorted rest. Each refill of the buckets takes at
// least half of the rest, so a push and a pop cost a few steps whatever the number of events; where times are so uneven
// that most events fall into one bucket, it is a binary heap. (A ladder queue with one rung whose bottom is a heap:
// Tang, Goh, Thng, Ladder Queue, ACM TOMACS 15(3), 2005.)
// No allocation once the storage has grown. Times are 0 … 2^62; at most 2^48 events are made between two clear().
class EventQueue {
 public:
  void push(std::int64_t time, EventType type, std::uint32_t target, std::uint32_t aux = 0) {
    const Event event{time, made_++ << 16 | type, target, aux};
    if (size_++ == 0) bucketsFrom_ = restFrom_ = time + 1;
    if (time < bucketsFrom_) {
      pushNear(event);
      if (near_.size() >= crowdedFrom_ && inBuckets_ == 0) thinOut();
    } else if (time < restFrom_) {
      pushBucket(event);
    } else {
      rest_.push_back(event);
    }
  }

  bool empty() const { return size_ == 0; }
  std::size_t size() const { return size_; }

  // Time of the soonest event; the end of time where there is none.
  std::int64_t nextTime() const { return size_ == 0 ? std::numeric_limits<std::int64_t>::max() : near_.front().time; }

  // The events of the bucket that is the `further`-th after the one in use, in any order: visit(event).
  template <class Visit>
  void visitBucket(std::size_t further, Visit visit) const {
    if (bucket_ + further >= buckets_.size()) return;
    for (auto node = buckets_[bucket_ + further]; node != kNone; node = nodes_[node].next) visit(nodes_[node].event);
  }
  void prefetchBucket(std::size_t further) const {
    if (bucket_ + further >= buckets_.size()) return;
    if (const auto node = buckets_[bucket_ + further]; node != kNone) __builtin_prefetch(&nodes_[node]);
  }
  // Changes when the next bucket is in use.
  std::size_t bucketInUse() const { return bucket_; }

  // The soonest event and one that likely comes soon after it, for whoever wants to be prepared; null where there is none
  // or it would take long to find.
  const Event* soonest() const { return size_ == 0 ? nullptr : &near_.front(); }
  const Event* soonAfter() const {
    if (near_.size() > 2) return &near_[1 + static_cast<std::size_t>(before(near_[2], near_[1]))];
    if (near_.size() == 2) return &near_[1];
    if (inBuckets_ == 0) return nullptr;
    for (std::size_t bucket = bucket_; bucket < std::min(bucket_ + kBucketsAhead, buckets_.size()); ++bucket)
      if (buckets_[bucket] != kNone) return &nodes_[buckets_[bucket]].event;
    return nullptr;
  }

  // The queue must not be empty.
  Event pop() {
    const Event soonest = near_.front();
    popNear();
    --size_;
    if (near_.empty() && size_ != 0) refill();
    return soonest;
  }

  // Also starts the order of making again.
  void clear();

 private:
  struct Node {
    Event event;
    std::uint32_t next;
  };
  static constexpr std::size_t kCrowded = 64;
  static constexpr std::size_t kBucketsAhead = 4;  // that soonAfter() looks at
  static constexpr std::size_t kMostBuckets = 16;  // for each event that waits when the buckets are made
  static constexpr std::uint32_t kNone = std::numeric_limits<std::uint32_t>::max();
  __extension__ using Key = unsigned __int128;

  // One wide comparison, which compiles without a branch.
  static bool before(const Event& a, const Event& b) { return key(a) < key(b); }
  static Key key(const Event& event) { return static_cast<Key>(static_cast<std::uint64_t>(event.time)) << 64 | event.order; }

  void pushNear(const Event& event) {
    near_.push_back(event);
    rise(near_.size() - 1, event);
  }

  void rise(std::size_t hole, const Event& event) {
    Event* const heap = near_.data();
    while (hole != 0) {
      const std::size_t parent = (hole - 1) / 2;
      if (!before(event, heap[parent])) break;
      heap[hole] = heap[parent];
      hole = parent;
    }
    heap[hole] = event;
  }

  // Bottom-up: the hole sinks to a leaf along the sooner children without a look at what will fill it.
  void popNear() {
    const Event last = near_.back();
    near_.pop_back();
    const std::size_t size = near_.size();
    if (size == 0) return;
    Event* const heap = near_.data();
    std::size_t hole = 0;
    std::size_t child = 1;
    while (child + 1 < size) {
      child += static_cast<std::size_t>(before(heap[child + 1], heap[child]));
      heap[hole] = heap[child];
      hole = child;
      child = 2 * hole + 1;
    }
    if (child < size) {
      heap[hole] = heap[child];
      hole = child;
    }
    rise(hole, last);
  }

  void pushBucket(const Event& event) {
    std::uint32_t node = free_;
    if (node == kNone) {
      node = static_cast<std::uint32_t>(nodes_.size());
      nodes_.push_back({event, kNone});
    } else {
      free_ = nodes_[node].next;
      nodes_[node].event = event;
    }
    std::uint32_t& first = buckets_[static_cast<std::size_t>(event.time - bucketsStart_) >> bucketShift_];
    nodes_[node].next = first;
    first = node;
    ++inBuckets_;
  }

  void refill();
  void thinOut();
  void takeBucket();
  void spreadRest();

  std::vector<Event> near_;             // binary heap of all events before bucketsFrom_; empty only if the queue is
  std::vector<std::uint32_t> buckets_;  // first node of each; events from bucketsFrom_ to restFrom_
  std::vector<Node> nodes_;
  std::vector<Event> rest_;  // events from restFrom_ on
  std::int64_t bucketsFrom_ = 0;
  std::int64_t restFrom_ = 0;
  std::int64_t bucketsStart_ = 0;  // of bucket 0
  int bucketShift_ = 0;            // a bucket is 2^bucketShift_ ns wide
  std::size_t bucket_ = 0;         // the next to take
  std::size_t inBuckets_ = 0;
  std::size_t crowdedFrom_ = kCrowded;  // so large a heap isn't of the nearest only
  std::size_t taken_ = 0;               // from these buckets so far, also what came later than they were made
  std::size_t size_ = 0;
  std::uint64_t made_ = 0;
  std::uint32_t free_ = kNone;  // first node of the chain of free ones
};

}  // namespace virga::simulator
