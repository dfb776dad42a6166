#pragma once

#include <string>

#include "model/alarm/alarm_metric.h"
#include "model/units/duration.h"

// Queries of Application Insights in the Kusto query language, as texts of a template: what ends in "Of" or takes a site
// takes its name as an expression. Where items are sampled, each counts as many as it stands for.
// (learn.microsoft.com/azure/azure-monitor/reference/tables/requests, 2026.)
namespace virga::model::azure_query {

// One value "watched" for each period with executions: a share, milliseconds, or a count.
std::string ofFunction(const std::string& site, AlarmMetric metric, Duration period);
// The same of a gateway of API Management.
std::string ofApi(const std::string& service, AlarmMetric metric, Duration period);
// Messages of a queue that the host has moved to the queue of those that failed.
std::string givenUp(const std::string& queueName, Duration period);

// Lines of charts, every five minutes.
std::string executions(const std::string& site);
std::string durations(const std::string& site);
std::string answers(const std::string& service);
std::string latencies(const std::string& service);

}  // namespace virga::model::azure_query
