#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <memory>
#include <variant>

#include "simulator/kernel/random.h"
#include "simulator/kernel/sampler.h"
#include "simulator/workload/arrival_plan.h"

namespace virga::simulator {

inline constexpr std::int64_t kNoMoreArrivals = std::numeric_limits<std::int64_t>::max();

// Arrivals one interval of the integrated rate apart; without a day's shape each at its exact multiple of the interval.
class EvenProcess {
 public:
  explicit EvenProcess(const EvenPlan& plan);
  std::int64_t next() {
    if (interval_ == 0) return cursor_.advance(1);
    const double time = interval_ * ++made_;
    return time < kLast ? static_cast<std::int64_t>(time + 0.5) : kNoMoreArrivals;
  }

 private:
  static constexpr double kLast = 0x1p61;
  RateCursor cursor_;
  double interval_ = 0;  // ns; 0: by the cursor
  double made_ = 0;
};

// Poisson arrivals of a changing rate: exponential steps of the integrated rate (Çinlar's inversion), so exact in law.
// Thinned by the day's shape where both a profile and a day are given (Lewis and Shedler 1979).
class PoissonProcess {
 public:
  PoissonProcess(const PoissonPlan& plan, const RandomStream& stream);
  std::int64_t next() {
    std::int64_t time = 0;
    do {
      time = cursor_.advance(unit_.value(stream_.uniform()) * 1e-9);
    } while (time != kNoMoreArrivals && day_ != nullptr && stream_.uniform() >= day_->at(time));
    return time;
  }

 private:
  RateCursor cursor_;
  std::shared_ptr<const DayShape> day_;
  SequentialStream stream_;
  Sampler unit_;  // exponential, mean 1 s
};

// Poisson arrivals at two rates in turns: exponential steps of the integrated rate as above, over turns that are drawn by
// number, so exact in law whatever the laws of the turns. (An interrupted Poisson process: Kuczura 1973.)
class BurstyProcess {
 public:
  BurstyProcess(const BurstyPlan& plan, const RandomStream& stream);
  std::int64_t next() {
    std::int64_t time = 0;
    do {
      time = advance(unit_.value(stream_.uniform()) * 1e-9);
    } while (time != kNoMoreArrivals && plan_.day != nullptr && stream_.uniform() >= plan_.day->at(time));
    return time;
  }

 private:
  std::int64_t advance(double amount);
  void startTurn();

  BurstyPlan plan_;
  RandomStream turns_;
  SequentialStream stream_;
  Sampler unit_;
  std::uint64_t turn_ = 0;  // the next; even ones are off
  bool on_ = false;
  std::int64_t start_ = 0, length_ = 0;  // of the present turn, ns
  double into_ = 0;                      // seconds into it
};

// The same, kept elsewhere: it is by far the largest of the processes, which stand side by side in thousands.
class BoxedBurstyProcess {
 public:
  BoxedBurstyProcess(const BurstyPlan& plan, const RandomStream& stream)
      : process_(std::make_unique<BurstyProcess>(plan, stream)) {}
  std::int64_t next() { return process_->next(); }

 private:
  std::unique_ptr<BurstyProcess> process_;
};

class EveryProcess {
 public:
  EveryProcess(const EveryPlan& plan, const RandomStream& stream) : plan_(plan), stream_(stream), time_(plan.offset) {}
  std::int64_t next();

 private:
  EveryPlan plan_;
  RandomStream stream_;
  std::int64_t time_;          // of the next row
  std::int64_t at_ = 0;        // of the row before
  std::uint64_t row_ = 0;      // the next
  std::uint64_t repeats_ = 0;  // of the row before
};

class TraceReplay {
 public:
  TraceReplay(const TracePlan& plan, const RandomStream& stream) : plan_(plan), stream_(stream) {}
  std::int64_t next();

 private:
  TracePlan plan_;
  RandomStream stream_;
  std::size_t row_ = 0;
  std::uint64_t repeats_ = 0;  // of the row before row_
};

class CountsReplay {
 public:
  CountsReplay(const CountsPlan& plan, const RandomStream& stream);
  std::int64_t next();

 private:
  void startMinute();
  double spacing(std::uint64_t k) const;
  void drawAhead(std::uint64_t k);

  CountsPlan plan_;
  RandomStream stream_;
  const Sampler* unit_;
  std::size_t minute_ = 0;   // the next to start
  std::int64_t start_ = 0;   // of the present minute
  std::uint64_t count_ = 0;  // of the present minute
  std::uint64_t made_ = 0;
  double spacings_ = 0;  // random placement: sum of the exponential spacings that fill the minute …
  double passed_ = 0;    // … and of those before the last arrival
  static constexpr std::size_t kAhead = 4;
  std::array<double, kAhead> ahead_{};  // the present few of them: drawing these at once takes little longer than one
};

class NoArrivals {
 public:
  std::int64_t next() { return kNoMoreArrivals; }
};

// The arrivals of one flow in one replication, one after the other; none where the plan is closed. The stream is the
// flow's own. Plans that differ in the rate alone use the same draws.
class ArrivalProcess {
 public:
  ArrivalProcess(const ArrivalPlan& plan, const RandomStream& stream);

  // Time of the next arrival in ns, never before the last one; kNoMoreArrivals when they have ended.
  std::int64_t next() {
    return std::visit([](auto& kind) { return kind.next(); }, kind_);
  }

 private:
  using Kind =
      std::variant<EvenProcess, PoissonProcess, BoxedBurstyProcess, EveryProcess, TraceReplay, CountsReplay, NoArrivals>;
  static Kind make(const ArrivalPlan& plan, const RandomStream& stream);

  Kind kind_;
};

}  // namespace virga::simulator
