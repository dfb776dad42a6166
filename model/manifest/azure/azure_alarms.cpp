// Alerts of Azure Monitor: on what the function apps and API Management write to Application Insights, and on metrics of
// Event Hubs and Cosmos DB. (learn.microsoft.com/azure/azure-monitor/alerts/alerts-create-log-alert-rule, 2025-07; names of
// metrics: azure_metrics.cpp.)
#include <algorithm>
#include <cmath>
#include <map>

#include <fmt/format.h>

#include "model/alarm/watched_metrics.h"
#include "model/manifest/azure/azure_queries.h"
#include "model/manifest/azure/azure_template.h"

namespace virga::model {

namespace {

constexpr const char* kGroup = "alertActionGroupId";
constexpr int kSeverity = 2;  // warning, of 0 (critical) to 4 (verbose)
constexpr double kMilliseconds = 1000;

// "PT5M", "PT1H", "P1D": of the periods that alerts take.
std::string isoPeriod(Duration period) {
  const auto whole = [&](Duration unit) { return period.nanoseconds / unit.nanoseconds; };
  if (whole(days(1)) > 0) return fmt::format("P{}D", whole(days(1)));
  if (whole(hours(1)) > 0) return fmt::format("PT{}H", whole(hours(1)));
  return fmt::format("PT{}M", whole(minutes(1)));
}

}  // namespace

// API Management writes nothing to Application Insights by itself.
void AzureTemplateWriter::logsOf(const ComponentId& api) {
  const std::string service = uniqueName(name(api));
  const std::string logger =
      main_.add({"Microsoft.ApiManagement/service/loggers",
                 azure_version::gateway,
                 {service, "'insights'"},
                 {{"properties",
                   {{"loggerType", "applicationInsights"},
                    {"resourceId", armValue(azure_id::insights())},
                    {"credentials",
                     {{"instrumentationKey", fmt::format("[reference({}, '{}').InstrumentationKey]", azure_id::insights(),
                                                         azure_version::insights)}}}}}},
                 {armId("Microsoft.ApiManagement/service", {service}), azure_id::insights()}});
  main_.add({"Microsoft.ApiManagement/service/diagnostics",
             azure_version::gateway,
             {service, "'applicationinsights'"},
             {{"properties",
               {{"alwaysLog", "allErrors"},
                {"loggerId", armValue(logger)},
                {"sampling", {{"samplingType", "fixed"}, {"percentage", 100}}}}}},
             {logger}});
}

nlohmann::ordered_json AzureTemplateWriter::metricCriteria(const ExportedAlarm& exported) const {
  const ComponentId& id = exported.component->id;
  const auto dimension = [](const char* key, const std::string& value) {
    return Json{{"name", key}, {"operator", "Include"}, {"values", Json::array({value})}};
  };
  Json criterion = {{"name", "watched"}, {"criterionType", "StaticThresholdCriterion"}};
  if (std::holds_alternative<Stream>(exported.component->kind)) {
    criterion["metricNamespace"] = "Microsoft.EventHub/namespaces";
    criterion["metricName"] = "ThrottledRequests";
    criterion["timeAggregation"] = "Total";
    criterion["dimensions"] = Json::array({dimension("EntityName", name(id))});
  } else {
    criterion["metricNamespace"] = "Microsoft.DocumentDB/databaseAccounts";
    criterion["metricName"] = "TotalRequests";
    criterion["timeAggregation"] = "Count";
    criterion["dimensions"] = Json::array(
        {dimension("DatabaseName", "data"), dimension("CollectionName", name(id)), dimension("StatusCode", "429")});
  }
  criterion["operator"] = "GreaterThan";
  criterion["threshold"] = static_cast<std::int64_t>(exported.threshold.value);
  return {{"odata.type", "Microsoft.Azure.Monitor.SingleResourceMultipleMetricCriteria"},
          {"allOf", Json::array({criterion})}};
}

void AzureTemplateWriter::metricAlarm(const ExportedAlarm& exported, const std::string& rule) {
  const Alarm& alarm = exported.alarm;
  const bool stream = std::holds_alternative<Stream>(exported.component->kind);
  const std::string scope = stream ? azure_id::streams() : azure_id::tablesAccount();
  main_.add({"Microsoft.Insights/metricAlerts",
             azure_version::metricAlerts,
             {armText(rule)},
             {{"location", "global"},
              {"tags", kAzureTags},
              {"properties",
               {{"description", armPlain(exported.text())},
                {"severity", kSeverity},
                {"enabled", true},
                {"scopes", Json::array({armValue(scope)})},
                // The longest pause is an hour.
                {"evaluationFrequency", isoPeriod(std::min(alarm.period, hours(1)))},
                {"windowSize", isoPeriod(alarm.period)},
                {"criteria", metricCriteria(exported)},
                {"autoMitigate", true},
                {"actions", Json::array({{{"actionGroupId", fmt::format("[parameters('{}')]", kGroup)}}})}}}},
             {scope}});
}

void AzureTemplateWriter::logAlarm(const ExportedAlarm& exported, const std::string& rule) {
  const Alarm& alarm = exported.alarm;
  const double value = exported.threshold.value;
  Json criterion = {
      {"query", watchedQuery(exported)},
      {"timeAggregation", "Maximum"},  // of the one value in a period
      {"metricMeasureColumn", "watched"},
      {"operator", "GreaterThan"},
      {"threshold", exported.threshold.unit == AlarmUnit::time ? value * kMilliseconds : value},
      {"failingPeriods", {{"numberOfEvaluationPeriods", alarm.of}, {"minFailingPeriodsToAlert", alarm.datapoints}}}};
  // A number that is whole is written as such.
  if (const double threshold = criterion["threshold"]; threshold == std::floor(threshold))
    criterion["threshold"] = static_cast<std::int64_t>(threshold);
  main_.add({"Microsoft.Insights/scheduledQueryRules",
             azure_version::logAlerts,
             {armText(rule)},
             {{"location", kAzureLocation},
              {"tags", kAzureTags},
              {"properties",
               {{"displayName", rule},
                {"description", armPlain(exported.text())},
                {"severity", kSeverity},
                {"enabled", true},
                {"scopes", Json::array({armValue(azure_id::insights())})},
                {"evaluationFrequency", isoPeriod(alarm.period)},
                {"windowSize", isoPeriod(alarm.period)},
                {"criteria", {{"allOf", Json::array({criterion})}}},
                {"autoMitigate", true},
                {"actions", {{"actionGroups", Json::array({fmt::format("[parameters('{}')]", kGroup)})}}}}}},
             {azure_id::insights()}});
}

std::string AzureTemplateWriter::watchedQuery(const ExportedAlarm& exported) const {
  const ComponentId& id = exported.component->id;
  const Duration period = exported.alarm.period;
  if (std::holds_alternative<HttpApi>(exported.component->kind))
    return azure_query::ofApi(siteName(id), exported.alarm.metric, period);
  if (std::holds_alternative<Queue>(exported.component->kind)) return azure_query::givenUp(name(id), period);
  return azure_query::ofFunction(siteName(id), exported.alarm.metric, period);
}

void AzureTemplateWriter::alarms() {
  if (plan_.alarms.empty()) return;
  main_.parameter(kGroup, "string",
                  "Resource id of the action group that is told when an alarm goes off, and when it is over");
  std::map<std::string, int> taken;
  for (const ExportedAlarm& exported : plan_.alarms) {
    const ComponentId& id = exported.component->id;
    std::string rule = fmt::format("{}-{}", name(id), nameOf(exported.alarm.metric));
    if (const int number = ++taken[rule]; number > 1) rule += fmt::format("-{}", number);
    if (std::holds_alternative<HttpApi>(exported.component->kind)) logsOf(id);
    if (isMetricOfAzure(*exported.component))
      metricAlarm(exported, rule);
    else
      logAlarm(exported, rule);
  }
  workbook();
}

}  // namespace virga::model
