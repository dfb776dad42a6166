#include "model/alarm/watched_metrics.h"

namespace virga::model {

// Amazon CloudWatch, AWS documentation, November 2026: "Types of metrics for Lambda functions", "HTTP API metrics and
// dimensions", "Monitor WebSocket API execution with CloudWatch metrics", "Available CloudWatch metrics for Amazon SQS",
// "Monitoring Amazon Kinesis Data Streams", "DynamoDB metrics and dimensions", "Monitoring Step Functions metrics using
// CloudWatch".
Unwatched whyUnwatchedOnAws(const Component& component, AlarmMetric metric) {
  using enum AlarmMetric;
  if (as<Function>(component))
    return metric == latencyP99 ? Unwatched(
                                      "Lambda doesn't measure what callers wait; duration-p99 is the "
                                      "execution alone")
                                : std::nullopt;
  if (as<HttpApi>(component))
    return metric == throttles ? Unwatched("API Gateway counts refusals among all answers of 400 to 499") : std::nullopt;
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
    return metric == throttles ? std::nullopt : Unwatched("DynamoDB tells errors and latency of each operation only");
  if (as<Workflow>(component)) {
    if (metric == throttles) return "Step Functions counts throttled transitions, not executions refused";
    if (metric == concurrency) return noMetric("Step Functions");
    return std::nullopt;
  }
  return noAlarmsOn(component);
}

}  // namespace virga::model
