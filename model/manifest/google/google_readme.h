#pragma once

#include <string>

#include "model/manifest/google/google_plan.h"

namespace virga::model {

// README.md of an export: how it is deployed, by `deploy` (Markdown), what must be put in by hand and what differs from the
// design.
std::string googleReadme(const GooglePlan& plan, const Problems& notes, const std::string& deploy);

}  // namespace virga::model
