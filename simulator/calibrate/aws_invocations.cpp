#include "simulator/calibrate/aws_invocations.h"

#include <cmath>

namespace virga::simulator {

namespace {

constexpr double kNsPerMs = 1e6;

// Streams of JSON logs are named "2026/10/08/NAME[VERSION]ID", those of text logs "2026/10/08/[VERSION]ID".
std::string_view functionOfStream(std::string_view stream) {
  const auto end = stream.find('[');
  if (end == std::string_view::npos || end == 0) return {};
  const auto slash = stream.rfind('/', end);
  if (slash == std::string_view::npos || slash + 1 == end) return {};
  return stream.substr(slash + 1, end - slash - 1);
}

void note(std::string& known, std::string_view name, bool& several) {
  if (name.empty() || known == name) return;
  several = !known.empty();
  known = name;
}

}  // namespace

std::string_view functionOfArn(std::string_view arn) {
  constexpr std::string_view kMark = ":function:";
  const auto at = arn.find(kMark);
  if (at == std::string_view::npos) return {};
  const auto name = arn.substr(at + kMark.size());
  return name.substr(0, name.find(':'));
}

std::string_view functionOfLogGroup(std::string_view group) {
  constexpr std::string_view kMark = "/aws/lambda/";
  const auto at = group.find(kMark);  // "123456789012:/aws/lambda/NAME" names an account before it
  if (at == std::string_view::npos) return {};
  const auto name = group.substr(at + kMark.size());
  return name.substr(0, name.find(':'));
}

void AwsInvocations::environmentStarts(const LineOrigin& origin, std::string_view function, std::string_view instance,
                                       bool isProvisioned) {
  auto& environment = environments_[origin.instance];
  note(environment.function, function, environment.severalFunctions);
  note(environment.instance, instance, environment.severalInstances);
  environment.justStarted = true;
  environment.isProvisioned = isProvisioned;
}

void AwsInvocations::starts(std::string_view id, const LineOrigin& origin, std::string_view function) {
  auto& open = open_[id];
  open = {origin.stamp, std::string(function.empty() ? origin.function : function)};
  auto* environment = environments_.find(origin.instance);
  if (environment == nullptr) return;
  open.afterInit = environment->justStarted;
  open.isProvisioned = environment->justStarted && environment->isProvisioned;
  environment->justStarted = false;
}

void AwsInvocations::ends(std::string_view id, InvocationOutcome outcome) {
  if (Open* open = open_.find(id)) {
    open->outcome = outcome;
  } else {
    held_.learn(id, outcome);
  }
}

void AwsInvocations::isKilled(std::string_view id) {
  if (Open* open = open_.find(id)) open->isKilled = true;
}

void AwsInvocations::reports(std::string_view id, const LineOrigin& origin, InvocationRecord record) {
  Open start;
  if (Open* open = open_.find(id)) {
    start = std::move(*open);
    open_.erase(id);
  }
  const auto* environment = environments_.find(origin.instance);
  record.function = !start.function.empty() ? std::string_view(start.function) : origin.function;
  if (record.function.empty() && environment != nullptr && !environment->severalFunctions)
    record.function = environment->function;
  if (record.function.empty()) record.function = functionOfStream(origin.instance);
  record.instance = origin.instance;
  if (record.instance.empty() && environment != nullptr && !environment->severalInstances)
    record.instance = environment->instance;

  const auto stamp = start.start ? start.start : origin.stamp;
  if (stamp) {
    record.withoutDate = stamp->withoutDate;
    record.startedNs = stamp->ns;
    // A report is written at the end.
    if (!start.start) *record.startedNs -= std::llround(record.durationMs.value_or(0) * kNsPerMs);
  }
  if (start.isProvisioned) record.initMs.reset();  // nobody waited for it
  if (!record.isColdStart)
    record.isColdStart = record.initMs || record.restoreMs || (start.afterInit && !start.isProvisioned);
  if (record.outcome == InvocationOutcome::unknown) record.outcome = start.outcome;
  const bool fillsMemory = record.memorySizeMib && record.maxMemoryMib && *record.maxMemoryMib >= *record.memorySizeMib;
  if (record.outcome == InvocationOutcome::unknown && start.isKilled)
    record.outcome = fillsMemory ? InvocationOutcome::outOfMemory : InvocationOutcome::failed;
  held_.add(id, record);
}

}  // namespace virga::simulator
