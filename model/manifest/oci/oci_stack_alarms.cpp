// Alarms of OCI Monitoring, with queries in its own language: docs.oracle.com/iaas/Content/Monitoring/Reference/mql.htm,
// November 2026; names of metrics: oci_metrics.cpp.
#include <algorithm>

#include <fmt/format.h>

#include "model/manifest/oci/oci_stack.h"
#include "model/manifest/terraform_name.h"

namespace virga::model {

namespace {

using terraform::Block;
using terraform::interpolated;
using terraform::text;

constexpr const char* kTopic = "alarm_topic_ocid";

// "5m", "2h", "1d": intervals of the language.
std::string intervalOf(Duration period) {
  const auto whole = [&](Duration unit) { return period.nanoseconds / unit.nanoseconds; };
  if (whole(days(1)) == 1) return "1d";
  if (whole(minutes(1)) > 60) return fmt::format("{}h", whole(hours(1)));
  return fmt::format("{}m", whole(minutes(1)));
}

struct OciQuery {
  const char* space;
  std::string expression;  // with ${…} for expressions of Terraform
};

// All time series of a metric, which are apart by dimension, put together in each period.
std::string together(const std::string& metric, Duration period, const std::string& dimensions, const char* statistic) {
  return fmt::format("{}[{}]{{{}}}.grouping().{}()", metric, intervalOf(period), dimensions, statistic);
}

std::string thatIs(const char* dimension, const std::string& value) { return fmt::format("{} = \"{}\"", dimension, value); }

std::string idOf(const char* type, const ComponentId& id) { return fmt::format("${{{}.{}.id}}", type, terraformName(id)); }

OciQuery ofFunction(const ComponentId& id, AlarmMetric metric, Duration period, const std::string& above) {
  const std::string own = thatIs("resourceId", idOf("oci_functions_function", id));
  const auto answers = [&](const char* kind) {
    return together("FunctionResponseCount", period, own + ", " + thatIs("responseType", kind), "sum");
  };
  if (metric == AlarmMetric::throttles) return {"oci_faas", answers("Throttled") + above};
  return {"oci_faas", answers("Error") + " / " + together("FunctionInvocationCount", period, own, "sum") + above};
}

OciQuery ofApi(const ComponentId& id, AlarmMetric metric, Duration period, const std::string& above) {
  const std::string own = thatIs("deploymentId", idOf("oci_apigateway_deployment", id));
  const auto answers = [&](const std::string& which) { return together("HttpResponses", period, own + which, "sum"); };
  if (metric == AlarmMetric::throttles) return {"oci_apigateway", answers(", " + thatIs("httpStatusCode", "429")) + above};
  return {"oci_apigateway", answers(", " + thatIs("httpStatusCategory", "5xx")) + " / " + answers("") + above};
}

OciQuery queryOf(const ExportedAlarm& exported) {
  const ComponentId& id = exported.component->id;
  const auto& kind = exported.component->kind;
  const auto& alarm = exported.alarm;
  const std::string above = fmt::format(" > {}", exported.threshold.value);
  if (std::holds_alternative<Function>(kind)) return ofFunction(id, alarm.metric, alarm.period, above);
  if (std::holds_alternative<HttpApi>(kind)) return ofApi(id, alarm.metric, alarm.period, above);
  if (std::holds_alternative<Queue>(kind)) {
    const std::string own = thatIs("resourceId", idOf("oci_queue_queue", id));
    if (alarm.metric == AlarmMetric::depth)
      return {"oci_queue",
              together("MessagesInQueueCount", alarm.period, own + ", " + thatIs("isVisible", "true"), "max") + above};
    constexpr double kMinute = 60;  // what the lag is told in
    return {"oci_queue",
            together("ConsumerLag", alarm.period, own, "max") + fmt::format(" > {}", exported.threshold.value / kMinute)};
  }
  if (std::holds_alternative<Stream>(kind))
    return {"oci_streaming", together("PutMessagesThrottling.Count", alarm.period,
                                      thatIs("resourceId", idOf("oci_streaming_stream", id)), "sum") +
                                 above};
  // Either, for a sum of the two would have no value where one has none.
  const std::string own = thatIs("tableName", fmt::format("${{oci_nosql_table.{}.name}}", terraformName(id)));
  return {"oci_nosql", together("ReadThrottleCount", alarm.period, own, "sum") + above + " || " +
                           together("WriteThrottleCount", alarm.period, own, "sum") + above};
}

}  // namespace

void addOciAlarms(OciStack& stack) {
  if (stack.plan.alarms.empty()) return;
  stack.project.add({kTopic, "OCID of the topic of Notifications that is told when an alarm goes off, and when it is over"});
  stack.formTypes[kTopic] = "string";
  for (const ExportedAlarm& exported : stack.plan.alarms) {
    const Alarm& alarm = exported.alarm;
    std::string metric(nameOf(alarm.metric));
    std::replace(metric.begin(), metric.end(), '-', '_');
    const OciQuery query = queryOf(exported);
    Block& block = stack.inCompartment("alarms", "oci_monitoring_alarm", terraformName(alarm.on.id) + "_" + metric);
    block.set("display_name", text(fmt::format("{}-{}", stack.plan.names.full(alarm.on.id), nameOf(alarm.metric))));
    block.set("body", text(exported.text()));
    block.set("destinations", fmt::format("[var.{}]", kTopic));
    block.set("is_enabled", "true");
    block.set("message_format", text("ONS_OPTIMIZED"));
    block.set("metric_compartment_id", "var.compartment_ocid");
    block.set("namespace", text(query.space));
    block.set("query", interpolated(query.expression));
    block.set("resolution", text("1m"));
    // So long it must be above; a minute is the least.
    const Duration pending = alarm.of == 1 ? minutes(1) : alarm.period * alarm.of;
    block.set("pending_duration", text(fmt::format("PT{}M", pending.nanoseconds / minutes(1).nanoseconds)));
    block.set("severity", text("WARNING"));
    stack.tag(block, alarm.on.id);
  }
}

}  // namespace virga::model
