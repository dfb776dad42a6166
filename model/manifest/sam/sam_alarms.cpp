// Alarms on CloudWatch's metrics of the services. Names and units: AWS documentation, November 2026, "Types of metrics for
// Lambda functions", "HTTP API metrics and dimensions" (API Gateway), "Monitor WebSocket API execution with CloudWatch
// metrics", "Available CloudWatch metrics for Amazon SQS", "Monitoring the Amazon Kinesis Data Streams Service with Amazon
// CloudWatch", "DynamoDB metrics and dimensions", "Monitoring Step Functions metrics using Amazon CloudWatch".
#include "model/manifest/sam/sam_alarms.h"

#include <fmt/format.h>

#include "model/alarm/alarm_metric.h"
#include "model/alarm/exported_alarms.h"

namespace virga::model {

namespace {

// Metrics of one resource and what the alarm compares: the only one, or `expression` of m1, m2, ….
struct WatchedMetrics {
  const char* space;
  std::vector<const char*> names;
  const char* statistic;
  std::vector<std::pair<const char*, Tree>> dimensions;
  const char* expression = "";
  double perSecond = 1;  // units of a time in a second
};

constexpr double kMilliseconds = 1000;

WatchedMetrics ofFunction(AlarmMetric metric, const Tree& name) {
  WatchedMetrics watched{"AWS/Lambda", {"Throttles"}, "Sum", {{"FunctionName", name}}};
  if (metric == AlarmMetric::errorShare) {
    watched.names = {"Errors", "Invocations"};
    watched.expression = "m1 / m2";
  } else if (metric == AlarmMetric::durationP99) {
    watched.names = {"Duration"};
    watched.statistic = "p99";
    watched.perSecond = kMilliseconds;
  } else if (metric == AlarmMetric::concurrency) {
    watched.names = {"ConcurrentExecutions"};
    watched.statistic = "Maximum";
  }
  return watched;
}

WatchedMetrics ofApi(AlarmMetric metric, const Tree& id) {
  if (metric == AlarmMetric::latencyP99) return {"AWS/ApiGateway", {"Latency"}, "p99", {{"ApiId", id}}, "", kMilliseconds};
  return {"AWS/ApiGateway", {"5xx", "Count"}, "Sum", {{"ApiId", id}}, "m1 / m2"};
}

WatchedMetrics ofWorkflow(AlarmMetric metric, const Tree& arn) {
  if (metric == AlarmMetric::durationP99)
    return {"AWS/States", {"ExecutionTime"}, "p99", {{"StateMachineArn", arn}}, "", kMilliseconds};
  return {"AWS/States",
          {"ExecutionsFailed", "ExecutionsTimedOut", "ExecutionsStarted"},
          "Sum",
          {{"StateMachineArn", arn}},
          "(m1 + m2) / m3"};
}

// A message that the queue's redrive moves isn't counted as sent to the dead-letter queue, so what lies there is watched
// (SQS Developer Guide, "Available CloudWatch metrics").
WatchedMetrics ofQueue(const SamContext& sam, const ComponentId& id, const Queue& queue, AlarmMetric metric) {
  const ComponentId& watched = metric == AlarmMetric::deadLetters ? queue.deadLetter->id : id;
  const char* name = metric == AlarmMetric::age ? "ApproximateAgeOfOldestMessage" : "ApproximateNumberOfMessagesVisible";
  return {"AWS/SQS", {name}, "Maximum", {{"QueueName", getAtt(sam.ids.of(watched), "QueueName")}}};
}

// Of what whyUnwatched lets through.
WatchedMetrics metricsOf(const SamContext& sam, const Component& component, AlarmMetric metric) {
  const Tree reference = refTo(sam.ids.of(component.id));
  if (std::holds_alternative<Function>(component.kind)) return ofFunction(metric, reference);
  if (std::holds_alternative<HttpApi>(component.kind)) return ofApi(metric, reference);
  if (std::holds_alternative<WebsocketApi>(component.kind))
    return {"AWS/ApiGateway",
            {"IntegrationError", "ExecutionError", "MessageCount"},
            "Sum",
            {{"ApiId", reference}},
            "(m1 + m2) / m3"};
  if (std::holds_alternative<Workflow>(component.kind)) return ofWorkflow(metric, reference);
  if (const auto* queue = std::get_if<Queue>(&component.kind)) return ofQueue(sam, component.id, *queue, metric);
  if (std::holds_alternative<Stream>(component.kind)) {
    if (metric == AlarmMetric::throttles)
      return {"AWS/Kinesis", {"WriteProvisionedThroughputExceeded"}, "Sum", {{"StreamName", reference}}};
    return {"AWS/Kinesis", {"GetRecords.IteratorAgeMilliseconds"}, "Maximum", {{"StreamName", reference}}, "",
            kMilliseconds};
  }
  return {"AWS/DynamoDB",
          {"ReadThrottleEvents", "WriteThrottleEvents"},
          "Sum",
          {{"TableName", reference}},
          "FILL(m1, 0) + FILL(m2, 0)"};
}

Tree dimensionsOf(const WatchedMetrics& watched) {
  Tree dimensions = Tree::array();
  for (const auto& [name, value] : watched.dimensions) dimensions.push_back({{"Name", name}, {"Value", value}});
  return dimensions;
}

void setMetrics(Tree& properties, const WatchedMetrics& watched, std::int64_t period) {
  if (watched.names.size() == 1) {
    properties["Namespace"] = watched.space;
    properties["MetricName"] = watched.names.front();
    properties["Dimensions"] = dimensionsOf(watched);
    properties["Period"] = period;
    const std::string statistic = watched.statistic;
    properties[statistic.front() == 'p' ? "ExtendedStatistic" : "Statistic"] = statistic;
    return;
  }
  Tree metrics = Tree::array();
  metrics.push_back({{"Id", "watched"}, {"Expression", watched.expression}, {"ReturnData", true}});
  for (std::size_t i = 0; i < watched.names.size(); ++i) {
    Tree metric = Tree::object();
    metric["Namespace"] = watched.space;
    metric["MetricName"] = watched.names[i];
    metric["Dimensions"] = dimensionsOf(watched);
    Tree statistic = Tree::object();
    statistic["Metric"] = metric;
    statistic["Period"] = period;
    statistic["Stat"] = watched.statistic;
    metrics.push_back({{"Id", fmt::format("m{}", i + 1)}, {"MetricStat", statistic}, {"ReturnData", false}});
  }
  properties["Metrics"] = metrics;
}

std::string addAlarm(SamContext& sam, const ExportedAlarm& exported, const std::string& topic) {
  const Alarm& alarm = exported.alarm;
  const Component& component = *exported.component;
  const auto watched = metricsOf(sam, component, alarm.metric);
  Tree resource = Tree::object();
  resource["Type"] = "AWS::CloudWatch::Alarm";
  Tree& properties = resource["Properties"];
  properties["AlarmDescription"] = shortened(exported.text(), 1024);
  properties["ComparisonOperator"] = "GreaterThanThreshold";
  const double value = exported.threshold.value;
  properties["Threshold"] = exported.threshold.unit == AlarmUnit::time ? value * watched.perSecond : value;
  properties["EvaluationPeriods"] = alarm.of;
  properties["DatapointsToAlarm"] = alarm.datapoints;
  properties["TreatMissingData"] = "notBreaching";  // where nothing happens nothing goes wrong
  properties["AlarmActions"] = Tree::array({refTo(topic)});
  properties["OKActions"] = Tree::array({refTo(topic)});
  setMetrics(properties, watched, wholeSeconds(alarm.period));
  const std::string id = sam.ids.take(sam.ids.of(component.id) + camelName(std::string(nameOf(alarm.metric))) + "Alarm");
  sam.resources[id] = resource;
  return id;
}

}  // namespace

void addAlarms(SamContext& sam) {
  const auto alarms = exportedAlarms(sam.architecture, "aws", sam.notes);
  if (alarms.empty()) return;
  const std::string topic = sam.ids.take("AlarmTopicArn");
  sam.parameters[topic] = {{"Type", "String"},
                           {"Description", "ARN of the SNS topic that is told when an alarm goes off, and when it is over"},
                           {"AllowedPattern", "^arn:[a-z-]+:sns:[a-z0-9-]+:[0-9]{12}:[A-Za-z0-9_-]{1,256}$"},
                           {"ConstraintDescription", "must be the ARN of a topic"}};
  std::vector<std::string> added;
  for (const ExportedAlarm& alarm : alarms) added.push_back(addAlarm(sam, alarm, topic));
  addDashboard(sam, added);
}

std::string notIncluded(const Architecture& architecture) {
  return architecture.alarms.empty() ? "Alarms, dashboards, domains and WAF" : "Domains and WAF";
}

}  // namespace virga::model
