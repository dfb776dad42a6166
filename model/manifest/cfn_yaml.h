#pragma once

#include <string>

#include <nlohmann/json.hpp>

namespace virga::model {

using Tree = nlohmann::ordered_json;

// CloudFormation's functions, as trees.
Tree refTo(const std::string& logicalId);
Tree getAtt(const std::string& logicalId, const std::string& attribute);
Tree sub(const std::string& text);

// The tree as YAML in the order it has, as people write templates: intrinsic functions in their short form (!Ref),
// strings quoted only where YAML 1.1 would read them as something else, top-level parts and resources set apart.
std::string toTemplateYaml(const Tree& tree);

}  // namespace virga::model
