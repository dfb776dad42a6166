#include "model/alarm/watched_metrics.h"

namespace virga::model {

// Azure Monitor, Microsoft Learn, July 2026: "Supported metrics for Microsoft.ApiManagement/service", for
// Microsoft.EventHub/Namespaces, for Microsoft.DocumentDB/DatabaseAccounts, "Azure Queue Storage monitoring data reference",
// and "Monitor executions in Azure Functions" for what the host writes to Application Insights.
Unwatched whyUnwatchedOnAzure(const Component& component, AlarmMetric metric) {
  using enum AlarmMetric;
  if (as<Function>(component)) {
    if (metric == latencyP99)
      return "Application Insights times an execution, not what callers wait; duration-p99 is the execution";
    if (metric == throttles) return "the host of Azure Functions counts no refusals";
    if (metric == concurrency) return "Azure Functions counts instances, not executions at once";
    return std::nullopt;
  }
  if (as<HttpApi>(component)) return std::nullopt;
  if (as<WebsocketApi>(component)) return noMetric("Web PubSub");
  if (const auto* queue = as<Queue>(component)) {
    if (metric == depth) return "Azure Storage counts the messages of all queues of an account, once an hour";
    if (metric == age) return noMetric("Azure Queue Storage");
    if (!queue->deadLetter || queue->consumers.empty()) return "the queue has no dead-letter queue";
    return std::nullopt;
  }
  if (as<Stream>(component)) {
    if (metric == depth || metric == age) return "Event Hubs doesn't know how far its readers have come";
    if (metric == deadLetters) return "the host of Azure Functions counts nothing that it gives up of a stream";
    return std::nullopt;
  }
  if (as<NosqlDb>(component))
    return metric == throttles ? std::nullopt
                               : Unwatched("metric alerts of Azure Monitor compare neither shares nor percentiles");
  if (as<Workflow>(component))
    return "Application Insights tells a workflow's activities and turns, not its executions as a whole";
  return noAlarmsOn(component);
}

bool isMetricOfAzure(const Component& component) { return as<Stream>(component) || as<NosqlDb>(component); }

}  // namespace virga::model
