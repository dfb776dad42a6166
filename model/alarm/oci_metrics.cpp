#include "model/alarm/watched_metrics.h"

namespace virga::model {

// Oracle Cloud Infrastructure documentation, November 2026: "Function Metrics" (oci_faas), "API Gateway Metrics"
// (oci_apigateway), "Queue Metrics" (oci_queue), "Streaming Metrics Reference" (oci_streaming), "Oracle NoSQL Database
// Metrics" (oci_nosql).
Unwatched whyUnwatchedOnOci(const Component& component, AlarmMetric metric) {
  using enum AlarmMetric;
  constexpr const char* kNoPercentile =
      "OCI doesn't tell whether each request is a point of the metric, as a percentile of requests would need";
  if (as<Function>(component)) {
    if (metric == latencyP99) return "OCI Functions times executions, not what callers wait";
    if (metric == durationP99) return kNoPercentile;
    if (metric == concurrency) return "OCI Functions tells the memory of concurrent executions, not how many there are";
    return std::nullopt;
  }
  if (as<HttpApi>(component)) return metric == latencyP99 ? Unwatched(kNoPercentile) : std::nullopt;
  if (as<Queue>(component)) return metric == deadLetters ? Unwatched(noMetric("OCI Queue")) : std::nullopt;
  if (as<Stream>(component)) return metric == throttles ? std::nullopt : Unwatched(noMetric("OCI Streaming"));
  if (as<NosqlDb>(component))
    return metric == throttles ? std::nullopt : Unwatched("metrics of Oracle NoSQL tell neither shares nor percentiles");
  return noAlarmsOn(component);
}

}  // namespace virga::model
