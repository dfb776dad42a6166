#pragma once

#include "model/import/cloud_resources.h"
#include "model/import/terraform/terraform_project.h"
#include "model/problem.h"

namespace virga::model {

// The aws_* resources of a project in CloudFormation's words, so that both are understood by the same rules. What Terraform
// states in resources of its own (notifications, targets, integrations, attachments of policies) goes into the resource it
// belongs to. The words of the two are those of the provider's and CloudFormation's references (hashicorp/aws 6, 2026). What
// can't be put anywhere is added to `report`.
CloudResources awsResources(const TerraformProject& project, Problems& report);

}  // namespace virga::model
