#include "model/manifest/plain_yaml.h"

#include <algorithm>
#include <array>
#include <cctype>

#include <yaml-cpp/yaml.h>

#include "model/manifest/yaml_tree.h"

namespace virga::model {

namespace {

bool isWord(const std::string& text) {
  static constexpr std::array<std::string_view, 10> kMeanings = {"null", "true", "false", "yes", "no",
                                                                 "on",   "off",  "y",     "n",   "inf"};
  if (text.empty() || std::isalpha(static_cast<unsigned char>(text[0])) == 0 || text.back() == ' ') return false;
  const bool plain = std::all_of(text.begin(), text.end(), [](char c) {
    return std::isalnum(static_cast<unsigned char>(c)) != 0 || std::string_view(" _./-").find(c) != std::string_view::npos;
  });
  std::string lower = text;
  std::transform(lower.begin(), lower.end(), lower.begin(),
                 [](char c) { return static_cast<char>(std::tolower(static_cast<unsigned char>(c))); });
  return plain && std::find(kMeanings.begin(), kMeanings.end(), lower) == kMeanings.end();
}

bool hasControl(const std::string& text) {
  return std::any_of(text.begin(), text.end(), [](char c) {
    return (static_cast<unsigned char>(c) < 0x20 && c != '\n') || static_cast<unsigned char>(c) == 0x7F;
  });
}

// A literal block keeps these texts byte for byte: no line is mistaken for its indentation, and one newline ends it.
bool canBeLiteral(const std::string& text) {
  return text.size() > 1 && text.back() == '\n' && text[text.size() - 2] != '\n' && text[0] != ' ' && text[0] != '\n' &&
         text.find(" \n") == std::string::npos && !hasControl(text);
}

void writeText(YAML::Emitter& out, const std::string& text) {
  if (isWord(text))
    out << text;
  else if (canBeLiteral(text))
    out << YAML::Literal << text.substr(0, text.size() - 1);
  else if (hasControl(text) || text.find('\n') != std::string::npos)
    out << YAML::DoubleQuoted << text;
  else
    out << YAML::SingleQuoted << text;
}

}  // namespace

std::string toYaml(const nlohmann::ordered_json& tree) {
  YAML::Emitter out;
  out.SetIndent(2);
  writeYamlTree(
      out, tree, [&](const std::string& text) { writeText(out, text); }, [](const auto&) { return false; });
  return std::string(out.c_str()) + "\n";
}

}  // namespace virga::model
