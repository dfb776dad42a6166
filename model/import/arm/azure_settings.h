#pragma once

#include <map>
#include <string>
#include <vector>

#include "model/import/arm/arm_template.h"

namespace virga::model {

// The settings of a function app in a template, or the environment of a container app.
std::map<std::string, std::string> azureSettings(const ArmResource& app);

// Whether a vault's secret is the credential of a system outside, "PAYMENTS_SECRET_NAME" beside "PAYMENTS_ENDPOINT" in an
// app's settings, or the key of a function, "PRICE_FUNCTION_KEY".
bool isAzureCredential(const std::vector<ArmResource>& resources, const std::string& secret);

}  // namespace virga::model
