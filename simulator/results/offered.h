#pragma once

#include <string_view>

#include "simulator/results/result.h"

namespace virga::simulator {

// How many requests a component was offered, from how many its kind counts, refuses and fails in the same time. What runs
// code counts executions that began, topics and streams what they took over; the others count all that come.
double offeredOf(std::string_view kind, double counted, double throttles, double errors);

// The same from the figures of a whole run; 0 for kinds that count no requests, as queues.
double offeredOf(const ComponentResult& component);

}  // namespace virga::simulator
