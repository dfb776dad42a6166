#pragma once

#include <optional>
#include <string_view>

#include "simulator/calibrate/entry_fields.h"
#include "simulator/calibrate/invocation_record.h"
#include "simulator/calibrate/log_line.h"

namespace virga::simulator {

constexpr std::string_view kCloudLogging = "Google Cloud Logging";

// "Function execution took 426 ms, finished with status code: 200", "… finished with status: 'timeout'" of a function of
// the first generation.
struct GoogleEnd {
  std::string_view duration;  // milliseconds
  InvocationOutcome outcome;
};
std::optional<GoogleEnd> googleEndOf(std::string_view message);

// What an HTTP status says of the execution: the platform answers 429 without an instance and 504 after the timeout.
// cloud.google.com/run/docs/troubleshooting
InvocationOutcome googleOutcomeOf(int httpStatus);

// Reads a log entry: the ends of functions of the first generation and the requests of Cloud Run, which functions of the
// second are too. Nothing where it is none of Cloud Logging's.
// cloud.google.com/logging/docs/reference/v2/rest/v2/LogEntry
MaybeVerdict readCloudLogging(const EntryFields& entry, const RecordSink& sink);

}  // namespace virga::simulator
