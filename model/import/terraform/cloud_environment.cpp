#include "model/import/terraform/cloud_environment.h"

#include <algorithm>
#include <string_view>

#include <fmt/format.h>

#include "model/import/environment_credentials.h"
#include "model/import/terraform/cloud_values.h"

namespace virga::model {

namespace {

void addObject(const HclExpression& object, std::vector<EnvironmentVariable>& out) {
  for (std::size_t i = 0; i + 1 < object.items.size(); i += 2)
    if (object.kind == HclExpression::Kind::object) out.push_back({object.items[i].text, &object.items[i + 1]});
}

// "PAYMENTS" of "PAYMENTS_ENDPOINT"; empty if the key names no address.
std::string stemOf(const std::string& key) {
  for (const std::string_view ending : {"_ENDPOINT", "_URL", "_API"})
    if (key.size() > ending.size() && key.ends_with(ending)) return key.substr(0, key.size() - ending.size());
  return "";
}

bool isOutside(const CloudDesign& cloud, const EnvironmentVariable& variable) {
  return !stemOf(variable.key).empty() && !outsideName(*variable.value).empty() && cloud.named(*variable.value).empty();
}

void foldSecret(CloudDesign& cloud, const ComponentId& store, const std::string& outside, const Place& at) {
  auto& components = cloud.design.result.design.components;
  std::erase_if(components, [&](const Component& component) { return component.id == store; });
  std::erase_if(cloud.components, [&](const auto& known) { return known.second == store; });
  std::erase_if(cloud.spoken, [&](const auto& known) { return known.second == store; });
  cloud.design.assumed(at, fmt::format("the secret '{}' is the credential of '{}'", store, kebabId(outside)));
}

std::vector<std::string> originsIn(const std::string& text) {
  std::vector<std::string> origins;
  for (std::size_t from = 0; from <= text.size() && !text.empty();) {
    const std::size_t end = std::min(text.find(',', from), text.size());
    std::string one = text.substr(from, end - from);
    one.erase(0, one.find_first_not_of(' '));
    if (one == "*" || one.starts_with("https://") || one.starts_with("http://")) origins.push_back(one);
    from = end + 1;
  }
  return origins;
}

}  // namespace

std::vector<EnvironmentVariable> environmentOf(const TerraformResource& resource) {
  std::vector<EnvironmentVariable> variables;
  for (const char* key : {"environment_variables", "app_settings", "config", "connection_string", "user_env_vars"})
    for (const HclExpression* object : objectsAt(resource.values, key)) addObject(*object, variables);
  const auto container = [&](const HclExpression& one) {
    for (const HclExpression* variable : objectsAt(one, "env"))
      if (const HclExpression* value = valueAt(*variable, "value"))
        variables.push_back({textAt(*variable, "name"), value});
      else
        addObject(*variable, variables);
  };
  for (const char* outer : {"service_config", "template"})
    for (const HclExpression* block : objectsAt(resource.values, outer)) {
      for (const char* key : {"environment_variables", "secret_environment_variables"})
        for (const HclExpression* object : objectsAt(*block, key)) addObject(*object, variables);
      for (const HclExpression* one : objectsAt(*block, "containers")) container(*one);
      for (const HclExpression* spec : objectsAt(*block, "spec"))
        for (const HclExpression* one : objectsAt(*spec, "containers")) container(*one);
    }
  return variables;
}

void readEnvironments(CloudDesign& cloud) {
  for (const TerraformResource& resource : cloud.project.resources) {
    const auto known = cloud.components.find(CloudDesign::addressOf(resource));
    if (resource.data || known == cloud.components.end() || !cloud.design.stepsOf(known->second)) continue;
    const ComponentId id = known->second;
    const auto variables = environmentOf(resource);
    for (const EnvironmentVariable& variable : variables) {
      if (variable.value->kind == HclExpression::Kind::string)
        reportCredential(cloud.design, id, variable.key, variable.value->text, cloud.placeOf(resource));
      if (variable.key == "CORS_ORIGINS" && variable.value->kind == HclExpression::Kind::string)
        cloud.origins[id] = originsIn(variable.value->text);
      if (!isOutside(cloud, variable)) continue;
      const std::string stem = stemOf(variable.key);
      for (const EnvironmentVariable& other : variables)
        if (other.key.starts_with(stem + "_SECRET"))
          if (const auto store = cloud.first(other.value); store && cloud.design.is<SecretStore>(*store))
            foldSecret(cloud, *store, stem, cloud.placeOf(resource));
      if (const auto store = cloud.spoken.find("secrets/" + kebabId(stem));
          store != cloud.spoken.end() && cloud.design.is<SecretStore>(store->second))
        foldSecret(cloud, ComponentId(store->second), stem, cloud.placeOf(resource));
    }
  }
}

void callOutside(CloudDesign& cloud, const TerraformResource& resource, const ComponentId& caller) {
  for (const EnvironmentVariable& variable : environmentOf(resource)) {
    if (!isOutside(cloud, variable)) continue;
    const Place at = cloud.placeOf(resource);
    const ComponentId id = cloud.design.external(kebabId(stemOf(variable.key)), at, "the system at " + variable.key);
    cloud.design.use(caller, id, Operation::read, true, at);
  }
}

}  // namespace virga::model
