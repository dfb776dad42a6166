#pragma once

#include <optional>
#include <stop_token>
#include <string>
#include <vector>

#include <tl/expected.hpp>

#include "simulator/optimise/optimise.h"

namespace virga::simulator {

// A function at one size of memory.
struct MemoryPoint {
  model::ByteSize memory;
  std::string refused;                  // why it wasn't simulated; empty: it was
  std::optional<Figure> duration, p99;  // of its executions, in milliseconds
  // Of all that the bill has for the function (executions, requests, kept instances, logs, egress), in its currency,
  // without free allowances; nothing where a price isn't known or it isn't invoked.
  std::optional<double> costPerMillion;
  bool isOwn = false;  // that of the project
};

struct MemoryCurve {
  std::string project, scenario, provider, catalogEdition, currency, function;
  std::uint64_t seed = 1;
  int replications = 1;
  std::vector<MemoryPoint> points;  // rising
  // Numbers of points: the least cost, the least mean duration (of equal ones the least memory), and the least sum of both
  // as parts of their greatest, which is how "balanced" with weight 0.5 is meant by AWS Lambda Power Tuning
  // (github.com/alexcasalboni/aws-lambda-power-tuning, lambda/analyzer.js, 2026-11). Nothing where there is no such figure.
  std::optional<std::size_t> cheapest, fastest, balanced;
};

// Sizes of memory that the catalog's functions may have: its sizes of instances, else common ones between its limits.
std::vector<model::ByteSize> memorySizes(const model::Catalog& catalog);

// Simulates the design at all memories that memorySizes() names, and at its own, with the same random numbers.
tl::expected<MemoryCurve, OptimiseFailure> memoryCurve(const model::Architecture& architecture,
                                                       const model::Catalog& catalog, const std::string& function,
                                                       const SimulationOptions& simulation, std::stop_token stop = {},
                                                       const OptimiseProgressSink& progress = {});

std::string toJson(const MemoryCurve& curve);

}  // namespace virga::simulator
