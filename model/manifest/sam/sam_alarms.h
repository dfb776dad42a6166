#pragma once

#include <string>
#include <vector>

#include "model/manifest/sam/sam_context.h"

namespace virga::model {

// Adds the design's alarms, and a parameter that asks whom they tell: after all that they watch. What CloudWatch can't
// watch is told in the notes.
void addAlarms(SamContext& sam);

// Adds a dashboard of the design's key metrics, and the state of the alarms of these logical ids.
void addDashboard(SamContext& sam, const std::vector<std::string>& alarms);

// What the READMEs say isn't there: "Alarms, dashboards, domains and WAF", without the first two where the design has
// alarms.
std::string notIncluded(const Architecture& architecture);

}  // namespace virga::model
