#pragma once

#include <string>
#include <string_view>

#include "simulator/calibrate/entry_fields.h"
#include "simulator/calibrate/invocation_record.h"
#include "simulator/calibrate/log_line.h"

namespace virga::simulator {

constexpr std::string_view kOtlpTraces = "OTLP traces";

// Reads spans of OTLP/JSON. A span is an invocation where it has an attribute that says so (faas.trigger, faas.coldstart,
// faas.invocation_id, or faas.execution of older conventions), or is of the kind "server" or "consumer".
// opentelemetry.io/docs/specs/semconv/faas/faas-spans
class OtlpTraces {
 public:
  explicit OtlpTraces(const RecordSink& sink) : sink_(&sink) {}

  // Another resource begins.
  void beginResource();
  // The "resource" that the spans behind it are of.
  void readResource(const EntryFields& resource);
  MaybeVerdict readSpan(const EntryFields& span);

 private:
  const RecordSink* sink_;
  std::string function_, instance_, service_;
  std::optional<double> memorySizeMib_;
};

}  // namespace virga::simulator
