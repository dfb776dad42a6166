#pragma once

#include "model/manifest/azure/azure_template.h"
#include "model/manifest/terraform/terraform_project.h"

namespace virga::model {

// The templates as a Terraform configuration of the provider azapi, resource by resource, so that no setting is written
// twice. What only goes once the code is there waits for the variable code_deployed. Errors: an expression that has no
// counterpart, which templates of ours have not.
tl::expected<terraform::Project, Problems> azureStack(const AzureTemplates& templates);

}  // namespace virga::model
