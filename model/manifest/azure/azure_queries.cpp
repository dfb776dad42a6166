#include "model/manifest/azure/azure_queries.h"

#include <fmt/format.h>

#include "model/manifest/azure/azure_arm.h"

namespace virga::model::azure_query {

namespace {

// An HTTP function that answers a caller's own mistake hasn't failed.
constexpr const char* kFailed = "success == false and not(coalesce(toint(resultCode), 0) between (400 .. 499))";
constexpr const char* kServerErrors = "toint(resultCode) >= 500";
constexpr const char* kRefused = "toint(resultCode) == 429";
constexpr const char* kChartStep = "5m";

std::string binOf(Duration period) { return fmt::format("{}m", period.nanoseconds / minutes(1).nanoseconds); }

// "[format('…', NAME)]": {0} of the query is the name.
std::string withName(const std::string& query, const std::string& nameExpression) {
  return fmt::format("[format({}, {})]", armText(query), nameExpression);
}

constexpr const char* kOfSite = "requests | where cloud_RoleName =~ \"{0}\"";
// API Management's role is its host's name and region.
constexpr const char* kOfService = "requests | where cloud_RoleName startswith \"{0}\"";

std::string share(const char* source, const char* condition, const std::string& bin) {
  return fmt::format(
      "{} | summarize failed = sumif(itemCount, {}), whole = sum(itemCount) by bin(timestamp, {}) "
      "| project timestamp, watched = todouble(failed) / whole",
      source, condition, bin);
}

std::string percentile(const char* source, const std::string& bin) {
  return fmt::format("{} | summarize watched = percentilew(duration, itemCount, 99) by bin(timestamp, {})", source, bin);
}

std::string count(const std::string& source, const std::string& bin) {
  return fmt::format("{} | summarize watched = sum(itemCount) by bin(timestamp, {})", source, bin);
}

}  // namespace

std::string ofFunction(const std::string& site, AlarmMetric metric, Duration period) {
  const std::string bin = binOf(period);
  return withName(metric == AlarmMetric::errorShare ? share(kOfSite, kFailed, bin) : percentile(kOfSite, bin), site);
}

std::string ofApi(const std::string& service, AlarmMetric metric, Duration period) {
  const std::string bin = binOf(period);
  if (metric == AlarmMetric::errorShare) return withName(share(kOfService, kServerErrors, bin), service);
  if (metric == AlarmMetric::latencyP99) return withName(percentile(kOfService, bin), service);
  return withName(count(fmt::format("{} and {}", kOfService, kRefused), bin), service);
}

// The host's words: Azure/azure-sdk-for-net, Microsoft.Azure.WebJobs.Extensions.Storage.Queues, QueueProcessor.cs.
std::string givenUp(const std::string& queueName, Duration period) {
  return count(fmt::format("traces | where message startswith \"Message has reached MaxDequeueCount\" and message contains "
                           "\"'{}-poison'\"",
                           queueName),
               binOf(period));
}

std::string executions(const std::string& site) {
  return withName(
      fmt::format("{} | summarize executions = sum(itemCount), errors = sumif(itemCount, {}) by bin(timestamp, {})", kOfSite,
                  kFailed, kChartStep),
      site);
}

std::string durations(const std::string& site) {
  return withName(fmt::format("{} | summarize p50 = percentilew(duration, itemCount, 50), p99 = percentilew(duration, "
                              "itemCount, 99) by bin(timestamp, {})",
                              kOfSite, kChartStep),
                  site);
}

std::string answers(const std::string& service) {
  return withName(fmt::format("{} | summarize requests = sum(itemCount), errors = sumif(itemCount, {}), refused = "
                              "sumif(itemCount, {}) by bin(timestamp, {})",
                              kOfService, kServerErrors, kRefused, kChartStep),
                  service);
}

std::string latencies(const std::string& service) {
  return withName(fmt::format("{} | summarize p50 = percentilew(duration, itemCount, 50), p99 = percentilew(duration, "
                              "itemCount, 99) by bin(timestamp, {})",
                              kOfService, kChartStep),
                  service);
}

}  // namespace virga::model::azure_query
