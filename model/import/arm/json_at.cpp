#include "model/import/arm/json_at.h"

#include <algorithm>
#include <cctype>

namespace virga::model {

using Json = nlohmann::ordered_json;

const Json& jsonAt(const Json& body, const std::string& path) {
  static const Json nothing;
  const std::size_t dot = path.find('.');
  if (!body.is_object()) return nothing;
  const auto found = body.find(path.substr(0, dot));
  if (found == body.end()) return nothing;
  return dot == std::string::npos ? *found : jsonAt(*found, path.substr(dot + 1));
}

std::string jsonTextAt(const Json& body, const std::string& path) {
  const Json& value = jsonAt(body, path);
  return value.is_string() ? value.get<std::string>() : "";
}

std::string inSmallLetters(std::string text) {
  std::transform(text.begin(), text.end(), text.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return text;
}

}  // namespace virga::model
