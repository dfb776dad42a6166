#pragma once

#include <string>
#include <string_view>

#include <tl/expected.hpp>

#include "simulator/results/result.h"

namespace virga::cli {

// `SUBJECT.FIGURE OPERATOR VALUE`, e.g. "checkout.latency.p99 < 500 ms": SUBJECT is a component or a flow, FIGURE a name
// of the result JSON, with or without its unit; or `cost`, `SUBJECT.cost` and `bill.total` in the bill's currency.
struct Expectation {
  enum class Operator { less, lessOrEqual, greater, greaterOrEqual, equal };
  std::string text;    // as the user wrote it
  std::string figure;  // left of the operator
  Operator compare = Operator::less;
  std::string value;  // right of it
};

tl::expected<Expectation, std::string> parseExpectation(std::string_view text);

struct Verdict {
  bool holds = false;
  std::string text;  // "ok: checkout.latency.p99 < 500 ms (312 ms)"
};

// Compares the figure's mean. The error: an unknown name, with the nearest one, or a value in the wrong unit.
tl::expected<Verdict, std::string> judge(const Expectation& expectation, const simulator::Result& result);

}  // namespace virga::cli
