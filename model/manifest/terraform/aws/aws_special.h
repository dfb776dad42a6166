#pragma once

#include <string>

#include "model/manifest/terraform/aws/aws_configuration.h"

namespace virga::model::terraform {

// What Terraform has in several parts, or what needs more than other names; false for a type that isn't among them.
bool addSpecialResource(AwsConfiguration& aws, const std::string& id, const Tree& resource);
// The same for container services, load balancers and names in the network.
bool addServiceResource(AwsConfiguration& aws, const std::string& id, const Tree& resource);

// The same for alarms.
bool addAlarmResource(AwsConfiguration& aws, const std::string& id, const Tree& resource);

}  // namespace virga::model::terraform
