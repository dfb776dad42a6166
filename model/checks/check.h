#pragma once

#include <string_view>

#include "model/architecture/architecture.h"
#include "model/catalog/catalog.h"
#include "model/problem.h"

namespace virga::model {

// Design rules and the provider's limits over a readable project. Paths are set; line and column only where
// `withLocations` is used afterwards.
Problems check(const Architecture& architecture, const Catalog& catalog);

// Whether the finding is about what the provider offers, and not about the design as such: another provider may have none
// of it.
bool isOfProvider(const Problem& problem);

// The problems with line and column of their path in the project's text.
Problems withLocations(Problems problems, std::string_view text, std::string_view fileName);

}  // namespace virga::model
