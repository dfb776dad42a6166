#include "simulator/kernel/event_queue.h"

#include <algorithm>

namespace virga::simulator {

namespace {

constexpr std::size_t kFew = 32;  // events that aren't worth buckets

}  // namespace

void EventQueue::clear() {
  near_.clear();
  std::fill(buckets_.begin(), buckets_.end(), kNone);
  nodes_.clear();
  rest_.clear();
  bucketsFrom_ = restFrom_ = bucketsStart_ = 0;
  bucketShift_ = 0;
  bucket_ = inBuckets_ = taken_ = size_ = 0;
  crowdedFrom_ = kCrowded;
  made_ = 0;
  free_ = kNone;
}

void EventQueue::refill() {
  if (inBuckets_ == 0) spreadRest();
  if (near_.empty()) takeBucket();
  crowdedFrom_ = std::max(kCrowded, 2 * near_.size());
}

// The heap began with an event far away, such as the end of a long timeout, and all that came since lay before it.
void EventQueue::thinOut() {
  rest_.insert(rest_.end(), near_.begin(), near_.end());
  near_.clear();
  refill();
}

void EventQueue::takeBucket() {
  while (buckets_[bucket_] == kNone) ++bucket_;
  std::uint32_t node = buckets_[bucket_];
  buckets_[bucket_] = kNone;
  ++bucket_;
  bucketsFrom_ = std::min(restFrom_, bucketsStart_ + (static_cast<std::int64_t>(bucket_) << bucketShift_));
  while (node != kNone) {
    pushNear(nodes_[node].event);
    const std::uint32_t next = nodes_[node].next;
    nodes_[node].next = free_;
    free_ = node;
    node = next;
    --inBuckets_;
    ++taken_;
  }
}

// Moves the sooner part of the rest into the buckets, or all of it into the heap where it is small.
void EventQueue::spreadRest() {
  const auto sooner = [](const Event& a, const Event& b) { return a.time < b.time; };
  const auto count = rest_.size();
  if (count <= kFew) {
    bucketsFrom_ = restFrom_ = std::max_element(rest_.begin(), rest_.end(), sooner)->time + 1;
    for (const Event& event : rest_) pushNear(event);
    rest_.clear();
    return;
  }
  const auto middle = rest_.begin() + static_cast<std::ptrdiff_t>(count / 2);
  std::nth_element(rest_.begin(), middle, rest_.end(), sooner);
  const std::int64_t start = std::min_element(rest_.begin(), middle + 1, sooner)->time;
  const std::int64_t span = std::max_element(middle, rest_.end(), sooner)->time - start;
  // Three times the median distance: at least half of the events lie within, and far ones, such as the end of a long
  // timeout, can't make the buckets wide.
  const std::int64_t median = middle->time - start;
  const std::int64_t reach = (median > span / 3 ? span : 3 * median) + 1;
  // As many buckets as events will come out of them, if it goes on like this: those that come soon again and again are
  // more than wait at any one time.
  const auto wanted = std::clamp(taken_, count, kMostBuckets * count);
  taken_ = 0;
  bucketShift_ = 0;
  while (static_cast<std::size_t>(reach >> bucketShift_) > wanted) ++bucketShift_;
  const auto used = static_cast<std::size_t>(reach >> bucketShift_) + 1;
  if (buckets_.size() < used) buckets_.resize(used, kNone);
  bucketsStart_ = bucketsFrom_ = start;
  bucket_ = 0;
  restFrom_ = start + reach;
  std::size_t kept = 0;
  for (const Event& event : rest_) {
    if (event.time < restFrom_) {
      pushBucket(event);
    } else {
      rest_[kept++] = event;
    }
  }
  rest_.resize(kept);
}

}  // namespace virga::simulator
