#pragma once

#include <string>

#include "model/manifest/azure/azure_arm.h"

namespace virga::model {

// The template in Bicep: the same resources, with symbols for parameters, variables and resources. It isn't compiled.
// (learn.microsoft.com/azure/azure-resource-manager/bicep/file, 2026.)
std::string bicepText(const DeploymentTemplate& made);

// An expression of the template language in Bicep: "format('a''b', parameters('x-y'))" → "format('a\'b', xY)".
std::string bicepExpression(const std::string& expression);

}  // namespace virga::model
