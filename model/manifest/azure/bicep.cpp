#include "model/manifest/azure/bicep.h"

#include <algorithm>
#include <cctype>
#include <map>
#include <set>

#include <fmt/format.h>

namespace virga::model {

namespace {

using Json = nlohmann::ordered_json;

// "keys-secret" → "keysSecret".
std::string symbolOf(const std::string& name) {
  std::string symbol;
  bool upper = false;
  for (const char c : name) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte >= 0x80 || std::isalnum(byte) == 0) {
      upper = !symbol.empty();
      continue;
    }
    symbol += upper ? static_cast<char>(std::toupper(byte)) : c;
    upper = false;
  }
  if (symbol.empty() || std::isdigit(static_cast<unsigned char>(symbol[0])) != 0) symbol = "_" + symbol;
  return symbol;
}

std::string bicepLiteral(const std::string& text) {
  std::string out = "'";
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (c == '\'' || c == '\\') out += '\\';
    if (c == '$' && i + 1 < text.size() && text[i + 1] == '{') out += '\\';
    if (c == '\n')
      out += "\\n";
    else if (c == '\r')
      out += "\\r";
    else if (c == '\t')
      out += "\\t";
    else
      out += c;
  }
  return out + "'";
}

bool isIdentifier(const std::string& text) {
  return !text.empty() && std::isdigit(static_cast<unsigned char>(text[0])) == 0 &&
         std::all_of(text.begin(), text.end(), [](unsigned char c) { return std::isalnum(c) != 0 || c == '_'; });
}

// An expression in brackets; "[[" begins a plain text.
bool isExpression(const std::string& text) {
  return text.size() > 1 && text.front() == '[' && text.back() == ']' && text[1] != '[';
}

class Writer {
 public:
  explicit Writer(const DeploymentTemplate& made) : made_(made) {
    std::set<std::string> taken;
    for (const auto& [name, value] : made.parameters.items()) taken.insert(symbolOf(name));
    for (const auto& [name, value] : made.variables.items()) taken.insert(symbolOf(name));
    for (const DeployedResource& resource : made.resources) {
      // The kind and, where it is plain, the name: "queuesReceipts".
      std::string stem = resource.type.substr(resource.type.rfind('/') + 1);
      if (const std::string& last = resource.name.back(); last.find('(') == std::string::npos)
        stem += "-" + last;
      else if (const auto begin = last.find("format('"); begin == 0)
        stem += "-" + last.substr(8, last.find("{0}") - 8);
      const std::string plain = symbolOf(stem);
      std::string symbol = plain;
      for (int number = 2; !taken.insert(symbol).second; ++number) symbol = fmt::format("{}{}", plain, number);
      symbols_[armId(resource.type, resource.name)] = symbol;
    }
  }

  std::string text() {
    std::string out = "targetScope = 'resourceGroup'\n";
    for (const auto& [name, parameter] : made_.parameters.items()) {
      out += '\n';
      if (parameter.contains("metadata"))
        out += fmt::format("@description({})\n", bicepLiteral(parameter["metadata"]["description"].get<std::string>()));
      const auto type = parameter["type"].get<std::string>();
      if (type == "securestring") out += "@secure()\n";
      out += fmt::format("param {} string", symbolOf(name));
      if (parameter.contains("defaultValue")) out += " = " + value(parameter["defaultValue"], 0);
      out += '\n';
    }
    out += '\n';
    for (const auto& [name, content] : made_.variables.items())
      out += fmt::format("var {} = {}\n", symbolOf(name), value(content, 0));
    for (const DeployedResource& resource : made_.resources) out += "\n" + text(resource);
    out += '\n';
    for (const auto& [name, output] : made_.outputs.items())
      out += fmt::format("output {} string = {}\n", symbolOf(name), value(output["value"], 0));
    return out;
  }

 private:
  std::string text(const DeployedResource& resource) {
    std::string out = fmt::format("resource {} '{}@{}' = {{\n", symbols_.at(armId(resource.type, resource.name)),
                                  resource.type, resource.version);
    out += "  name: " + value(armName(resource.name), 1) + "\n";
    for (const auto& [key, content] : resource.body.items()) {
      if (key == "scope") {
        const auto id = content.get<std::string>();
        out += "  scope: " + symbols_.at(id.substr(1, id.size() - 2)) + "\n";
        continue;
      }
      out += "  " + (isIdentifier(key) ? key : bicepLiteral(key)) + ": " + value(content, 1) + "\n";
    }
    if (!resource.after.empty()) {
      out += "  dependsOn: [\n";
      for (const std::string& id : resource.after) out += "    " + symbols_.at(id) + "\n";
      out += "  ]\n";
    }
    return out + "}\n";
  }

  std::string value(const Json& content, std::size_t depth) const {
    const std::string indent(2 * depth, ' ');
    if (content.is_string()) {
      const auto text = content.get<std::string>();
      if (isExpression(text)) return bicepExpression(text.substr(1, text.size() - 2));
      return bicepLiteral(text.rfind("[[", 0) == 0 ? text.substr(1) : text);
    }
    if (content.is_number_float()) return fmt::format("json('{}')", content.dump());
    if (content.is_array()) {
      if (content.empty()) return "[]";
      std::string out = "[\n";
      for (const Json& entry : content) out += indent + "  " + value(entry, depth + 1) + "\n";
      return out + indent + "]";
    }
    if (content.is_object()) {
      if (content.empty()) return "{}";
      std::string out = "{\n";
      for (const auto& [key, entry] : content.items())
        out += indent + "  " + (isIdentifier(key) ? key : bicepLiteral(key)) + ": " + value(entry, depth + 1) + "\n";
      return out + indent + "}";
    }
    return content.dump();
  }

  const DeploymentTemplate& made_;
  std::map<std::string, std::string> symbols_;
};

}  // namespace

std::string bicepExpression(const std::string& expression) {
  std::string out;
  for (std::size_t i = 0; i < expression.size();) {
    bool symbol = false;
    for (const std::string word : {"parameters('", "variables('"}) {
      if (expression.compare(i, word.size(), word) != 0) continue;
      const std::size_t begin = i + word.size(), end = expression.find('\'', begin);
      out += symbolOf(expression.substr(begin, end - begin));
      i = end + 2;  // "')"
      symbol = true;
      break;
    }
    if (symbol) continue;
    if (expression[i] != '\'') {
      out += expression[i++];
      continue;
    }
    std::string literal;
    for (++i; i < expression.size(); ++i) {
      if (expression[i] == '\'') {
        if (i + 1 >= expression.size() || expression[i + 1] != '\'') break;
        ++i;
      }
      literal += expression[i];
    }
    ++i;
    out += bicepLiteral(literal);
  }
  return out;
}

std::string bicepText(const DeploymentTemplate& made) { return Writer(made).text(); }

}  // namespace virga::model
