#include "simulator/calibrate/aws_json.h"

#include <array>
#include <utility>

#include "simulator/calibrate/line_prefix.h"
#include "simulator/calibrate/log_numbers.h"

namespace virga::simulator {

namespace {

using Use = LineVerdict::Use;

// docs.aws.amazon.com/lambda/latest/dg/telemetry-schema-reference.html#Status: a function that reports an error has
// failed, "error" is a crash.
InvocationOutcome outcomeOf(std::string_view status, std::string_view errorType) {
  if (errorType == "Runtime.OutOfMemory") return InvocationOutcome::outOfMemory;
  if (status == "success") return InvocationOutcome::succeeded;
  if (status == "timeout") return InvocationOutcome::timedOut;
  return status.empty() ? InvocationOutcome::unknown : InvocationOutcome::failed;
}

using Amount = std::optional<double> InvocationRecord::*;
constexpr std::array<std::pair<std::string_view, Amount>, 7> kAmounts = {{
    {"durationMs", &InvocationRecord::durationMs},
    {"billedDurationMs", &InvocationRecord::billedMs},
    {"initDurationMs", &InvocationRecord::initMs},
    {"restoreDurationMs", &InvocationRecord::restoreMs},
    {"billedRestoreDurationMs", &InvocationRecord::billedRestoreMs},
    {"memorySizeMB", &InvocationRecord::memorySizeMib},
    {"maxMemoryUsedMB", &InvocationRecord::maxMemoryMib},
}};

LineVerdict readReport(const EntryFields& entry, const LineOrigin& origin, AwsInvocations& invocations) {
  constexpr std::string_view kMetrics = "record.metrics.";
  InvocationRecord record;
  for (std::size_t i = 0; i < entry.size(); ++i) {
    auto [path, text] = entry[i];
    if (!path.starts_with(kMetrics)) continue;
    path.remove_prefix(kMetrics.size());
    for (const auto& [name, amount] : kAmounts) {
      if (path != name) continue;
      record.*amount = parseMeasure(text);
      if (!(record.*amount)) return {Use::unparsable, kAwsEvents, notAMeasure(name, text)};
    }
  }
  if (!record.durationMs)
    return {Use::unparsable, kAwsEvents, "the report has no duration; expected record.metrics.durationMs"};
  record.format = kAwsEvents;
  record.outcome = outcomeOf(entry.text("record.status"), entry.text("record.errorType"));
  invocations.reports(entry.text("record.requestId"), origin, record);
  return {Use::record, kAwsEvents};
}

}  // namespace

MaybeVerdict readAwsEvent(const EntryFields& entry, const LineOrigin& around, AwsInvocations& invocations) {
  const auto type = entry.text("type");
  const LineVerdict other{Use::other, kAwsEvents};
  if (type == "function" || type == "extension") return entry.find("record") ? MaybeVerdict(other) : std::nullopt;
  if (!type.starts_with("platform.")) return std::nullopt;
  LineOrigin origin = around;
  const auto time = entry.text("time");
  if (const auto ns = parseLogTime(time)) {
    origin.stamp = LogStamp{*ns};
  } else if (!time.empty()) {
    return LineVerdict{Use::unparsable, kAwsEvents, "'time' isn't an ISO 8601 date and time"};
  }
  if (type == "platform.report") return readReport(entry, origin, invocations);
  if (type == "platform.start") {
    invocations.starts(entry.text("record.requestId"), origin, functionOfArn(entry.text("record.functionArn")));
  } else if (type == "platform.initStart" || type == "platform.restoreStart") {
    invocations.environmentStarts(origin, entry.text("record.functionName"), entry.text("record.instanceId"),
                                  entry.text("record.initializationType") == "provisioned-concurrency");
  } else if (type == "platform.runtimeDone") {
    const auto outcome = outcomeOf(entry.text("record.status"), entry.text("record.errorType"));
    if (outcome != InvocationOutcome::unknown) invocations.ends(entry.text("record.requestId"), outcome);
  }
  return other;
}

}  // namespace virga::simulator
