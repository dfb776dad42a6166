#pragma once

#include <string>
#include <vector>

#include "model/import/terraform/cloud_design.h"

namespace virga::model {

struct EnvironmentVariable {
  std::string key;
  const HclExpression* value;
};

// The environment of a function or container, of whichever resource: names and values as they stand.
std::vector<EnvironmentVariable> environmentOf(const TerraformResource& resource);

// What an environment says beside which components are used: secrets that are the credentials of systems outside ("X_SECRET"
// beside "X_ENDPOINT") are no stores of their own, and the origins that browsers may ask from. Before edges are added.
void readEnvironments(CloudDesign& cloud);

// The systems outside that an environment names ("X_ENDPOINT", by a variable without a value or a URL) are called.
void callOutside(CloudDesign& cloud, const TerraformResource& resource, const ComponentId& caller);

}  // namespace virga::model
