// Alarms and dashboards of CloudWatch.
#include "model/manifest/terraform/aws/aws_special.h"

namespace virga::model::terraform {

namespace {

Expression dimensionsOf(const AwsConfiguration& aws, const Tree& dimensions) {
  Expression map = object();
  for (const Tree& dimension : dimensions)
    map.with(dimension.at("Name").get<std::string>(), aws.value(dimension.at("Value")));
  return map;
}

void addQuery(const AwsConfiguration& aws, Block& alarm, const Tree& query) {
  Block& block = alarm.block("metric_query");
  aws.copy(block, "id", query, "Id");
  aws.copy(block, "expression", query, "Expression");
  if (query.contains("Expression")) block.set("label", text("watched"));
  aws.copy(block, "return_data", query, "ReturnData");
  if (!query.contains("MetricStat")) return;
  const Tree& statistic = query.at("MetricStat");
  const Tree& watched = statistic.at("Metric");
  Block& metric = block.block("metric");
  aws.copy(metric, "namespace", watched, "Namespace");
  aws.copy(metric, "metric_name", watched, "MetricName");
  metric.set("dimensions", dimensionsOf(aws, watched.at("Dimensions")));
  aws.copy(metric, "period", statistic, "Period");
  aws.copy(metric, "stat", statistic, "Stat");
}

// References of the body stand in its texts; here they become expressions.
Tree substitutedTexts(const Tree& body) {
  if (body.is_string()) {
    const auto& text = body.get_ref<const std::string&>();
    return text.find("${") == std::string::npos ? body : sub(text);
  }
  Tree changed = body;
  if (changed.is_structured())
    for (Tree& part : changed) part = substitutedTexts(part);
  return changed;
}

void addDashboard(AwsConfiguration& aws, const std::string& id, const Tree& properties) {
  Block& dashboard = aws.add("alarms", "aws_cloudwatch_dashboard", aws.name(id));
  dashboard.set("dashboard_name", aws.physicalName(id, 255));
  const Tree body = Tree::parse(properties.at("DashboardBody").at("Fn::Sub").get<std::string>());
  dashboard.set("dashboard_body", jsonEncoded(aws.value(substitutedTexts(body))));
}

}  // namespace

bool addAlarmResource(AwsConfiguration& aws, const std::string& id, const Tree& resource) {
  const Tree& properties = resource.at("Properties");
  if (resource.at("Type") == "AWS::CloudWatch::Dashboard") {
    addDashboard(aws, id, properties);
    return true;
  }
  if (resource.at("Type") != "AWS::CloudWatch::Alarm") return false;
  Block& alarm = aws.add("alarms", "aws_cloudwatch_metric_alarm", aws.name(id));
  alarm.set("alarm_name", aws.physicalName(id, 255));
  aws.copy(alarm, "alarm_description", properties, "AlarmDescription");
  aws.copy(alarm, "comparison_operator", properties, "ComparisonOperator");
  aws.copy(alarm, "threshold", properties, "Threshold");
  aws.copy(alarm, "evaluation_periods", properties, "EvaluationPeriods");
  aws.copy(alarm, "datapoints_to_alarm", properties, "DatapointsToAlarm");
  aws.copy(alarm, "treat_missing_data", properties, "TreatMissingData");
  aws.copy(alarm, "alarm_actions", properties, "AlarmActions");
  aws.copy(alarm, "ok_actions", properties, "OKActions");
  aws.copy(alarm, "namespace", properties, "Namespace");
  aws.copy(alarm, "metric_name", properties, "MetricName");
  if (properties.contains("Dimensions")) alarm.set("dimensions", dimensionsOf(aws, properties.at("Dimensions")));
  aws.copy(alarm, "period", properties, "Period");
  aws.copy(alarm, "statistic", properties, "Statistic");
  aws.copy(alarm, "extended_statistic", properties, "ExtendedStatistic");
  if (properties.contains("Metrics"))
    for (const Tree& query : properties.at("Metrics")) addQuery(aws, alarm, query);
  return true;
}

}  // namespace virga::model::terraform
