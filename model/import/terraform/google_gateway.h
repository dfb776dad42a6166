#pragma once

#include "model/import/terraform/cloud_design.h"

namespace virga::model {

// The routes, tokens, quota and origins that an api_config of Google's API Gateway states in its document, OpenAPI 2 with
// x-google-backend (cloud.google.com/api-gateway/docs/passing-data, 2026). A document that isn't at hand is reported.
void addGatewayConfig(CloudDesign& cloud, const TerraformResource& config);

}  // namespace virga::model
