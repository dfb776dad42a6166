#include "model/import/arm/azure_address.h"

#include <string_view>

#include "model/import/arm/json_at.h"

namespace virga::model {

std::optional<ComponentId> azureAppAt(const AzureDesign& azure, const std::string& url) {
  const auto isApp = [&](const ComponentId& id) {
    return azure.design.is<Function>(id) || azure.design.is<ContainerService>(id);
  };
  for (const ComponentId& id : azure.named(url))
    if (isApp(id)) return id;
  if (!url.starts_with("https://")) return {};
  const std::string host = inSmallLetters(url.substr(8, url.find('/', 8) - 8));
  const std::string name = host.substr(0, host.find('.'));
  const char* type =
      host.ends_with(".azurewebsites.net") ? "microsoft.web/sites:"
      : host.find(".resource:microsoft.app/managedenv") != std::string::npos || host.ends_with(".azurecontainerapps.io") ||
              inSmallLetters(url).find(name + ".resource:microsoft.app/managedenvironments") != std::string::npos
          ? "microsoft.app/containerapps:"
          : nullptr;
  if (!type) return {};
  const auto known = azure.components.find(type + name);
  if (known == azure.components.end()) return {};
  return known->second;
}

std::string azureOutsideName(const std::string& address) {
  constexpr std::string_view kParameter = "parameter:";
  if (address.starts_with(kParameter)) {
    std::string name = address.substr(kParameter.size());
    for (const std::string_view ending : {"-endpoint", "Endpoint", "-url", "Url"})
      if (name.size() > ending.size() && name.ends_with(ending)) return name.substr(0, name.size() - ending.size());
    return name;
  }
  if (!address.starts_with("https://") || address.find("resource:") != std::string::npos) return "";
  const std::string host = address.substr(8, address.find_first_of("/:?", 8) - 8);
  for (const char* own : {".windows.net", ".azure.net", ".azurewebsites.net", ".azure.com", ".azurecr.io"})
    if (host.ends_with(own)) return "";
  return host;
}

}  // namespace virga::model
