#include "simulator/workload/rate_curve.h"

#include <algorithm>
#include <numbers>

#include "simulator/kernel/rounding.h"

namespace virga::simulator {

namespace {

constexpr std::int64_t kHour = 3'600'000'000'000;
constexpr std::int64_t kDay = 24 * kHour;
constexpr std::int64_t kDayCell = 30'000'000'000;
constexpr std::int64_t kEndOfTime = std::int64_t{1} << 61;

double secondsOf(std::int64_t nanoseconds) { return static_cast<double>(nanoseconds) * 1e-9; }

}  // namespace

void RateCurve::add(std::int64_t from, std::int64_t to, double rateFrom, double rateTo) {
  if (to <= from) return;
  const double seconds = secondsOf(to - from);
  pieces_.push_back({to - from, rateFrom, (rateTo - rateFrom) / seconds, (rateFrom + rateTo) / 2 * seconds});
}

RateCurve RateCurve::constant(double perSecond) {
  RateCurve curve;
  curve.add(0, kHour, perSecond, perSecond);
  return curve;
}

RateCurve RateCurve::profile(const model::ProfileArrivals& arrivals, double factor) {
  if (arrivals.points.empty()) return constant(0);
  RateCurve curve;
  const std::int64_t period = arrivals.repeat.nanoseconds;
  const std::int64_t end = period > 0 ? period : std::numeric_limits<std::int64_t>::max();
  std::int64_t from = 0;
  double rate = arrivals.points.front().rate.perSecond * factor;
  for (const auto& point : arrivals.points) {
    if (from >= end) break;
    const double pointRate = point.rate.perSecond * factor;
    const std::int64_t at = point.at.nanoseconds;
    const std::int64_t to = std::min(at, end);
    const double rateTo = to == at ? pointRate : rate + (pointRate - rate) * (secondsOf(to - from) / secondsOf(at - from));
    curve.add(from, to, rate, rateTo);
    from = to;
    rate = rateTo;
    if (to == at) rate = pointRate;
  }
  if (period > 0) {
    curve.add(from, period, rate, rate);
  } else {
    curve.goesOnAt_ = curve.pieces_.size();
    curve.add(from, from + kHour, rate, rate);
  }
  return curve;
}

RateCurve RateCurve::day(const model::Diurnal& diurnal, double perSecond) {
  const auto rateAt = [&](std::int64_t time) {
    const double angle = 2 * std::numbers::pi * secondsOf(time - diurnal.peakAt.nanoseconds) / secondsOf(kDay);
    const double swing = (1 - diurnal.low.value) * (1 + std::cos(angle)) / 2;
    return perSecond * roundToThirtyBits(diurnal.low.value + swing);
  };
  RateCurve curve;
  for (std::int64_t from = 0; from < kDay; from += kDayCell)
    curve.add(from, from + kDayCell, rateAt(from), rateAt(from + kDayCell));
  return curve;
}

double RateCurve::at(std::int64_t time) const {
  std::int64_t lead = 0, cycle = 0;
  for (std::size_t i = 0; i < pieces_.size(); ++i) (i < goesOnAt_ ? lead : cycle) += pieces_[i].length;
  if (time >= lead + cycle) time = lead + (time - lead) % cycle;
  for (const auto& piece : pieces_) {
    if (time < piece.length) return piece.rate + piece.slope * secondsOf(time);
    time -= piece.length;
  }
  return pieces_.back().rate;
}

bool RateCurve::endsAtZero() const {
  return std::all_of(pieces_.begin() + static_cast<std::ptrdiff_t>(goesOnAt_), pieces_.end(),
                     [](const Piece& piece) { return piece.area <= 0; });
}

bool RateCursor::nextPiece() {
  const std::size_t next = curve_->next(piece_);
  if (next <= piece_ && curve_->endsAtZero()) return false;
  start_ += curve_->pieces()[piece_].length;
  into_ = 0;
  piece_ = next;
  return start_ < kEndOfTime;
}

double DayShape::at(std::int64_t time) const {
  const std::int64_t ofDay = time % kDay;
  const auto& piece = curve_.pieces()[static_cast<std::size_t>(ofDay / kDayCell)];
  return piece.rate + piece.slope * secondsOf(ofDay % kDayCell);
}

}  // namespace virga::simulator
