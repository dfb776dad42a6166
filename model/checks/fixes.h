#pragma once

#include <optional>
#include <string>
#include <vector>

#include "model/checks/quick_fix.h"
#include "model/edit/drawing.h"

// What the makers of quick fixes share, and the makers: each gives the fixes of one rule's findings.
namespace virga::model {

using Fixes = std::vector<QuickFix>;

inline ComponentId componentOf(const Problem& problem) { return problem.path.substr(0, problem.path.find('.')); }

template <typename Kind>
const Kind* kindAt(const Architecture& architecture, const ComponentId& id) {
  const auto* component = architecture.find(id);
  return component ? std::get_if<Kind>(&component->kind) : nullptr;
}

// A fix that changes a copy of the design by `change(Architecture&)`.
template <typename Change>
QuickFix changing(std::string title, Change change, bool removes = false) {
  return {std::move(title),
          [change](const Architecture& architecture) -> Edited {
            Architecture result = architecture;
            change(result);
            dropStaleDrawing(result, architecture);
            return result;
          },
          removes};
}

// Sets the value at the path, as a project file writes it: "Lower the timeout of checkout to 30 s".
QuickFix settingValue(const char* verb, const std::string& path, const std::string& value);

// Whether the function may run so long without a queue that it reads handing its messages out again meanwhile.
bool queuesAllow(const Architecture& architecture, const ComponentId& function, Duration timeout);

// structure_fixes.cpp
Fixes fixUnconnected(const Architecture& architecture, const Problem& problem);
Fixes fixNoDeadLetter(const Architecture& architecture, const Problem& problem);
Fixes fixDeadLetterCycle(const Architecture& architecture, const Problem& problem);
Fixes fixPublicRoute(const Architecture& architecture, const Problem& problem);
Fixes fixNoThrottle(const Architecture& architecture, const Problem& problem);
Fixes fixAnyOrigin(const Architecture& architecture, const Problem& problem);
Fixes fixDuplicateRoute(const Architecture& architecture, const Problem& problem);
Fixes fixUnknownRoute(const Architecture& architecture, const Problem& problem);
Fixes fixStreamConsumer(const Architecture& architecture, const Problem& problem);
Fixes fixTimeoutBeyondAge(const Architecture& architecture, const Problem& problem);
Fixes fixConnectionLimit(const Architecture& architecture, const Problem& problem);

// security_fixes.cpp
Fixes fixUnusedGrant(const Architecture& architecture, const Problem& problem);
Fixes fixCredentialsForAny(const Architecture& architecture, const Problem& problem);
Fixes fixUnneededSetting(const Architecture& architecture, const Problem& problem);

// step_fixes.cpp
Fixes fixCallCycle(const Architecture& architecture, const Problem& problem);
Fixes fixMessageLoop(const Architecture& architecture, const Problem& problem);
Fixes fixBranchShares(const Architecture& architecture, const Problem& problem);
Fixes fixWaitForCount(const Architecture& architecture, const Problem& problem);
Fixes fixWaitForAll(const Architecture& architecture, const Problem& problem);
Fixes fixIdleStep(const Architecture& architecture, const Problem& problem);
Fixes fixRetryTimes(const Architecture& architecture, const Problem& problem);
Fixes fixWaitBeyondTimeout(const Architecture& architecture, const Problem& problem);
Fixes fixRetryStorm(const Architecture& architecture, const Problem& problem);
Fixes fixBackoff(const Architecture& architecture, const Problem& problem);

}  // namespace virga::model
