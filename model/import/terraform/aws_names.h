#pragma once

#include <map>
#include <string>

namespace virga::model {

// How CloudFormation calls a resource type of Terraform's provider and its attributes.
struct AwsNames {
  std::string type;                               // "AWS::SQS::Queue"
  std::map<std::string, std::string> properties;  // attribute → path where it isn't the same in CamelCase; "A.B[]" is a list
};

// Null for types that have no counterpart.
const AwsNames* awsNamesOf(const std::string& terraformType);

// "memory_size" → "MemorySize".
std::string pascalCase(const std::string& snakeCase);

}  // namespace virga::model
