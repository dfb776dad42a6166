#pragma once

#include <string>

#include "model/manifest/google/google_plan.h"

namespace virga::model {

// A Bash script that creates what is missing of the plan and brings what is there to its settings; it may run again. The
// gateways' documents are read from gateway/NAME.yaml, the workflows from workflows/NAME.yaml, the code from src/.
std::string gcloudScript(const GooglePlan& plan);

}  // namespace virga::model
