#pragma once

#include <set>
#include <string>
#include <vector>

#include <tl/expected.hpp>

#include "model/project/field_view.h"

namespace virga::model {

// The fields that all of the components have: the same path below the component and the same type; no lists and nothing in
// them. Their paths begin with "*." instead of a name. Where the values differ the view is `mixed` and has no text; it
// `isDefault` if all are.
std::vector<FieldView> commonFields(const Architecture& architecture, const std::set<ComponentId>& components);

// The architecture with the value at `path` ("memory", "throttle.rate") of each of the components set from text (empty:
// back to the default), or a message that says of which component it can't be that.
tl::expected<Architecture, std::string> setFields(const Architecture& architecture, const std::set<ComponentId>& components,
                                                  const std::string& path, const std::string& text);

}  // namespace virga::model
