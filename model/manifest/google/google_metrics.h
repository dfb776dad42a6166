#pragma once

#include <string>

#include "model/manifest/google/google_plan.h"

// Filters of Cloud Monitoring on the metrics of what a plan deploys: docs.cloud.google.com/monitoring/api/metrics_gcp,
// November 2026.
namespace virga::model {

// One value in each period: the points of `filter`, put together; divided by those of `whole` where that isn't empty.
struct GoogleMetric {
  std::string filter;
  std::string whole = {};               // of the same kind
  const char* aligner = "ALIGN_DELTA";  // in a period, of each time series
  const char* reducer = "REDUCE_SUM";   // of all time series
  double perSecond = 1;                 // units of a time in a second
};

// The metric that an alarm watches, of what whyUnwatched lets through; an empty filter where this generation of functions
// hasn't got it.
GoogleMetric googleMetric(const GooglePlan& plan, const ExportedAlarm& exported);

// Executions of a function or service, those that failed, and their durations at a percentile ("50", "99").
GoogleMetric googleExecutions(const GooglePlan& plan, const std::string& name);
GoogleMetric googleErrors(const GooglePlan& plan, const std::string& name);
GoogleMetric googleDurations(const GooglePlan& plan, const std::string& name, const char* percentile);

}  // namespace virga::model
