#pragma once

#include <string>

#include <nlohmann/json.hpp>

namespace virga::model {

// The tree as block YAML in the order it has. Strings are quoted wherever a reader of YAML 1.1 or 1.2 could take them
// for something else; texts of several lines stand as literal blocks.
std::string toYaml(const nlohmann::ordered_json& tree);

}  // namespace virga::model
