#pragma once

#include <optional>
#include <string>
#include <string_view>

#include <tl/expected.hpp>

#include "simulator/results/result.h"

namespace virga::simulator {

// What a list of runs shows of each.
struct KeyFigures {
  std::string flow;                               // the one with the most requests; empty where there is none
  std::optional<double> requests, p50, p95, p99;  // of that flow; latencies in ms
  double throttles = 0, errors = 0;               // refused by limits, and failed requests of all flows
  std::optional<double> costPerMonth;             // nothing where nothing has a price
  std::string currency;

  bool operator==(const KeyFigures&) const = default;
};

KeyFigures keyFiguresOf(const Result& result);

std::string toJson(const KeyFigures& figures);
tl::expected<KeyFigures, std::string> readKeyFigures(std::string_view json);

}  // namespace virga::simulator
