#pragma once

#include "model/import/terraform/cloud_design.h"

namespace virga::model {

// Whether a resource is what another one needs and no component: the bucket that functions' code lies in, a secret that
// holds what a service made up itself or a database's password, the platform that issues tokens.
bool isCloudSurroundings(const TerraformProject& project, const TerraformResource& resource);

// Notes how texts name the resource: by the URL of a function, or as "topics/orders".
void noteSpokenName(CloudDesign& cloud, const TerraformResource& resource, const ComponentId& id);

}  // namespace virga::model
