#include <utility>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "model/manifest/oci/oci_stack.h"
#include "model/manifest/plain_yaml.h"
#include "model/manifest/terraform_name.h"

namespace virga::model {

using terraform::text;

namespace {

void addVariable(OciStack& stack, const std::string& name, const std::string& description,
                 const std::string& formType = "string") {
  stack.project.add(terraform::Variable{name, description});
  stack.formTypes[name] = formType;
}

// Those that Resource Manager fills in itself.
bool isFilledIn(const std::string& variable) {
  return variable == "tenancy_ocid" || variable == "compartment_ocid" || variable == "region";
}

}  // namespace

void addOciVariables(OciStack& stack) {
  const OciPlan& plan = stack.plan;
  addVariable(stack, "tenancy_ocid", "OCID of the tenancy");
  addVariable(stack, "compartment_ocid", "OCID of the compartment that everything is made in",
              "oci:identity:compartment:id");
  terraform::Variable region{"region", "Region that everything is made in"};
  region.fallback = text(plan.region);
  stack.project.add(region);
  stack.formTypes[region.name] = "oci:identity:region:name";
  if (!plan.functions.empty() || !plan.databases.empty() || !plan.caches.empty())
    addVariable(stack, "functions_subnet_ocid", "OCID of a private subnet with a way to Oracle's services",
                "oci:core:subnet:id");
  if (!plan.functions.empty())
    addVariable(stack, "image_prefix",
                "Registry and folder that fn push has put the images into: iad.ocir.io/namespace/folder");
  if (!plan.apis.empty())
    addVariable(stack, "gateway_subnet_ocid", "OCID of the public subnet of the gateways", "oci:core:subnet:id");
  if (!plan.buckets.empty()) addVariable(stack, "object_storage_namespace", "Object Storage namespace of the tenancy");
  for (const ComponentId& id : plan.auths) {
    const std::string name = terraformName(id);
    addVariable(stack, name + "_issuer", fmt::format("Issuer of the tokens of {}", id));
    addVariable(stack, name + "_audience", fmt::format("Audience of the tokens of {}", id));
    addVariable(stack, name + "_keys_url", fmt::format("URL of the keys that the tokens of {} are signed with", id));
  }
  for (const ComponentId& id : plan.externals)
    addVariable(stack, terraformName(id) + "_endpoint", fmt::format("URL that {} is called at", id));
}

std::string ociStackForm(const OciStack& stack) {
  using Json = nlohmann::ordered_json;
  const OciPlan& plan = stack.plan;
  Json schema = Json::object();
  schema["title"] = plan.names.application();
  if (!plan.architecture->description.empty()) schema["description"] = plan.architecture->description;
  schema["stackDescription"] = "Functions and what they use, as they are drawn";
  schema["schemaVersion"] = "1.1.0";
  schema["version"] = "20190304";
  schema["locale"] = "en";
  Json stated = Json::array(), filledIn = Json::array(), variables = Json::object();
  for (const terraform::Variable& variable : stack.project.variables) {
    const std::string& type = stack.formTypes.at(variable.name);
    (isFilledIn(variable.name) ? filledIn : stated).push_back(variable.name);
    Json& entry = variables[variable.name];
    entry["title"] = variable.description;
    entry["type"] = type;
    entry["required"] = true;
    if (type == "oci:core:subnet:id") entry["dependsOn"]["compartmentId"] = "compartment_ocid";
  }
  schema["variableGroups"] = Json::array();
  schema["variableGroups"].push_back(
      {{"title", "Filled in by Resource Manager"}, {"visible", false}, {"variables", filledIn}});
  if (!stated.empty()) schema["variableGroups"].push_back({{"title", "To fill in"}, {"variables", stated}});
  schema["variables"] = variables;
  return toYaml(schema);
}

}  // namespace virga::model
