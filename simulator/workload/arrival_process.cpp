#include "simulator/workload/arrival_process.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace virga::simulator {

namespace {

constexpr std::int64_t kMinute = 60'000'000'000;
constexpr std::uint32_t kTurn = 1;  // sub-index of a turn's draw; 0 is that of the draws in order
constexpr std::uint32_t kLeftOver = std::numeric_limits<std::uint32_t>::max();  // sub-index of a minute's own draw

// The same table serves every process.
const Sampler& unitExponential() {
  static const Sampler sampler(model::Exponential{model::seconds(1)});
  return sampler;
}

// `expected` rounded up or down so that its mean is kept.
std::uint64_t roundAtRandom(double expected, double uniform) {
  const double whole = std::floor(expected);
  return static_cast<std::uint64_t>(whole) + (uniform < expected - whole ? 1 : 0);
}

double factorAt(double factor, const std::shared_ptr<const DayShape>& day, std::int64_t time) {
  return day == nullptr ? factor : factor * day->at(time);
}

}  // namespace

EvenProcess::EvenProcess(const EvenPlan& plan) : cursor_(plan.curve) {
  const double rate = plan.curve->pieces().front().rate;
  if (plan.curve->isConstant() && rate > 0) interval_ = 1e9 / rate;
}

PoissonProcess::PoissonProcess(const PoissonPlan& plan, const RandomStream& stream)
    : cursor_(plan.curve), day_(plan.thinnedBy), stream_(stream), unit_(unitExponential()) {}

BurstyProcess::BurstyProcess(const BurstyPlan& plan, const RandomStream& stream)
    : plan_(plan), turns_(stream), stream_(stream), unit_(unitExponential()) {
  startTurn();
  if (plan.rate <= 0 && plan.base <= 0) start_ = plan.end;
}

void BurstyProcess::startTurn() {
  on_ = turn_ % 2 == 1;
  const auto& law = on_ ? plan_.on : plan_.off;
  length_ = law.nanoseconds(law.isConstant() ? 0.5 : turns_.uniform(turn_, kTurn));
  into_ = 0;
  ++turn_;
}

std::int64_t BurstyProcess::advance(double amount) {
  while (start_ < plan_.end) {
    const double rate = on_ ? plan_.rate : plan_.base;
    const double rest = rate * (static_cast<double>(length_) * 1e-9 - into_);
    if (amount < rest) {
      into_ += amount / rate;
      return start_ + std::min(length_, static_cast<std::int64_t>(into_ * 1e9 + 0.5));
    }
    amount -= std::max(0.0, rest);
    start_ += length_;
    startTurn();
  }
  return kNoMoreArrivals;
}

std::int64_t EveryProcess::next() {
  while (repeats_ == 0) {
    if (time_ >= plan_.end || plan_.factor <= 0) return kNoMoreArrivals;
    const double expected = factorAt(plan_.factor, plan_.day, time_);
    repeats_ = expected == 1 ? 1 : roundAtRandom(expected, stream_.uniform(row_));
    ++row_;
    at_ = time_;
    time_ = plan_.interval < plan_.end - time_ ? time_ + plan_.interval : plan_.end;
  }
  --repeats_;
  return at_;
}

std::int64_t TraceReplay::next() {
  while (repeats_ == 0) {
    if (row_ == plan_.times->size()) return kNoMoreArrivals;
    const double expected = factorAt(plan_.factor, plan_.day, (*plan_.times)[row_]);
    repeats_ = expected == 1 ? 1 : roundAtRandom(expected, stream_.uniform(row_));
    ++row_;
  }
  --repeats_;
  return (*plan_.times)[row_ - 1];
}

CountsReplay::CountsReplay(const CountsPlan& plan, const RandomStream& stream)
    : plan_(plan), stream_(stream), unit_(&unitExponential()) {}

double CountsReplay::spacing(std::uint64_t k) const {
  return unit_->value(stream_.uniform(minute_ - 1, static_cast<std::uint32_t>(k)));
}

void CountsReplay::startMinute() {
  start_ = static_cast<std::int64_t>(minute_) * kMinute;
  const double expected = (*plan_.counts)[minute_] * factorAt(plan_.factor, plan_.day, start_ + kMinute / 2);
  count_ = expected == std::floor(expected) ? static_cast<std::uint64_t>(expected)
                                            : roundAtRandom(expected, stream_.uniform(minute_, kLeftOver));
  made_ = 0;
  ++minute_;
  if (plan_.placement != model::Placement::random || count_ == 0) return;
  // n sorted uniforms are n exponential spacings over the sum of n + 1: no list to sort, the draws are made twice.
  drawAhead(0);
  spacings_ = passed_ = 0;
  for (std::uint64_t k = 0; k <= count_; ++k)
    spacings_ += k < std::min<std::uint64_t>(kAhead, count_) ? ahead_[k] : spacing(k);
}

void CountsReplay::drawAhead(std::uint64_t k) {
  const auto many = std::min<std::uint64_t>(kAhead, count_ - k);
  for (std::uint64_t i = 0; i < many; ++i) ahead_[i] = spacing(k + i);
}

std::int64_t CountsReplay::next() {
  while (made_ == count_) {
    if (minute_ == plan_.counts->size()) return kNoMoreArrivals;
    startMinute();
  }
  const std::uint64_t k = made_++;
  double share = 0;
  switch (plan_.placement) {
    case model::Placement::start: break;
    case model::Placement::even: share = (static_cast<double>(k) + 0.5) / static_cast<double>(count_); break;
    case model::Placement::random:
      if (k != 0 && k % kAhead == 0) drawAhead(k);
      passed_ += ahead_[k % kAhead];
      share = passed_ / spacings_;
      break;
  }
  return start_ + static_cast<std::int64_t>(share * static_cast<double>(kMinute) + 0.5);
}

ArrivalProcess::ArrivalProcess(const ArrivalPlan& plan, const RandomStream& stream) : kind_(make(plan, stream)) {}

ArrivalProcess::Kind ArrivalProcess::make(const ArrivalPlan& plan, const RandomStream& stream) {
  struct Maker {
    const RandomStream& stream;
    Kind operator()(const EvenPlan& even) const { return EvenProcess(even); }
    Kind operator()(const PoissonPlan& poisson) const { return PoissonProcess(poisson, stream); }
    Kind operator()(const BurstyPlan& bursty) const { return BoxedBurstyProcess(bursty, stream); }
    Kind operator()(const EveryPlan& every) const { return EveryProcess(every, stream); }
    Kind operator()(const TracePlan& trace) const { return TraceReplay(trace, stream); }
    Kind operator()(const CountsPlan& counts) const { return CountsReplay(counts, stream); }
    Kind operator()(const ClosedPlan&) const { return NoArrivals(); }
  };
  return std::visit(Maker{stream}, plan);
}

}  // namespace virga::simulator
