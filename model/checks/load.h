#pragma once

#include <map>

#include "model/checks/rules.h"

namespace virga::model {

// What the clients' steadiest peak brings to a component, a second.
struct Load {
  double messages = 0;     // requests, messages, records; of a function its invocations and what they hold
  double invocations = 0;  // of a function: at least so many, as batches can be less than full
};

using Loads = std::map<ComponentId, Load>;

// By the arrivals as the project states them, without a scenario's traffic, retries and failures: a lower bound. Traces
// and closed populations, whose rate nothing here says, count as none; what is told of changes of a store likewise. Empty
// where messages go round in a circle without end.
Loads peakLoads(const Checked& checked);

}  // namespace virga::model
