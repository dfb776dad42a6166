#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "simulator/results/result.h"

namespace virga::simulator {

// A figure under its full name: "checkout.latency_ms.p99", "shoppers → api POST /orders.requests", "cost" and
// "checkout.cost" in the bill's currency a month.
struct FlatFigure {
  std::string name;
  double mean = 0;
  std::optional<std::pair<double, double>> ci95;

  bool operator==(const FlatFigure&) const = default;
};

// All figures that were observed: the whole cost, the components', the flows'. No cost where the bill has items without a
// price: it is less than what will be charged.
std::vector<FlatFigure> flatFigures(const Result& result);

}  // namespace virga::simulator
