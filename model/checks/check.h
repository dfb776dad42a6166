#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "model/architecture/architecture.h"
#include "model/catalog/catalog.h"
#include "model/problem.h"

namespace virga::model {

// Design rules and the provider's limits over a readable project, by its settings of checks. Paths are set; line and column
// only where `withLocations` is used afterwards.
Problems check(const Architecture& architecture, const Catalog& catalog);

// A finding that the project says doesn't count.
struct IgnoredFinding {
  Problem problem;
  std::string reason;  // as the project states it
  bool operator==(const IgnoredFinding&) const = default;
};

struct CheckFindings {
  Problems problems;  // as check() gives them
  std::vector<IgnoredFinding> ignored;
  bool operator==(const CheckFindings&) const = default;
};

// check() with what the project's settings of checks take out of it. A finding of any severity can be ignored, with a
// reason; what can't be read at all, or has no such plan, is no finding of a rule and can't.
CheckFindings checkWithIgnored(const Architecture& architecture, const Catalog& catalog);

// Whether the finding is about what the provider offers, and not about the design as such: another provider may have none
// of it.
bool isOfProvider(const Problem& problem);

// The problems with line and column of their path in the project's text.
Problems withLocations(Problems problems, std::string_view text, std::string_view fileName);

}  // namespace virga::model
