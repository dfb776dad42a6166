#pragma once

#include <string>
#include <string_view>

namespace virga::model {

// The name of a component's resource in Terraform: "order-intake" → "order_intake". Different ids have different names, for
// an id holds no underscore.
std::string terraformName(std::string_view componentId);

}  // namespace virga::model
