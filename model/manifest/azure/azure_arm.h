#pragma once

#include <string>
#include <vector>

#include <nlohmann/json.hpp>

namespace virga::model {

// A template of Azure Resource Manager as it grows. Expressions are texts in the template language
// (learn.microsoft.com/azure/azure-resource-manager/templates/template-expressions, 2026) without the brackets around them.
struct DeployedResource {
  std::string type, version;
  std::vector<std::string> name;   // an expression for each segment: "variables('vault')", "'default'"
  nlohmann::ordered_json body;     // properties and what stands beside them; its texts are those of the template
  std::vector<std::string> after;  // ids of resources that are deployed before
};

struct DeploymentTemplate {
  nlohmann::ordered_json parameters = nlohmann::ordered_json::object(), variables = nlohmann::ordered_json::object(),
                         outputs = nlohmann::ordered_json::object();
  std::vector<DeployedResource> resources;

  // Adds a resource and returns its id; another of the same type and name isn't added again.
  std::string add(DeployedResource resource);
  void parameter(const std::string& name, const std::string& type, const std::string& description);
  nlohmann::ordered_json root() const;
};

// "resourceId('Microsoft.Storage/storageAccounts', variables('hostAccount'))".
std::string armId(const std::string& type, const std::vector<std::string>& name);
// The text of a resource's name: a plain text, or an expression in brackets.
std::string armName(const std::vector<std::string>& name);
// A text as a literal within an expression.
std::string armText(const std::string& text);
// In brackets.
std::string armValue(const std::string& expression);
// A text that is no expression, even between brackets.
std::string armPlain(const std::string& text);

}  // namespace virga::model
