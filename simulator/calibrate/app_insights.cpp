#include "simulator/calibrate/app_insights.h"

#include <array>
#include <initializer_list>

#include "simulator/calibrate/line_prefix.h"
#include "simulator/calibrate/log_numbers.h"

namespace virga::simulator {

namespace {

using Use = LineVerdict::Use;
constexpr double kTicksPerMs = 10'000;  // of 100 ns, in continuous export

std::string_view firstOf(const EntryFields& entry, std::initializer_list<std::string_view> paths) {
  for (const auto path : paths)
    if (const auto text = entry.find(path); text && !text->empty()) return *text;
  return {};
}

struct Request {
  std::string_view time, name, duration, success, code, instance, executionMs;
  bool inTicks = false;
};

bool isTrue(std::string_view text) { return text == "true" || text == "True" || text == "1"; }

InvocationOutcome outcomeOf(const Request& request) {
  if (request.code == "429") return InvocationOutcome::throttled;
  if (request.success.empty()) return InvocationOutcome::unknown;
  return isTrue(request.success) ? InvocationOutcome::succeeded : InvocationOutcome::failed;
}

LineVerdict unparsable(std::string why) { return {Use::unparsable, kAppInsights, std::move(why)}; }

LineVerdict readRequest(const Request& request, const RecordSink& sink) {
  InvocationRecord record;
  record.format = kAppInsights;
  record.function = request.name;
  record.instance = request.instance;
  record.startedNs = parseLogTime(request.time);
  if (!record.startedNs) return unparsable("the request's time isn't an ISO 8601 date and time");
  auto duration = parseMeasure(request.duration);
  if (!duration) return unparsable(notAMeasure("duration", request.duration));
  if (request.inTicks) *duration /= kTicksPerMs;
  record.durationMs = duration;
  if (!request.executionMs.empty()) {
    const auto execution = parseMeasure(request.executionMs);
    if (!execution) return unparsable(notAMeasure("FunctionExecutionTimeMs", request.executionMs));
    record.durationMs = execution;
    record.latencyMs = duration;
  }
  record.outcome = outcomeOf(request);
  sink(record);
  return {Use::record, kAppInsights};
}

// customDimensions is an object, or a string with one in it.
std::string_view dimension(const EntryFields& entry, EntryFields& inner, std::string_view column, std::string_view name) {
  std::string path(column);
  path += '.';
  path += name;
  if (const auto text = entry.find(path)) return *text;
  const auto json = entry.text(column);
  if (!json.starts_with('{') || !inner.parse(json)) return {};
  return inner.text(name);
}

}  // namespace

MaybeVerdict readAppInsights(const EntryFields& entry, const RecordSink& sink) {
  constexpr std::string_view kExecution = "FunctionExecutionTimeMs";
  if (entry.hasUnder("request.0.")) {
    Request request{entry.text("context.data.eventTime"),
                    entry.text("request.0.name"),
                    entry.text("request.0.durationMetric.value"),
                    entry.text("request.0.success"),
                    entry.text("request.0.responseCode"),
                    firstOf(entry, {"context.device.roleInstance", "context.cloud.roleInstance"}),
                    {},
                    true};
    return readRequest(request, sink);
  }
  EntryFields dimensions;
  if (entry.find("duration") && entry.find("name") && (entry.find("success") || entry.find("resultCode"))) {
    // Dependencies have a target besides; they are calls that a function made.
    if (entry.find("target") || entry.text("itemType") == "dependency") return LineVerdict{Use::other, kAppInsights};
    const Request request{firstOf(entry, {"timestamp", "timestamp [UTC]"}),
                          entry.text("name"),
                          entry.text("duration"),
                          entry.text("success"),
                          entry.text("resultCode"),
                          entry.text("cloud_RoleInstance"),
                          dimension(entry, dimensions, "customDimensions", kExecution)};
    return readRequest(request, sink);
  }
  if (entry.find("DurationMs") && entry.find("Name")) {
    const auto type = entry.text("Type");
    if (entry.find("Target") || (!type.empty() && type != "AppRequests")) return LineVerdict{Use::other, kAppInsights};
    const Request request{firstOf(entry, {"TimeGenerated", "TimeGenerated [UTC]", "time"}),
                          entry.text("Name"),
                          entry.text("DurationMs"),
                          entry.text("Success"),
                          entry.text("ResultCode"),
                          entry.text("AppRoleInstance"),
                          dimension(entry, dimensions, "Properties", kExecution)};
    return readRequest(request, sink);
  }
  return std::nullopt;
}

}  // namespace virga::simulator
