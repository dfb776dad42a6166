// serverless.yml as people write it: a part after the other, each set apart.
#include <sstream>

#include "model/manifest/serverless/service.h"

namespace virga::model {

namespace {

// A blank line before each entry that stands as deep as `indent`, but the first.
std::string entriesApart(const std::string& text, std::size_t indent) {
  std::istringstream lines(text);
  std::string result;
  bool before = false;
  for (std::string line; std::getline(lines, line);) {
    const bool entry = line.size() > indent && line.find_first_not_of(' ') == indent && line[indent] != '-';
    if (entry && before) result += '\n';
    before |= entry;
    result += line + '\n';
  }
  return result;
}

std::string section(const std::string& name, const Tree& tree) { return toTemplateYaml(Tree{{name, tree}}); }

std::string withoutBlankLines(const std::string& text) {
  std::istringstream lines(text);
  std::string result;
  for (std::string line; std::getline(lines, line);)
    if (!line.empty()) result += line + '\n';
  return result;
}

}  // namespace

std::string serviceFile(const Service& service) {
  Tree head = Tree::object();
  head["service"] = service.name;
  head["frameworkVersion"] = "3 || 4";
  head["configValidationMode"] = "error";
  std::string text = withoutBlankLines(toTemplateYaml(head));
  text += "\n" + withoutBlankLines(section("provider", service.provider));
  if (!service.functions.empty()) {
    const Tree package = {{"individually", true}, {"excludeDevDependencies", false}, {"patterns", Tree::array({"!**"})}};
    text += "\n" + withoutBlankLines(section("package", package));
    text += "\n" + entriesApart(withoutBlankLines(section("functions", service.functions)), 2);
  }
  Tree resources = Tree::object();
  if (!service.parameters.empty()) resources["Parameters"] = service.parameters;
  if (!service.extensions.empty()) resources["extensions"] = service.extensions;
  if (!service.resources.empty()) resources["Resources"] = service.resources;
  if (!service.outputs.empty()) resources["Outputs"] = service.outputs;
  if (!resources.empty()) text += "\n" + entriesApart(withoutBlankLines(section("resources", resources)), 4);
  return text;
}

}  // namespace virga::model
