#pragma once

#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include <nlohmann/json.hpp>

#include "model/import/arm/arm_expression.h"
#include "model/manifest/azure/azure_arm.h"
#include "model/manifest/terraform/hcl.h"

namespace virga::model {

// "hostAccount", "payments-endpoint" → "host_account", "payments_endpoint".
std::string hclName(const std::string& armName);

// Writes expressions of ARM templates in Terraform's language, against resources of the provider azapi
// (registry documentation of Azure/azapi 2.7, azapi_resource and azapi_resource_action). It remembers what references ask
// for.
class ArmHcl {
 public:
  // What the addresses of the resources are, "azapi_resource.queues_receipts", and what they are called when counted.
  void declare(const DeployedResource& resource, bool counted);

  std::string address(const DeployedResource& resource) const { return addresses_.at(keyOf(resource)); }
  // The address of "resourceId(…)".
  std::string addressOf(const std::string& armId);

  // A value of a template: texts, lists and objects with the expressions in them.
  terraform::Expression value(const nlohmann::ordered_json& content);
  // The notation of one expression, without brackets.
  std::string notation(const std::string& expression);
  // The id of what a resource lies in: its parent, what it extends, or the resource group.
  std::string parentOf(const DeployedResource& resource);

  // Paths that are asked of the response of each address: "properties.hostName".
  const std::map<std::string, std::set<std::string>>& exported() const { return exported_; }
  struct Keys {
    std::string type, resourceId;  // "Microsoft.Web/sites/host@2024-04-01"; an expression
    std::set<std::string> paths;   // "functionKeys.default"
  };
  // Data sources that list keys, by name.
  const std::map<std::string, Keys>& keys() const { return keys_; }
  // What isn't known of the template language; empty for templates of ours.
  const std::set<std::string>& unknown() const { return unknown_; }

 private:
  std::string keyOf(const DeployedResource& resource) const;
  std::string notationOf(const ArmExpression& expression);
  std::string inText(const ArmExpression& expression);
  std::string call(const ArmExpression& expression);
  std::string member(const ArmExpression& expression);
  std::string idOf(std::string type, std::vector<std::string> names);
  std::string referenced(const ArmExpression& reference, const std::string& path);
  std::string listedKey(const ArmExpression& call, const std::string& path);

  std::map<std::string, std::string> addresses_;  // type and names → address
  std::set<std::string> names_;
  std::map<std::string, std::set<std::string>> exported_;
  std::map<std::string, Keys> keys_;
  std::set<std::string> unknown_;
};

}  // namespace virga::model
