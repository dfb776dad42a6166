#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "simulator/results/result.h"

namespace virga::simulator {

// A figure of two settings under the same random numbers.
struct PairedFigure {
  std::string name;  // as in the result JSON: "latency_ms.p99"
  std::optional<Figure> here, there;
  std::optional<Figure> difference;  // here - there, of the replications that observed both
};

struct PairedPart {
  std::string name;  // component or flow
  std::vector<PairedFigure> figures;
};

struct Paired {
  std::vector<PairedPart> components, flows;  // those that both settings have
  PairedFigure billTotal;                     // per month, in the bill's currency: mean over the replications' own totals
};

// A result's differences from another setting.
struct Against {
  std::vector<std::pair<std::string, std::string>> set;  // what differs there: path and value
  Paired paired;
};

// The result JSON with a member "against".
std::string toJson(const Result& result, const Against& against);

}  // namespace virga::simulator
