#include "model/manifest/cfn_yaml.h"

#include <algorithm>
#include <regex>
#include <sstream>

#include <yaml-cpp/yaml.h>

#include "model/manifest/yaml_tree.h"

namespace virga::model {

namespace {

// Texts that a YAML 1.1 reader takes for a number, date, time, Boolean or null, or that start or hold an indicator.
bool needsQuotes(const std::string& text) {
  static const std::regex kOther(
      R"(^$|^/$|^[ \t]|[ \t]$|^[-+]?[0-9.][0-9_.,:eE+-]*$|^0[xo][0-9a-fA-F_]+$|^[-+]?\.(inf|nan)$|^(~|null|true|false|yes|no|on|off|y|n|=|<<)$)",
      std::regex::icase);
  static const std::regex kDate(R"(^[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}.*$)");
  static const std::regex kIndicator(R"(^[-?](\s|$)|^:|^[,\[\]{}#&*!|>'"%@`]|: |:$| #|[\x00-\x1f])");
  return std::regex_search(text, kOther) || std::regex_search(text, kDate) || std::regex_search(text, kIndicator);
}

void writeText(YAML::Emitter& out, const std::string& text) {
  const bool control = std::any_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x20; });
  if (control)
    out << YAML::DoubleQuoted << text;
  else if (needsQuotes(text))
    out << YAML::SingleQuoted << text;
  else
    out << text;
}

// The short tag of an intrinsic function whose argument is a scalar or a list; empty for anything else. A function
// directly inside another one can't be written short.
std::string shortTag(const Tree& tree) {
  if (!tree.is_object() || tree.size() != 1) return {};
  const auto only = tree.begin();
  if (only.value().is_object()) return {};
  const std::string& key = only.key();
  if (key == "Ref") return "Ref";
  if (key.rfind("Fn::", 0) == 0) return key.substr(4);
  return {};
}

void write(YAML::Emitter& out, const Tree& tree);

// An intrinsic function in its short form, if the tree is one that has it.
bool writeShort(YAML::Emitter& out, const Tree& tree) {
  const std::string tag = shortTag(tree);
  if (tag.empty()) return false;
  const Tree& argument = tree.begin().value();
  out << YAML::LocalTag(tag);
  if (tag == "GetAtt" && argument.is_array()) {
    out << argument.at(0).get<std::string>() + "." + argument.at(1).get<std::string>();
    return true;
  }
  if (argument.is_array()) out << YAML::Flow;
  write(out, argument);
  return true;
}

void write(YAML::Emitter& out, const Tree& tree) {
  writeYamlTree(
      out, tree, [&](const std::string& text) { writeText(out, text); },
      [&](const Tree& part) { return writeShort(out, part); });
}

// A blank line before each top-level part and each entry of Parameters, Resources and Outputs but the first.
std::string setApart(const std::string& text) {
  std::istringstream lines(text);
  std::string result, previous;
  for (std::string line; std::getline(lines, line); previous = line) {
    const bool top = !line.empty() && line[0] != ' ' && line[0] != '-' && line.back() == ':';
    const bool entry = line.size() > 2 && line.compare(0, 2, "  ") == 0 && line[2] != ' ' && line[2] != '-' &&
                       line.back() == ':' && !previous.empty() && previous[0] == ' ';
    if (!result.empty() && (top || entry)) result += '\n';
    result += line + '\n';
  }
  return result;
}

}  // namespace

Tree refTo(const std::string& logicalId) { return Tree{{"Ref", logicalId}}; }

Tree getAtt(const std::string& logicalId, const std::string& attribute) {
  return Tree{{"Fn::GetAtt", Tree::array({logicalId, attribute})}};
}

Tree sub(const std::string& text) { return Tree{{"Fn::Sub", text}}; }

std::string toTemplateYaml(const Tree& tree) {
  YAML::Emitter out;
  out.SetIndent(2);
  write(out, tree);
  return setApart(out.c_str());
}

}  // namespace virga::model
