#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "model/manifest/manifest.h"
#include "model/manifest/terraform/hcl.h"

namespace virga::model::terraform {

struct RequiredProvider {
  std::string name;     // "aws"
  std::string source;   // "hashicorp/aws"
  std::string version;  // ">= 5.40, < 7.0"
};

// A condition that a variable's value must meet, and what is said where it doesn't: a sentence, as Terraform wants it.
struct Validation {
  Expression condition;
  std::string message;
};

struct Variable {
  std::string name;
  std::string description;
  std::string type = "string";
  std::optional<Expression> fallback = {};
  bool sensitive = false;
  std::vector<Validation> validations = {};
  std::optional<Expression> example = {};  // in terraform.tfvars.example; a sensitive one stands there as a comment
};

struct Output {
  std::string name;
  std::string description;
  Expression value;
  bool sensitive = false;
};

// The parts of a configuration in one folder.
struct Project {
  std::string requiredVersion = ">= 1.5.0";  // of Terraform
  std::vector<RequiredProvider> required;
  std::vector<Block> providers;
  std::vector<Block> locals;                                      // data sources and locals
  std::vector<std::pair<std::string, std::vector<Block>>> parts;  // "functions" → its resources, in functions.tf
  std::vector<Variable> variables;
  std::vector<Output> outputs;
  std::string readme;

  // The part of that name, added where it isn't there yet; valid until the next one is added.
  std::vector<Block>& part(const std::string& name);
  void add(Variable variable);  // once for each name
  void output(const std::string& name, const std::string& description, Expression value);
};

// main.tf and the parts that hold something, variables.tf, outputs.tf, providers.tf, versions.tf, terraform.tfvars.example,
// README.md and .gitignore. No secret is among them.
std::vector<ManifestFile> filesOf(const Project& project);

}  // namespace virga::model::terraform
