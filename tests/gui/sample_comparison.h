#pragma once

#include <memory>

#include "simulator/results/comparison.h"

namespace virga::test {

// A comparison written by hand: two scenarios on AWS, on a plan of Azure and one of Google Cloud, and on OCI, which can't
// run the design. With curves of cost in the first scenario: AWS 10 + requests / 1 M, Google Cloud 40 + requests / 4 M,
// Azure nothing until 10 M requests and then as much as they are above that. Every number in it is chosen, none computed.
std::shared_ptr<const simulator::Comparison> sampleComparison();

}  // namespace virga::test
