#include "model/manifest/handlers/code_text.h"

#include <cctype>

#include <nlohmann/json.hpp>

namespace virga::model {

std::string camelCase(const std::vector<std::string>& words) {
  std::string name;
  for (const auto& word : words) {
    if (word.empty()) continue;
    name += name.empty() ? word[0] : static_cast<char>(std::toupper(static_cast<unsigned char>(word[0])));
    name += word.substr(1);
  }
  return name;
}

std::string snakeCase(const std::vector<std::string>& words) { return fmt::format("{}", fmt::join(words, "_")); }

std::string environmentName(const std::string& componentId, const std::string& suffix) {
  std::string name;
  for (const char c : componentId) name += c == '-' ? '_' : static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
  return name + "_" + suffix;
}

std::string nodejsLiteral(const std::string& text) {
  const std::string quoted = nlohmann::json(text).dump();
  std::string literal = "'";
  for (std::size_t i = 1; i + 1 < quoted.size(); ++i) {
    if (quoted[i] == '\\' && quoted[i + 1] == '"') continue;
    literal += quoted[i] == '\'' ? "\\'" : std::string(1, quoted[i]);
  }
  return literal + "'";
}

std::string pythonLiteral(const std::string& text) { return nlohmann::json(text).dump(); }

std::string millisecondsText(Duration duration) { return fmt::format("{}", duration.milliseconds()); }

std::string secondsText(Duration duration) { return fmt::format("{}", duration.seconds()); }

}  // namespace virga::model
