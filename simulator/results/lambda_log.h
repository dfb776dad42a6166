#pragma once

#include <string>

#include "simulator/experiment/log_invocations.h"

namespace virga::simulator {

// The executions as AWS Lambda logs them in its JSON format: of each a line "platform.start" and one "platform.report".
// Whatever the provider: it is the richest of the formats that calibrations read. Times in the log are of whole
// milliseconds, durations of whole microseconds; memory is in whole MiB, rounded up, and left out where the design doesn't
// tell what is used.
// docs.aws.amazon.com/lambda/latest/dg/telemetry-schema-reference.html (2026-11)
std::string toLambdaLog(const InvocationRecords& records);

}  // namespace virga::simulator
