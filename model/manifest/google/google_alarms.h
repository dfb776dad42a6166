#pragma once

#include "model/manifest/google/google_plan.h"
#include "model/manifest/terraform/terraform_project.h"

namespace virga::model {

// Adds the plan's alarms and a dashboard of the functions and services, and a variable that asks whom the alarms tell.
void addGoogleAlarms(const GooglePlan& plan, terraform::Project& project);

}  // namespace virga::model
