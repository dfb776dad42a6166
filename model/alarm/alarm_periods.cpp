// How the platforms judge a metric period by period.
#include <algorithm>
#include <initializer_list>

#include "model/alarm/alarm_platform.h"
#include "model/alarm/watched_metrics.h"

namespace virga::model {
namespace {

constexpr int kMostPeriodsOfAzure = 6;

bool isWhole(Duration period, Duration step) { return period.nanoseconds % step.nanoseconds == 0; }

bool isAmong(Duration period, std::initializer_list<int> minutesOf) {
  return std::any_of(minutesOf.begin(), minutesOf.end(), [&](int count) { return period == minutes(count); });
}

std::string tooLong(const char* service, Duration most, const Alarm& alarm) {
  return fmt::format("{} looks back {} at most, and {} periods of {} are more", service, toText(most), alarm.of,
                     toText(alarm.period));
}

// PutMetricAlarm, Amazon CloudWatch API Reference: shorter periods are for metrics of high resolution, which those of AWS's
// services aren't; the periods of an alarm come to a day at most, or to a week from periods of an hour on.
Unwatched onAws(const Alarm& alarm) {
  if (!isWhole(alarm.period, minutes(1))) return "CloudWatch takes periods of whole minutes";
  const auto most = alarm.period >= hours(1) ? days(7) : days(1);
  if (alarm.period * alarm.of > most) return tooLong("CloudWatch", most, alarm);
  return std::nullopt;
}

// hashicorp/terraform-provider-azurerm, documentation of monitor_metric_alert and monitor_scheduled_query_rules_alert_v2,
// August 2026.
Unwatched onAzure(const Component& component, const Alarm& alarm) {
  if (isMetricOfAzure(component)) {
    if (!isAmong(alarm.period, {1, 5, 15, 30, 60, 360, 720, 1440}))
      return "metric alerts of Azure Monitor take periods of 1, 5, 15 or 30 min, 1, 6 or 12 h, or 1 d";
    return std::nullopt;
  }
  if (!isAmong(alarm.period, {1, 5, 10, 15, 30, 45, 60, 120, 180, 240, 300, 360, 1440}))
    return "log alerts of Azure Monitor take periods of 1, 5, 10, 15, 30 or 45 min, 1 to 6 h, or 1 d";
  if (alarm.period * alarm.of > days(2)) return tooLong("Azure Monitor", days(2), alarm);
  return std::nullopt;
}

// Google Cloud Monitoring, API reference of Aggregation (at most 25 h in an alert) and documentation "Quotas and limits"
// (23 h 30 min of a condition), November 2026.
Unwatched onGoogle(const Alarm& alarm) {
  if (!isWhole(alarm.period, minutes(1))) return "Cloud Monitoring takes periods of whole minutes";
  const auto most = hours(23) + minutes(30);
  if (alarm.period * alarm.of > most) return tooLong("Cloud Monitoring", most, alarm);
  return std::nullopt;
}

// Oracle Cloud Infrastructure documentation, "Monitoring Query Language (MQL) Reference" (intervals 1m-60m, 1h-24h, 1d) and
// "Creating an Alarm" (a trigger delay of 1 min to 1 h), November 2026.
Unwatched onOci(const Alarm& alarm) {
  if (!isWhole(alarm.period, minutes(1))) return "OCI Monitoring takes periods of whole minutes";
  if (alarm.of == 1) {
    if (alarm.period > hours(1) && !isWhole(alarm.period, hours(1)))
      return "OCI Monitoring takes periods of whole hours from an hour on";
    if (alarm.period > days(1)) return "OCI Monitoring takes periods of 24 h at most";
    return std::nullopt;
  }
  if (alarm.period * alarm.of > hours(1)) return tooLong("OCI Monitoring", hours(1), alarm);
  return std::nullopt;
}

// Prometheus evaluates rules at an interval of its own, a minute by default, and rates want two scrapes in a period.
Unwatched onKnative(const Alarm& alarm) {
  if (!isWhole(alarm.period, minutes(1))) return "the rules for Prometheus are written for periods of whole minutes";
  return std::nullopt;
}

}  // namespace

std::optional<std::string> whyPeriodUnfit(std::string_view provider, const Component& component, const Alarm& alarm) {
  if (provider == "aws") return onAws(alarm);
  if (provider == "azure") return onAzure(component, alarm);
  if (provider == "gcp") return onGoogle(alarm);
  if (provider == "oci") return onOci(alarm);
  if (provider == "custom") return onKnative(alarm);
  return std::nullopt;
}

Alarm countable(std::string_view provider, const Component& component, const Alarm& alarm) {
  Alarm fit = alarm;
  if (provider == "azure") {
    fit.of = std::min(fit.of, isMetricOfAzure(component) ? 1 : kMostPeriodsOfAzure);
    fit.datapoints = std::min(fit.datapoints, fit.of);
  } else if (provider == "gcp" || provider == "oci") {
    fit.of = fit.datapoints;  // one after the other
  }
  return fit;
}

}  // namespace virga::model
