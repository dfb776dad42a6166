#include "model/alarm/watched_metrics.h"

namespace virga::model {

// Google Cloud, "Google Cloud metrics" (run, cloudfunctions, apigateway, pubsub, workflows), November 2026. Cloud Run's
// request_count leaves out what reaches no instance, as refusals do; Pub/Sub's num_undelivered_messages also counts what is
// being worked on.
Unwatched whyUnwatchedOnGoogle(const Component& component, AlarmMetric metric) {
  using enum AlarmMetric;
  if (as<Function>(component) || as<ContainerService>(component)) {
    if (metric == throttles) return "Cloud Run counts no requests that it refuses";
    if (metric == concurrency) return "Cloud Run counts the most requests in one instance, not all at once";
    return std::nullopt;
  }
  if (as<HttpApi>(component)) {
    if (metric == throttles) return "API Gateway counts refusals among all answers of 400 to 499";
    if (metric == latencyP99) return noMetric("API Gateway");
    return std::nullopt;
  }
  if (const auto* queue = as<Queue>(component)) {
    // Where nobody works, all wait.
    if (metric == depth && !queue->consumers.empty())
      return "Pub/Sub counts the messages that are being worked on among those that wait";
    if (metric == deadLetters && !queue->deadLetter) return "the queue has no dead-letter queue";
    return std::nullopt;
  }
  if (const auto* stream = as<Stream>(component)) {
    if (metric == throttles) return "Pub/Sub counts refusals for the project, not for a topic";
    if (metric == depth) return "Pub/Sub counts the messages that are being worked on among those that wait";
    if (stream->consumers.empty()) return "the stream has no consumer";
    if (metric == deadLetters)
      for (const auto& consumer : stream->consumers)
        if (!consumer.onFailure) return "Pub/Sub gives nothing up where there is no queue for what failed";
    return std::nullopt;
  }
  if (as<Workflow>(component)) {
    if (metric == errorShare) return std::nullopt;
    return noMetric("Workflows");
  }
  return noAlarmsOn(component);
}

}  // namespace virga::model
