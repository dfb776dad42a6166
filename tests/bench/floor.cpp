#include "tests/bench/floor.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdint>
#include <limits>
#include <random>
#include <vector>

#include <queue>

#include "simulator/kernel/event_queue.h"
#include "simulator/kernel/random.h"
#include "simulator/kernel/sampler.h"

namespace virga::bench {

namespace {

constexpr int kRounds = 3;
constexpr int kEvents = 2'000'000;
constexpr double kMeanGap = 1e8;  // ns

struct PlainEvent {
  std::int64_t time;
  std::uint64_t order;
  std::uint32_t target;
  std::uint32_t aux;
};
struct Later {
  bool operator()(const PlainEvent& a, const PlainEvent& b) const {
    return a.time > b.time || (a.time == b.time && a.order > b.order);
  }
};

class PlainHold {
 public:
  void push(std::int64_t now, std::uint32_t target) {
    const double uniform = (static_cast<double>(random_() >> 12) + 0.5) * 0x1p-52;
    queue_.push({now + static_cast<std::int64_t>(-std::log(uniform) * kMeanGap), made_++, target, 0});
  }
  void step() {
    const PlainEvent event = queue_.top();
    queue_.pop();
    push(event.time, event.target);
  }

 private:
  std::mt19937_64 random_{1};
  std::priority_queue<PlainEvent, std::vector<PlainEvent>, Later> queue_;
  std::uint64_t made_ = 0;
};

class KernelHold {
 public:
  void push(std::int64_t now, std::uint32_t target) { queue_.push(now + gap_.nanoseconds(random_.uniform()), 1, target); }
  void step() {
    const simulator::Event event = queue_.pop();
    push(event.time, event.target);
  }

 private:
  simulator::SequentialStream random_{simulator::RandomStream(1, 0, "floor", simulator::Purpose::work)};
  simulator::Sampler gap_{model::Exponential{model::nanoseconds(static_cast<std::int64_t>(kMeanGap))}};
  simulator::EventQueue queue_;
};

// Pops and pushes until the queue has its steady shape, then measures.
template <class Hold>
double nanosecondsPerEvent(std::size_t queueSize) {
  using Clock = std::chrono::steady_clock;
  Hold hold;
  for (std::size_t i = 0; i < queueSize; ++i) hold.push(0, static_cast<std::uint32_t>(i));
  for (std::size_t i = 0; i < 4 * queueSize; ++i) hold.step();
  double best = std::numeric_limits<double>::infinity();
  for (int round = 0; round < kRounds; ++round) {
    const auto start = Clock::now();
    for (int i = 0; i < kEvents; ++i) hold.step();
    const std::chrono::duration<double, std::nano> passed = Clock::now() - start;
    best = std::min(best, passed.count() / kEvents);
  }
  return best;
}

}  // namespace

double measureFloor(std::size_t queueSize) { return nanosecondsPerEvent<PlainHold>(queueSize); }
double measureKernel(std::size_t queueSize) { return nanosecondsPerEvent<KernelHold>(queueSize); }

}  // namespace virga::bench
