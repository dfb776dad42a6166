#pragma once

#include <memory>

#include "simulator/results/result.h"

namespace virga::test {

// A result as a simulation of an hour would give it, written by hand: a client's flow, a function, a queue, and a
// component that saw nothing. Every number in it is chosen, none computed.
std::shared_ptr<const simulator::Result> sampleResult();

}  // namespace virga::test
