#include "model/import/arm/azure_settings.h"

#include <algorithm>
#include <string_view>

#include "model/import/arm/json_at.h"

namespace virga::model {

namespace {

bool isCredentialIn(const std::map<std::string, std::string>& settings, const std::string& secret) {
  constexpr std::string_view kSecretName = "_SECRET_NAME";
  return std::any_of(settings.begin(), settings.end(), [&](const auto& setting) {
    const auto& [name, value] = setting;
    if (value != secret) return false;
    return name.ends_with("_FUNCTION_KEY") ||
           (name.ends_with(kSecretName) &&
            settings.contains(name.substr(0, name.size() - kSecretName.size()) + "_ENDPOINT"));
  });
}

}  // namespace

std::map<std::string, std::string> azureSettings(const ArmResource& app) {
  std::map<std::string, std::string> settings;
  const auto listed = jsonAt(app.body, "properties.siteConfig.appSettings");
  if (listed.is_array())
    for (const auto& setting : listed) settings[jsonTextAt(setting, "name")] = jsonTextAt(setting, "value");
  const auto containers = jsonAt(app.body, "properties.template.containers");
  if (containers.is_array())
    for (const auto& container : containers)
      if (const auto env = jsonAt(container, "env"); env.is_array())
        for (const auto& variable : env) settings[jsonTextAt(variable, "name")] = jsonTextAt(variable, "value");
  return settings;
}

bool isAzureCredential(const std::vector<ArmResource>& resources, const std::string& secret) {
  return std::any_of(resources.begin(), resources.end(),
                     [&](const ArmResource& app) { return isCredentialIn(azureSettings(app), secret); });
}

}  // namespace virga::model
