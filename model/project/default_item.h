#pragma once

#include <string>

#include <tl/expected.hpp>

#include "model/architecture/architecture.h"

namespace virga::model {

// What is appended to the list, or set for the optional part, with this key of the owner when nothing else is said, as
// YAML text: "{route: ANY /, to: checkout}" for `routes`. The error says which component is needed first.
tl::expected<std::string, std::string> defaultItem(const Architecture& architecture, const Component& owner,
                                                   const std::string& key);

}  // namespace virga::model
