#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>
#include <tl/expected.hpp>

#include "model/problem.h"

namespace virga::model {

// A resource of a template with its expressions worked out: parameters by their defaults, variables, functions on text. What
// names another resource is the text "resource:TYPE:NAME", followed by ".property" where one of its properties is asked for.
// What stays unknown is "parameter:NAME", or the expression itself.
struct ArmResource {
  std::string type;             // "Microsoft.ServiceBus/namespaces/queues"
  std::string name;             // "orders/receipts": one segment for each of the type's after the provider
  std::string kind;             // "functionapp,linux"
  nlohmann::ordered_json body;  // the whole resource
  std::string file;
  int line = 0;
  int column = 0;
};

struct ArmParameter {
  std::string name;
  std::string description;
  std::string file;
  int line = 0;
};

struct ArmTemplate {
  std::vector<ArmResource> resources;    // children and those of nested templates behind their parents
  std::vector<ArmParameter> parameters;  // without default
  Problems report;                       // linked templates, conditions and copy loops that were taken one way
};

// Reads an ARM template in JSON; comments are allowed. Errors: not JSON, no resources, more than 16 MiB.
tl::expected<ArmTemplate, Problems> readArmTemplate(const std::string& text, const std::string& file);

// The "TYPE:NAME" of each resource that a value names anywhere in it.
std::vector<std::string> armReferences(const nlohmann::ordered_json& value);

}  // namespace virga::model
