#pragma once

#include <optional>
#include <string>

#include "model/import/arm/azure_design.h"

namespace virga::model {

// The function or container app at a URL of a template, by reference or name: "https://shop-x.azurewebsites.net".
std::optional<ComponentId> azureAppAt(const AzureDesign& azure, const std::string& url);

// What a system outside is called by a parameter ("payments-endpoint" is payments) or the host of a URL. Empty for addresses
// of Azure itself and whatever else.
std::string azureOutsideName(const std::string& address);

}  // namespace virga::model
