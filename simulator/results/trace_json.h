#pragma once

#include <string>

#include "simulator/measure/trace.h"

namespace virga::simulator {

// OTLP/JSON: one TracesData message of OpenTelemetry's trace.proto, a resource for each component. Source:
// opentelemetry.io/docs/specs/otlp, "JSON Protobuf Encoding", 2026. Times are those of the scenario's start on.
std::string toOtlpJson(const RequestTraces& traces);

// Chrome's trace event format (JSON Object Format), as chrome://tracing and Perfetto read it: a process for each request,
// a thread for each component in it and further ones where its spans overlap. Times are µs since the start of the run.
std::string toChromeJson(const RequestTraces& traces);

}  // namespace virga::simulator
