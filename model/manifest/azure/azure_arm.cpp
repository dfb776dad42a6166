#include "model/manifest/azure/azure_arm.h"

#include <algorithm>
#include <utility>

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace virga::model {

std::string armText(const std::string& text) {
  std::string quoted = "'";
  for (const char c : text) quoted += c == '\'' ? std::string("''") : std::string(1, c);
  return quoted + "'";
}

std::string armValue(const std::string& expression) { return "[" + expression + "]"; }

std::string armPlain(const std::string& text) {
  return !text.empty() && text.front() == '[' && text.back() == ']' ? "[" + text : text;
}

std::string armId(const std::string& type, const std::vector<std::string>& name) {
  return fmt::format("resourceId({}, {})", armText(type), fmt::join(name, ", "));
}

std::string armName(const std::vector<std::string>& name) {
  std::string text;
  std::vector<std::string> arguments;
  for (const std::string& segment : name) {
    if (!text.empty()) text += '/';
    if (segment.size() > 1 && segment.front() == '\'' && segment.find('(') == std::string::npos) {
      text += segment.substr(1, segment.size() - 2);
    } else {
      text += fmt::format("{{{}}}", arguments.size());
      arguments.push_back(segment);
    }
  }
  if (arguments.empty()) return text;
  if (text == "{0}") return armValue(arguments[0]);
  return fmt::format("[format('{}', {})]", text, fmt::join(arguments, ", "));
}

std::string DeploymentTemplate::add(DeployedResource resource) {
  std::string id = armId(resource.type, resource.name);
  const bool known = std::any_of(resources.begin(), resources.end(), [&](const DeployedResource& other) {
    return other.type == resource.type && other.name == resource.name;
  });
  if (!known) resources.push_back(std::move(resource));
  return id;
}

void DeploymentTemplate::parameter(const std::string& name, const std::string& type, const std::string& description) {
  parameters[name] = {{"type", type}, {"metadata", {{"description", description}}}};
}

nlohmann::ordered_json DeploymentTemplate::root() const {
  nlohmann::ordered_json all = nlohmann::ordered_json::array();
  for (const DeployedResource& resource : resources) {
    nlohmann::ordered_json made = {
        {"type", resource.type}, {"apiVersion", resource.version}, {"name", armName(resource.name)}};
    made.update(resource.body);
    for (const std::string& id : resource.after) made["dependsOn"].push_back(armValue(id));
    all.push_back(std::move(made));
  }
  return {{"$schema", "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#"},
          {"contentVersion", "1.0.0.0"},
          {"parameters", parameters},
          {"variables", variables},
          {"resources", all},
          {"outputs", outputs}};
}

}  // namespace virga::model
