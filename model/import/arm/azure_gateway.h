#pragma once

#include "model/import/arm/azure_design.h"

namespace virga::model {

// What the policies of an API in API Management state for all its operations: throttle, tokens, origins
// (learn.microsoft.com/azure/api-management/api-management-policies, 2026).
void addApiPolicy(AzureDesign& azure, const ArmResource& policy);

// The route of an operation, to what its policy sends requests to; with one function there is no doubt.
void addApiOperation(AzureDesign& azure, const ArmResource& operation);

}  // namespace virga::model
