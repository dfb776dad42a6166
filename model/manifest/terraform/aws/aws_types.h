#pragma once

#include <string_view>

namespace virga::model::terraform {

// What a type of CloudFormation is in Terraform (registry documentation of hashicorp/aws 5.100, "Attribute Reference"),
// and which attribute CloudFormation's Ref stands for.
struct AwsType {
  std::string_view cloudFormation;
  std::string_view terraform;
  std::string_view ref;
};

// Null for a type that no export writes.
const AwsType* awsType(std::string_view cloudFormation);

// The attribute that GetAtt's stands for; empty for one that no export writes.
std::string_view awsAttribute(std::string_view cloudFormation, std::string_view attribute);

}  // namespace virga::model::terraform
