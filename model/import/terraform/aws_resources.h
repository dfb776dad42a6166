#pragma once

#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "model/import/terraform/terraform_project.h"
#include "model/problem.h"

namespace virga::model {

// A resource in CloudFormation's words, with Ref, Fn::GetAtt and Fn::Join for what names another.
struct CloudFormationResource {
  std::string logicalId;
  std::string type;  // "AWS::SQS::Queue"; "Terraform::aws_glue_job" for what has no counterpart here
  nlohmann::ordered_json properties = nlohmann::ordered_json::object();
  std::string file;
  int line = 0;
  int column = 0;
};

// The aws_* resources of a project as CloudFormation's, so that both are understood by the same rules. What Terraform states
// in resources of its own (notifications, targets, integrations, attachments of policies) goes into the resource it belongs
// to. The words of the two are those of the provider's and CloudFormation's references (hashicorp/aws 6, 2026). What can't
// be put anywhere is added to `report`.
std::vector<CloudFormationResource> awsResources(const TerraformProject& project, Problems& report);

}  // namespace virga::model
