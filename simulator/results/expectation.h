#pragma once

#include <optional>
#include <string>
#include <string_view>

#include <tl/expected.hpp>

#include "simulator/results/result.h"

namespace virga::simulator {

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

struct Judgement {
  bool holds = false;
  std::string found;  // "312 ms", "nothing was observed"
  std::string text;   // "ok: checkout.latency.p99 < 500 ms (312 ms)"
};

// Compares the figure's mean. The error: an unknown name, with the nearest one, or a value in the wrong unit.
tl::expected<Judgement, std::string> judge(const Expectation& expectation, const Result& result);

struct FoundFigure {
  std::string name;             // as the result has it, with its unit: "latency_ms.p99"; "cost" of money
  std::optional<double> value;  // the mean; nothing where none was observed
};

// What an expectation's left side names. The error: an unknown name, with the nearest one.
tl::expected<FoundFigure, std::string> figureAt(std::string_view figure, const Result& result);

// The component or flow that a figure's name begins with, as far as that can be told without a result: all up to the
// first dot; empty for `cost` and `bill.total`.
std::string_view subjectOf(std::string_view figure);

}  // namespace virga::simulator
