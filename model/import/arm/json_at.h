#pragma once

#include <string>

#include <nlohmann/json.hpp>

namespace virga::model {

// The value at a path of keys in a template: "properties.destination". Null if there is none.
const nlohmann::ordered_json& jsonAt(const nlohmann::ordered_json& body, const std::string& path);
// A text there; empty if there is none.
std::string jsonTextAt(const nlohmann::ordered_json& body, const std::string& path);

// Types and names of Azure are the same in any case of their letters.
std::string inSmallLetters(std::string text);

}  // namespace virga::model
