#pragma once

#include "model/units/duration.h"
#include "model/units/share.h"

namespace virga::model {

// A share that moves in a straight line from its own value to `to` over [from, from + over) of the simulated time: how a
// strangler migration hands over. With `over` 0 it jumps.
struct Shift {
  Share to{1};
  Duration from;
  Duration over;
  bool operator==(const Shift&) const = default;
};

}  // namespace virga::model
