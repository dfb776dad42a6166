#include "model/manifest/google/google_metrics.h"

#include <algorithm>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "model/manifest/google/google_names.h"

namespace virga::model {

namespace {

constexpr double kMilliseconds = 1e3, kNanoseconds = 1e9;

bool isFirstGeneration(const GooglePlan& plan, const std::string& name) {
  return plan.firstGeneration && std::any_of(plan.functions.begin(), plan.functions.end(),
                                             [&](const GoogleFunction& function) { return function.name == name; });
}

// Functions of the 2nd generation are services of Cloud Run.
std::string ofService(const std::string& metric, const std::string& name) {
  return fmt::format(
      "resource.type = \"cloud_run_revision\" AND resource.labels.service_name = \"{}\" AND metric.type = "
      "\"run.googleapis.com/{}\"",
      name, metric);
}

std::string ofFirst(const std::string& metric, const std::string& name) {
  return fmt::format(
      "resource.type = \"cloud_function\" AND resource.labels.function_name = \"{}\" AND metric.type = "
      "\"cloudfunctions.googleapis.com/function/{}\"",
      name, metric);
}

const char* percentileReducer(const std::string& percentile) {
  return percentile == "50" ? "REDUCE_PERCENTILE_50" : "REDUCE_PERCENTILE_99";
}

// The subscriptions with the settings of a queue or stream.
std::string ofSubscriptions(const GooglePlan& plan, const ComponentId& id, const std::string& metric) {
  std::vector<std::string> names;
  for (const GoogleSubscription& subscription : plan.subscriptions)
    if (subscription.component == id) names.push_back(fmt::format("\"{}\"", subscription.name));
  return fmt::format(
      "resource.type = \"pubsub_subscription\" AND resource.labels.subscription_id = one_of({}) AND metric.type = "
      "\"pubsub.googleapis.com/subscription/{}\"",
      fmt::join(names, ", "), metric);
}

}  // namespace

GoogleMetric googleExecutions(const GooglePlan& plan, const std::string& name) {
  return {isFirstGeneration(plan, name) ? ofFirst("execution_count", name) : ofService("request_count", name)};
}

GoogleMetric googleErrors(const GooglePlan& plan, const std::string& name) {
  return {isFirstGeneration(plan, name)
              ? ofFirst("execution_count", name) + " AND metric.labels.status != \"ok\""
              : ofService("request_count", name) + " AND metric.labels.response_code_class = \"5xx\""};
}

// Distributions are merged before the percentile is taken. Cloud Run's are from when a request reaches the container.
GoogleMetric googleDurations(const GooglePlan& plan, const std::string& name, const char* percentile) {
  const bool first = isFirstGeneration(plan, name);
  GoogleMetric metric{first ? ofFirst("execution_times", name) : ofService("request_latencies", name)};
  metric.reducer = percentileReducer(percentile);
  metric.perSecond = first ? kNanoseconds : kMilliseconds;
  return metric;
}

GoogleMetric googleMetric(const GooglePlan& plan, const ExportedAlarm& exported) {
  const ComponentId& id = exported.component->id;
  const AlarmMetric metric = exported.alarm.metric;
  const auto& kind = exported.component->kind;
  if (std::holds_alternative<Queue>(kind) || std::holds_alternative<Stream>(kind)) {
    if (metric == AlarmMetric::deadLetters) return {ofSubscriptions(plan, id, "dead_letter_message_count")};
    const bool depth = metric == AlarmMetric::depth;
    GoogleMetric gauge{ofSubscriptions(plan, id, depth ? "num_undelivered_messages" : "oldest_unacked_message_age")};
    gauge.aligner = "ALIGN_MAX";
    gauge.reducer = depth ? "REDUCE_SUM" : "REDUCE_MAX";
    return gauge;
  }
  if (std::holds_alternative<HttpApi>(kind)) {
    const auto gateway = std::find_if(plan.gateways.begin(), plan.gateways.end(),
                                      [&](const GoogleGateway& candidate) { return candidate.component == id; });
    const std::string all = fmt::format(
        "resource.type = \"apigateway.googleapis.com/Gateway\" AND resource.labels.gateway_id = \"{}\" AND metric.type = "
        "\"apigateway.googleapis.com/proxy/request_count\"",
        gateway->name);
    return {all + " AND metric.labels.response_code_class = \"5xx\"", all};
  }
  if (std::holds_alternative<Workflow>(kind)) {
    const std::string all = fmt::format(
        "resource.type = \"workflows.googleapis.com/Workflow\" AND resource.labels.workflow_id = \"{}\" AND metric.type = "
        "\"workflows.googleapis.com/finished_execution_count\"",
        workflowName(id));
    return {all + " AND metric.labels.status = \"FAILED\"", all};
  }
  const std::string name = functionName(id);
  if (metric == AlarmMetric::errorShare) return {googleErrors(plan, name).filter, googleExecutions(plan, name).filter};
  if (metric == AlarmMetric::durationP99) return googleDurations(plan, name, "99");
  // From the edge of Google's network on, with the start of an instance; in beta in 2026.
  if (isFirstGeneration(plan, name)) return {};
  GoogleMetric latency{ofService("request_latency/e2e_latencies", name)};
  latency.reducer = percentileReducer("99");
  latency.perSecond = kMilliseconds;
  return latency;
}

}  // namespace virga::model
