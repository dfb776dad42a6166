// Alerting policies and a dashboard of Cloud Monitoring. (Registry documentation of hashicorp/google 6,
// google_monitoring_alert_policy; docs.cloud.google.com/monitoring/api/ref_v3/rest/v1/projects.dashboards, 2026.)
#include "model/manifest/google/google_alarms.h"

#include <algorithm>
#include <map>
#include <vector>

#include <fmt/format.h>

#include "model/manifest/google/google_metrics.h"
#include "model/manifest/terraform_name.h"

namespace virga::model {

namespace {

using terraform::Block;
using terraform::Expression;
using terraform::list;
using terraform::number;
using terraform::object;
using terraform::text;

constexpr const char* kChannel = "alarm_notification_channel";
constexpr int kColumns = 48, kWidth = 24, kHeight = 16;

std::string inSeconds(Duration time) { return fmt::format("{}s", time.nanoseconds / seconds(1).nanoseconds); }

Block& aggregate(Block& block, const char* name, const GoogleMetric& metric, Duration period) {
  return block.block(name)
      .set("alignment_period", text(inSeconds(period)))
      .set("per_series_aligner", text(metric.aligner))
      .set("cross_series_reducer", text(metric.reducer));
}

void addCondition(Block& policy, const ExportedAlarm& exported, const GoogleMetric& metric) {
  const Alarm& alarm = exported.alarm;
  const double value = exported.threshold.value;
  Block& conditions = policy.block("conditions");
  conditions.set("display_name", text(exported.text()));
  Block& threshold = conditions.block("condition_threshold");
  threshold.set("filter", text(metric.filter));
  if (!metric.whole.empty()) threshold.set("denominator_filter", text(metric.whole));
  threshold.set("comparison", text("COMPARISON_GT"));
  threshold.set("threshold_value", number(exported.threshold.unit == AlarmUnit::time ? value * metric.perSecond : value));
  // "No retest" takes one period; else so many one after the other ("Behavior of metric-based alerting policies",
  // docs.cloud.google.com/monitoring/alerts/concepts-indepth, 2026).
  threshold.set("duration", text(alarm.of == 1 ? "0s" : inSeconds(alarm.period * alarm.of)));
  if (alarm.of > 1) threshold.set("evaluation_missing_data", text("EVALUATION_MISSING_DATA_INACTIVE"));
  aggregate(threshold, "aggregations", metric, alarm.period);
  if (!metric.whole.empty()) aggregate(threshold, "denominator_aggregations", metric, alarm.period);
}

std::string policyName(const Alarm& alarm) {
  std::string metric(nameOf(alarm.metric));
  std::replace(metric.begin(), metric.end(), '-', '_');
  return terraformName(alarm.on.id) + "_" + metric;
}

struct Line {
  const char* title;
  GoogleMetric metric;
};

Expression chart(const std::string& title, const std::vector<Line>& lines) {
  std::vector<Expression> sets;
  for (const Line& line : lines) {
    Expression aggregation = object({{"alignmentPeriod", text("60s")},
                                     {"perSeriesAligner", text(line.metric.aligner)},
                                     {"crossSeriesReducer", text(line.metric.reducer)}});
    Expression filter = object({{"filter", text(line.metric.filter)}, {"aggregation", std::move(aggregation)}});
    Expression query = object({{"timeSeriesFilter", std::move(filter)}});
    sets.push_back(
        object({{"timeSeriesQuery", std::move(query)}, {"plotType", text("LINE")}, {"legendTemplate", text(line.title)}}));
  }
  return object({{"title", text(title)}, {"xyChart", object({{"dataSets", list(std::move(sets))}})}});
}

// In two columns.
Expression tiles(std::vector<Expression> widgets) {
  std::vector<Expression> placed;
  for (std::size_t i = 0; i < widgets.size(); ++i) {
    const auto place = static_cast<int>(i);
    placed.push_back(object({{"xPos", number(place % 2 * kWidth)},
                             {"yPos", number(place / 2 * kHeight)},
                             {"width", number(kWidth)},
                             {"height", number(kHeight)},
                             {"widget", std::move(widgets[i])}}));
  }
  return list(std::move(placed));
}

void addDashboard(const GooglePlan& plan, terraform::Project& project, const std::vector<std::string>& policies) {
  std::vector<Expression> widgets;
  for (const std::string& policy : policies)
    widgets.push_back(object({{"alertChart", object({{"name", "google_monitoring_alert_policy." + policy + ".name"}})}}));
  const auto add = [&](const GoogleFunction& function) {
    const std::string& name = function.name;
    widgets.push_back(chart(function.component + ": executions",
                            {{"executions", googleExecutions(plan, name)}, {"errors", googleErrors(plan, name)}}));
    widgets.push_back(chart(function.component + ": duration", {{"median", googleDurations(plan, name, "50")},
                                                                {"99th percentile", googleDurations(plan, name, "99")}}));
  };
  for (const GoogleFunction& function : plan.functions) add(function);
  for (const GoogleService& service : plan.services) add(service.code);
  Expression layout = object({{"columns", number(kColumns)}, {"tiles", tiles(std::move(widgets))}});
  Block& dashboard =
      project.part("alarms").emplace_back("resource", std::vector<std::string>{"google_monitoring_dashboard", "this"});
  dashboard.set("dashboard_json",
                terraform::jsonEncoded(object({{"displayName", text(plan.title.empty() ? "Dashboard" : plan.title)},
                                               {"mosaicLayout", std::move(layout)}})));
  dashboard.set("depends_on", "[google_project_service.this]");
}

}  // namespace

void addGoogleAlarms(const GooglePlan& plan, terraform::Project& project) {
  if (plan.alarms.empty()) return;
  terraform::Variable channel{kChannel,
                              "Notification channel that is told when an alarm goes off, and when it is over: "
                              "projects/PROJECT/notificationChannels/NUMBER"};
  channel.example = Expression(text("projects/my-project/notificationChannels/1234567890"));
  channel.validations.push_back(
      {Expression(fmt::format("can(regex(\"^projects/[^/]+/notificationChannels/[0-9]+$\", var.{}))", kChannel)),
       "It must be the name of a notification channel."});
  project.add(channel);
  std::vector<std::string> policies;
  std::map<std::string, int> taken;
  for (const ExportedAlarm& exported : plan.alarms) {
    std::string name = policyName(exported.alarm);
    if (const int count = ++taken[name]; count > 1) name += fmt::format("_{}", count);
    Block& policy =
        project.part("alarms").emplace_back("resource", std::vector<std::string>{"google_monitoring_alert_policy", name});
    policy.set("display_name", text(fmt::format("{} {}", exported.alarm.on.id, nameOf(exported.alarm.metric))));
    policy.set("combiner", text("OR"));
    policy.set("notification_channels", fmt::format("[var.{}]", kChannel));
    policy.set("user_labels", object({{"project", text(plan.label)}}));
    addCondition(policy, exported, googleMetric(plan, exported));
    policy.block("alert_strategy").set("auto_close", text("1800s"));
    policy.set("depends_on", "[google_project_service.this]");
    policies.push_back(name);
  }
  addDashboard(plan, project, policies);
}

}  // namespace virga::model
