#include "model/alarm/alarm_platform.h"

#include <variant>

#include <fmt/format.h>

#include "model/architecture/architecture.h"

// What the platforms' own metrics tell, as far as the exports write alarms on them.
namespace virga::model {
namespace {

template <class Kind>
const Kind* as(const Component& component) {
  return std::get_if<Kind>(&component.kind);
}

std::string noMetric(std::string_view service) { return fmt::format("{} has no metric of that", service); }

// Amazon CloudWatch, AWS documentation, November 2026: "Types of metrics for Lambda functions", "HTTP API metrics and
// dimensions", "Monitor WebSocket API execution with CloudWatch metrics", "Available CloudWatch metrics for Amazon SQS",
// "Monitoring Amazon Kinesis Data Streams", "DynamoDB metrics and dimensions", "Monitoring Step Functions metrics using
// CloudWatch".
std::optional<std::string> ofAws(const Component& component, AlarmMetric metric) {
  using enum AlarmMetric;
  if (as<Function>(component))
    return metric == latencyP99 ? std::optional<std::string>(
                                      "Lambda doesn't measure what callers wait; duration-p99 is the "
                                      "execution alone")
                                : std::nullopt;
  if (as<HttpApi>(component))
    return metric == throttles ? std::optional<std::string>("API Gateway counts refusals among all answers of 400 to 499")
                               : std::nullopt;
  if (as<WebsocketApi>(component)) {
    if (metric == throttles) return "API Gateway counts refusals among all client errors";
    if (metric == latencyP99) return "API Gateway measures a WebSocket API's integrations only";
    return std::nullopt;
  }
  if (const auto* queue = as<Queue>(component)) {
    if (metric == deadLetters && !queue->deadLetter) return "the queue has no dead-letter queue";
    return std::nullopt;
  }
  if (as<Stream>(component)) {
    if (metric == depth) return noMetric("Kinesis");
    if (metric == deadLetters) return "Lambda counts nothing that it gives up of a stream";
    return std::nullopt;
  }
  if (as<NosqlDb>(component))
    return metric == throttles ? std::nullopt
                               : std::optional<std::string>("DynamoDB tells errors and latency of each operation only");
  if (as<Workflow>(component)) {
    if (metric == throttles) return "Step Functions counts throttled transitions, not executions refused";
    if (metric == concurrency) return noMetric("Step Functions");
    return std::nullopt;
  }
  return fmt::format("the exports write no alarms on a component of the kind {}", kindName(component.kind));
}

}  // namespace

std::optional<std::string> whyUnwatched(std::string_view provider, const Component& component, AlarmMetric metric) {
  if (provider == "aws") return ofAws(component, metric);
  return "the export for this provider writes no alarms";
}

std::optional<std::string> whyPeriodUnfit(std::string_view provider, const Alarm& alarm) {
  const auto whole = [&](Duration step) { return alarm.period.nanoseconds % step.nanoseconds == 0; };
  if (provider == "aws") {
    // PutMetricAlarm, Amazon CloudWatch API Reference: shorter periods are for metrics of high resolution, which those of
    // AWS's services aren't; the periods of an alarm come to a day at most, or to a week from periods of an hour on.
    if (!whole(minutes(1))) return "CloudWatch takes periods of whole minutes";
    const auto most = alarm.period >= hours(1) ? days(7) : days(1);
    if (alarm.period * alarm.of > most)
      return fmt::format("CloudWatch looks back {} at most, and {} periods of {} are more", toText(most), alarm.of,
                         toText(alarm.period));
  }
  return std::nullopt;
}

bool countsDatapoints(std::string_view provider) { return provider == "aws"; }

}  // namespace virga::model
