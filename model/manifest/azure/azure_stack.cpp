// Resources of Resource Manager as those of Terraform's provider azapi, which takes the bodies as they are
// (registry documentation of Azure/azapi 2.7).
#include "model/manifest/azure/azure_stack.h"

#include <algorithm>
#include <string_view>
#include <utility>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "model/manifest/azure/arm_hcl.h"

namespace virga::model {

namespace {

using namespace terraform;
using Json = nlohmann::ordered_json;

// The file that a resource stands in.
std::string partOf(const std::string& type) {
  constexpr std::pair<std::string_view, const char*> kParts[] = {
      {"Microsoft.Authorization/", "roles"}, {"Microsoft.DocumentDB/databaseAccounts/sqlRoleAssignments", "roles"},
      {"Microsoft.Storage/", "storage"},     {"Microsoft.DocumentDB/", "databases"},
      {"Microsoft.Sql/", "databases"},       {"Microsoft.Cache/", "databases"},
      {"Microsoft.Web/", "functions"},       {"Microsoft.App/", "services"},
      {"Microsoft.KeyVault/", "vault"},      {"Microsoft.ApiManagement/", "apis"},
      {"Microsoft.SignalRService/", "apis"}, {"Microsoft.Network/", "network"},
      {"Microsoft.Insights/", "monitoring"}, {"Microsoft.OperationalInsights/", "monitoring"},
      {"Microsoft.EventGrid/", "messaging"}, {"Microsoft.EventHub/", "messaging"},
  };
  for (const auto& [start, part] : kParts)
    if (type.starts_with(start)) return part;
  return "resources";
}

class Stack {
 public:
  explicit Stack(const AzureTemplates& templates) : templates_(templates) {}

  tl::expected<Project, Problems> made() {
    project_.required = {{"azapi", "Azure/azapi", ">= 2.7.0, < 3.0.0"}};
    project_.requiredVersion = ">= 1.11.0";  // write-only arguments
    project_.providers.emplace_back("provider", std::vector<std::string>{"azapi"}).set("disable_default_output", "true");
    variables();
    for (const DeployedResource& resource : templates_.main.resources) hcl_.declare(resource, false);
    for (const DeployedResource& resource : templates_.events.resources) hcl_.declare(resource, true);
    group();
    for (const DeployedResource& resource : templates_.main.resources) add(resource, false);
    for (const DeployedResource& resource : templates_.events.resources) add(resource, true);
    for (const DeploymentTemplate* one : {&templates_.main, &templates_.events})
      for (const auto& [name, output] : one->outputs.items())
        project_.output(hclName(name), "From the deployment: " + name, hcl_.value(output["value"]));
    asked();
    if (!hcl_.unknown().empty())
      return tl::unexpected(Problems{{Severity::error, "not-expressible", "", 0, 0, "components",
                                      fmt::format("Terraform has no counterpart of {}", fmt::join(hcl_.unknown(), ", ")),
                                      "use the export functions-core-tools"}});
    return std::move(project_);
  }

 private:
  void variables() {
    project_.add({"resource_group", "Name of the resource group, which is made", "string", {}, false, {}, text("shop")});
    for (const DeploymentTemplate* one : {&templates_.main, &templates_.events})
      for (const auto& [name, parameter] : one->parameters.items()) {
        Variable variable{hclName(name), parameter["metadata"]["description"].get<std::string>()};
        if (parameter.contains("defaultValue")) variable.fallback = hcl_.value(parameter["defaultValue"]);
        variable.sensitive = parameter["type"] == "securestring";
        if (variable.sensitive) secrets_.insert("parameters('" + name + "')");
        project_.add(variable);
      }
    if (!secrets_.empty())
      project_.add({"secrets_version", "Raised, it sends the secrets again: they aren't kept in the state", "string",
                    Expression(text("1"))});
    if (!templates_.events.resources.empty())
      project_.add({"code_deployed", "Whether the code of the functions is published, which some resources name", "bool",
                    boolean(false)});
  }

  void group() {
    Block& group = project_.locals.emplace_back("resource", std::vector<std::string>{"azapi_resource", "group"});
    group.set("type", text("Microsoft.Resources/resourceGroups@2024-03-01"))
        .set("name", "var.resource_group")
        .set("location", "var.location")
        .set("tags", "local.tags");
    project_.locals.emplace_back("data", std::vector<std::string>{"azapi_client_config", "current"});
    Block locals("locals");
    Json known = templates_.main.variables;
    for (const auto& [name, value] : templates_.events.variables.items())
      if (!known.contains(name)) known[name] = value;
    for (const auto& [name, value] : known.items()) locals.set(hclName(name), hcl_.value(value));
    project_.locals.push_back(std::move(locals));
  }

  // Whether a value is a secret that goes to Azure without a copy in the resource's own state.
  bool isSecret(const Json& value) const {
    if (!value.is_string()) return false;
    const auto text = value.get<std::string>();
    return isArmExpression(text) && (text.find("listKeys(") != std::string::npos ||
                                     std::any_of(secrets_.begin(), secrets_.end(), [&](const std::string& secret) {
                                       return text.find(secret) != std::string::npos;
                                     }));
  }

  // Moves what is secret out of an object; lists go as a whole.
  Json secretsOf(Json& body, const std::string& path, std::vector<std::string>& paths) const {
    Json secret = Json::object(), kept = Json::object();
    for (auto& [key, value] : body.items()) {
      const std::string at = path.empty() ? key : path + "." + key;
      if (isSecret(value)) {
        secret[key] = value;
        paths.push_back(at);
        continue;
      }
      if (value.is_object())
        if (Json inner = secretsOf(value, at, paths); !inner.empty()) secret[key] = inner;
      kept[key] = value;
    }
    body = kept;
    return secret;
  }

  void add(const DeployedResource& resource, bool counted) {
    const std::string address = hcl_.address(resource);
    const std::size_t dot = address.find('.');
    const std::string kind = address.substr(0, dot), name = address.substr(dot + 1, address.find('[') - dot - 1);
    Block block("resource", {kind, name});
    if (counted) block.set("count", "var.code_deployed ? 1 : 0");
    block.set("type", text(resource.type + "@" + resource.version));
    block.set("parent_id", hcl_.parentOf(resource));
    block.set("name", hcl_.notation(resource.name.back()));
    Json body = Json::object();
    for (const auto& [key, content] : resource.body.items()) {
      if (key == "location" || key == "tags")
        block.set(key, hcl_.value(content));
      else if (key == "identity")
        block.block("identity").set("type", hcl_.value(content.at("type")));
      else if (key != "scope")
        body[key] = content;
    }
    std::vector<std::string> paths;
    const Json secret = secretsOf(body, "", paths);
    if (!body.empty()) block.set("body", hcl_.value(body));
    if (!secret.empty()) {
      block.set("sensitive_body", hcl_.value(secret));
      Expression versions = object();
      for (const std::string& path : paths)
        versions.with(path, secrets_.empty() ? Expression(text("1")) : Expression("var.secrets_version"));
      block.set("sensitive_body_version", versions);
    }
    if (!resource.after.empty()) {
      std::vector<Expression> after;
      for (const std::string& id : resource.after) after.emplace_back(withoutIndex(hcl_.addressOf(id)));
      block.set("depends_on", list(std::move(after)));
    }
    project_.part(partOf(resource.type)).push_back(std::move(block));
  }

  static std::string withoutIndex(const std::string& address) { return address.substr(0, address.find('[')); }

  // What references ask of the responses, and data sources for keys.
  void asked() {
    for (auto& [part, blocks] : project_.parts)
      for (Block& block : blocks) {
        const std::string plain = block.labels.at(0) + "." + block.labels.at(1);
        std::vector<std::string> paths;
        for (const auto& [address, asked] : hcl_.exported())
          if (withoutIndex(address) == plain) paths.insert(paths.end(), asked.begin(), asked.end());
        if (!paths.empty()) block.set("response_export_values", texts(paths));
      }
    for (const auto& [name, keys] : hcl_.keys())
      project_.part("keys")
          .emplace_back("data", std::vector<std::string>{"azapi_resource_action", name})
          .set("type", text(keys.type))
          .set("resource_id", keys.resourceId)
          .set("action", text("listKeys"))
          .set("sensitive_response_export_values", texts({keys.paths.begin(), keys.paths.end()}));
  }

  const AzureTemplates& templates_;
  ArmHcl hcl_;
  Project project_;
  std::set<std::string> secrets_;
};

}  // namespace

tl::expected<Project, Problems> azureStack(const AzureTemplates& templates) { return Stack(templates).made(); }

}  // namespace virga::model
