#pragma once

#include <string_view>

#include "simulator/calibrate/aws_invocations.h"
#include "simulator/calibrate/entry_fields.h"
#include "simulator/calibrate/log_line.h"

namespace virga::simulator {

constexpr std::string_view kAwsEvents = "AWS Lambda JSON events";

// Reads an event of AWS Lambda in the JSON format or of its Telemetry and Logs APIs: {"time": …, "type": "platform.report",
// "record": {…}}. Nothing where the entry is none.
// docs.aws.amazon.com/lambda/latest/dg/telemetry-schema-reference.html
MaybeVerdict readAwsEvent(const EntryFields& entry, const LineOrigin& origin, AwsInvocations& invocations);

}  // namespace virga::simulator
