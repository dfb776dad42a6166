#pragma once

#include <string_view>

#include "simulator/calibrate/aws_invocations.h"
#include "simulator/calibrate/log_line.h"

namespace virga::simulator {

constexpr std::string_view kAwsText = "AWS Lambda text";

// Reads a message of AWS Lambda in the text format: START, END, REPORT, INIT_START, INIT_REPORT, RESTORE_START,
// RESTORE_REPORT and XRAY lines, "Task timed out", and what runtimes write of failures. Memory in "MB" is MiB there.
// docs.aws.amazon.com/lambda/latest/dg/monitoring-cloudwatchlogs-logformat.html
MaybeVerdict readAwsText(std::string_view message, const LineOrigin& origin, AwsInvocations& invocations);

}  // namespace virga::simulator
