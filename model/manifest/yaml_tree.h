#pragma once

#include <nlohmann/json.hpp>
#include <yaml-cpp/yaml.h>

namespace virga::model {

// Writes a tree as block YAML in the order it has; empty maps and lists stand as {} and []. writeText(text) writes keys and
// strings; writeSpecial(tree) writes what has a notation of its own, and says whether it did.
template <class WriteText, class WriteSpecial>
void writeYamlTree(YAML::Emitter& out, const nlohmann::ordered_json& tree, const WriteText& writeText,
                   const WriteSpecial& writeSpecial) {
  if (writeSpecial(tree)) return;
  if (tree.is_object()) {
    if (tree.empty()) out << YAML::Flow;
    out << YAML::BeginMap;
    for (const auto& [key, value] : tree.items()) {
      out << YAML::Key;
      writeText(key);
      out << YAML::Value;
      writeYamlTree(out, value, writeText, writeSpecial);
    }
    out << YAML::EndMap;
  } else if (tree.is_array()) {
    if (tree.empty()) out << YAML::Flow;
    out << YAML::BeginSeq;
    for (const auto& item : tree) writeYamlTree(out, item, writeText, writeSpecial);
    out << YAML::EndSeq;
  } else if (tree.is_string()) {
    writeText(tree.template get<std::string>());
  } else {
    out << tree.dump();
  }
}

}  // namespace virga::model
