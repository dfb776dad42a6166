#include "model/alarm/watched_metrics.h"

namespace virga::model {

// Knative Serving 1.19 and later, metrics of the queue proxy beside each function ("Service metrics", knative.dev, 2026).
Unwatched whyUnwatchedOnKnative(const Component& component, AlarmMetric metric) {
  using enum AlarmMetric;
  if (as<Function>(component) || as<ContainerService>(component)) {
    if (metric == errorShare || metric == durationP99) return std::nullopt;
    if (metric == latencyP99)
      return "the queue proxy doesn't see what callers wait before it; duration-p99 is the execution";
    return noMetric("the queue proxy of Knative");
  }
  if (as<Queue>(component) || as<Stream>(component))
    return "how far a consumer of Kafka has come is told by an exporter apart";
  return noAlarmsOn(component);
}

}  // namespace virga::model
