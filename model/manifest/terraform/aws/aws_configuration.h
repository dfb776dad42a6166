#pragma once

#include <map>
#include <set>
#include <string>

#include "model/manifest/sam/sam_context.h"
#include "model/manifest/terraform/terraform_project.h"

namespace virga::model::terraform {

// A Terraform configuration as it grows from the resources of the SAM export, so that both deploy the same numbers.
class AwsConfiguration {
 public:
  explicit AwsConfiguration(const SamContext& sam);

  const SamContext& sam;
  Project project;

  // The name of a resource or parameter of the template: "ReceiptsDead" → "receipts_dead".
  std::string name(const std::string& logicalId) const;
  // Of an output: "OrdersName" → "orders_name".
  static std::string outputName(const std::string& id);
  // "aws_sqs_queue.receipts_dead"; `attribute` is added to it.
  std::string address(const std::string& logicalId, const std::string& attribute = {}) const;
  // A name in AWS, "<var.name>-receipts-dead", cut so that with the longest var.name it has at most `limit` characters.
  Expression physicalName(const std::string& logicalId, std::size_t limit) const;

  // A value of the template with its functions, as an expression.
  Expression value(const Tree& tree) const;
  // The same as the inside of a text in quotes.
  std::string interpolation(const Tree& tree) const;
  // Sets the attribute to the property where the template has it.
  void copy(Block& block, const std::string& attribute, const Tree& properties, const char* property) const;
  // Tags of the template's list or map.
  void tag(Block& block, const Tree& properties, const char* property = "Tags") const;

  // A new resource in a part of the project; valid until the next one is added.
  Block& add(const std::string& part, const std::string& type, const std::string& name);

  // The security groups of functions, tasks, load balancers and links; they alone open connections.
  std::set<std::string> callingGroups;

 private:
  std::string pseudoParameter(const std::string& id) const;
  std::string reference(const std::string& id) const;                                // Ref
  std::string attribute(const std::string& id, const std::string& attribute) const;  // GetAtt
  std::string substituted(const std::string& text) const;                            // Sub

  std::map<std::string, std::string> names_;     // logical id → name
  std::map<std::string, std::string> standIns_;  // a value of the template → the expression for it
};

// The longest value of var.name.
inline constexpr std::size_t kStackNameMax = 20;

// Adds what one resource of the template becomes.
void addFunction(AwsConfiguration& aws, const std::string& id, const Tree& properties);
void addHttpApi(AwsConfiguration& aws, const std::string& id, const Tree& properties);
// Resources whose properties only have other names; false for a type that isn't among them.
bool addPlainResource(AwsConfiguration& aws, const std::string& id, const Tree& resource);

std::string awsReadme(const AwsConfiguration& aws, const Problems& notes);

}  // namespace virga::model::terraform
