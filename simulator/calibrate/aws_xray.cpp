#include "simulator/calibrate/aws_xray.h"

#include <algorithm>
#include <string>

#include <fmt/format.h>

#include "simulator/calibrate/aws_invocations.h"
#include "simulator/calibrate/line_prefix.h"
#include "simulator/calibrate/log_numbers.h"

namespace virga::simulator {

namespace {

using Use = LineVerdict::Use;
constexpr double kNsPerMs = 1e6;

struct Interval {
  std::int64_t startNs, endNs;
  double ms() const { return static_cast<double>(endNs - startNs) / kNsPerMs; }
};

// start_time and end_time are seconds since 1970.
std::optional<Interval> intervalOf(const EntryFields& segment, std::string_view path) {
  const auto start = parseLogTime(segment.text(fmt::format("{}start_time", path)));
  const auto end = parseLogTime(segment.text(fmt::format("{}end_time", path)));
  if (!start || !end || *end < *start) return std::nullopt;
  return Interval{*start, *end};
}

std::optional<Interval> initialisationOf(const EntryFields& segment) {
  constexpr std::string_view kName = ".name";
  for (std::size_t i = 0; i < segment.size(); ++i) {
    const auto [path, text] = segment[i];
    if (!path.starts_with("subsegments.") || !path.ends_with(kName) || (text != "Initialization" && text != "Init"))
      continue;
    const auto place = path.substr(0, path.size() - kName.size());
    if (std::count(place.begin(), place.end(), '.') == 1) return intervalOf(segment, fmt::format("{}.", place));
  }
  return std::nullopt;
}

bool is(const EntryFields& segment, std::string_view path) { return segment.text(path) == "true"; }

LineVerdict unparsable() {
  return {Use::unparsable, kAwsXray, "the segment's 'start_time' and 'end_time' aren't two times in order, in seconds"};
}

}  // namespace

MaybeVerdict AwsXray::read(const EntryFields& segment) {
  if (!segment.find("trace_id") || !segment.find("start_time")) return std::nullopt;
  const auto origin = segment.text("origin");
  // Segments in progress have no end yet; they are sent again.
  if (is(segment, "in_progress")) return LineVerdict{Use::other, kAwsXray};
  if (origin == "AWS::Lambda::Function") return readFunction(segment);
  if (origin == "AWS::Lambda") return readService(segment);
  return LineVerdict{Use::other, kAwsXray};
}

LineVerdict AwsXray::readService(const EntryFields& segment) {
  const auto interval = intervalOf(segment, {});
  if (!interval) return unparsable();
  if (is(segment, "throttle")) {
    InvocationRecord record;
    record.format = kAwsXray;
    record.function = segment.text("name");
    record.startedNs = interval->startNs;
    record.latencyMs = interval->ms();
    record.outcome = InvocationOutcome::throttled;
    (*sink_)(record);
    return {Use::record, kAwsXray};
  }
  services_[segment.text("id")] = interval->ms();
  return {Use::other, kAwsXray};
}

LineVerdict AwsXray::readFunction(const EntryFields& segment) {
  const auto interval = intervalOf(segment, {});
  if (!interval) return unparsable();
  InvocationRecord record;
  record.format = kAwsXray;
  record.function = functionOfArn(segment.text("aws.function_arn"));
  if (record.function.empty()) record.function = segment.text("name");
  const auto init = initialisationOf(segment);
  auto execution = *interval;
  if (init) {
    record.initMs = init->ms();
    // Most often it lies before the segment.
    if (init->startNs >= interval->startNs) execution.startNs = std::min(init->endNs, interval->endNs);
  }
  record.isColdStart = init.has_value();
  record.startedNs = execution.startNs;
  record.durationMs = execution.ms();
  if (const auto* latency = services_.find(segment.text("parent_id"))) {
    record.latencyMs = *latency;
    services_.erase(segment.text("parent_id"));
  }
  const bool failed = is(segment, "fault") || is(segment, "error");
  record.outcome = failed ? InvocationOutcome::failed : InvocationOutcome::succeeded;
  (*sink_)(record);
  return {Use::record, kAwsXray};
}

}  // namespace virga::simulator
