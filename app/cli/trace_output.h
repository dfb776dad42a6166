#pragma once

#include <string>

#include <CLI/CLI.hpp>
#include <tl/expected.hpp>

#include "app/cli/output.h"
#include "simulator/experiment/simulate.h"

namespace virga::cli {

// The options of a run that follows single requests.
struct TraceOutput {
  OutputTarget target;
  std::string format = "otlp", count = "20";
};

void addTraceOptions(CLI::App& verb, TraceOutput& output);

// What the simulation is to do; nothing where no traces are wanted.
tl::expected<std::optional<simulator::TraceOptions>, std::string> traceOptionsOf(const TraceOutput& output);

// The traces in the chosen format.
std::string traceText(const TraceOutput& output, const simulator::RequestTraces& traces);

// What the slowest requests of each flow spent their time on.
std::string causesText(const simulator::RequestTraces& traces);

}  // namespace virga::cli
