#include "model/alarm/alarm_platform.h"

#include "model/alarm/watched_metrics.h"

namespace virga::model {

std::optional<std::string> whyUnwatched(std::string_view provider, const Component& component, AlarmMetric metric) {
  if (provider == "aws") return whyUnwatchedOnAws(component, metric);
  if (provider == "azure") return whyUnwatchedOnAzure(component, metric);
  if (provider == "gcp") return whyUnwatchedOnGoogle(component, metric);
  if (provider == "oci") return whyUnwatchedOnOci(component, metric);
  if (provider == "custom") return whyUnwatchedOnKnative(component, metric);
  return "the export for this provider writes no alarms";
}

}  // namespace virga::model
