#pragma once

#include <functional>
#include <string>

#include "model/architecture/architecture.h"

namespace virga::model {

// Whether the reference at the path is to go.
using ReferenceFilter = std::function<bool(const ComponentRef& ref, const std::string& path)>;

// The architecture without the flows, routes, consumers, steps and other values whose reference is to go. Branches of
// `parallel` that lose all their steps go too. Settings keep meaning the same values: their indices follow, and those of
// removed values go. Lines
// that are gone lose their bends.
Architecture withoutReferences(const Architecture& architecture, const ReferenceFilter& isRemoved);

}  // namespace virga::model
