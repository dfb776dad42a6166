#pragma once

#include <cstdint>
#include <optional>

#include "model/architecture/shift.h"

namespace virga::simulator {

// A share that may move in a straight line over a stretch of simulated time.
class MovingShare {
 public:
  MovingShare() = default;
  MovingShare(model::Share share, const std::optional<model::Shift>& shift) : from_(share.value), to_(share.value) {
    if (!shift) return;
    to_ = shift->to.value;
    start_ = shift->from.nanoseconds;
    over_ = shift->over.nanoseconds;
  }

  // In [0, 1].
  double at(std::int64_t now) const {
    if (from_ == to_ || now < start_) return from_;
    if (now >= start_ + over_) return to_;
    return from_ + (to_ - from_) * static_cast<double>(now - start_) / static_cast<double>(over_);
  }

 private:
  double from_ = 0, to_ = 0;
  std::int64_t start_ = 0, over_ = 0;  // ns
};

}  // namespace virga::simulator
