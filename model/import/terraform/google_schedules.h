#pragma once

#include <optional>
#include <string>

#include "model/import/terraform/cloud_design.h"

namespace virga::model {

// What the schedule of a scheduler job is called. Jobs are of one target each, so that a schedule of several targets is
// several jobs: where a job's name ends in that of its target, what stands before it.
std::string scheduleName(const TerraformResource& job);
// The schedule that a job is of, if an earlier one made it: that of the same name at the same times.
std::optional<ComponentId> sameSchedule(const CloudDesign& cloud, const TerraformResource& job);

// When a job runs: by cron, or "every 90 minutes" (cloud.google.com/scheduler/docs/configuring/cron-job-schedules, 2026).
Schedule googleSchedule(const HclExpression& values);

}  // namespace virga::model
