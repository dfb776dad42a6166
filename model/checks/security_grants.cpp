#include <algorithm>
#include <map>
#include <string>
#include <vector>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "model/checks/function_access.h"
#include "model/checks/rules.h"

// What functions may do beyond what is drawn.
namespace virga::model {
namespace {

void checkGrant(const ComponentId& id, const Grant& grant, const std::string& path, const FunctionAccess& needed,
                Problems& problems) {
  const auto tell = [&](Severity severity, const char* rule, std::string message, std::string hint) {
    report(problems, severity, rule, path, std::move(message), std::move(hint));
  };
  const bool administers =
      std::find(grant.access.begin(), grant.access.end(), GrantedAccess::administer) != grant.access.end();
  if (!grant.on) {
    if (grant.access.empty())
      tell(Severity::error, "grant-of-everything", fmt::format("'{}' may do everything with everything in the account", id),
           "grant what its steps need");
    else
      tell(Severity::warning, "grant-to-everything",
           fmt::format("a permission of '{}' holds for everything in the account", id), "name the component that is meant");
    return;
  }
  const auto* drawn = needed.find(grant.on->id);
  if (!drawn) {
    tell(Severity::warning, "grant-unused", fmt::format("'{}' may use '{}', and none of its steps does", id, grant.on->id),
         "take the permission away, or draw what it is for");
  } else if (grant.access.empty()) {
    tell(Severity::warning, "grant-of-all-access",
         fmt::format("'{}' may do everything with '{}', its settings too", id, grant.on->id), "name what is needed");
  } else if (administers) {
    tell(Severity::warning, "grant-administer", fmt::format("'{}' may change the settings of '{}'", id, grant.on->id),
         "leave that to deployments");
  } else {
    std::vector<std::string> unneeded;
    for (const auto access : grant.access)
      if (!drawn->kinds.contains(access)) unneeded.push_back(accessName(access));
    if (!unneeded.empty())
      tell(Severity::info, "grant-unused",
           fmt::format("'{}' may {} at '{}', and none of its steps does", id, fmt::join(unneeded, " and "), grant.on->id),
           "take it out of the permission, or draw what it is for");
  }
}

}  // namespace

void checkGrants(const Checked& checked, Problems& problems) {
  std::map<ComponentId, FunctionAccess> needed;
  for (auto& access : functionAccesses(checked.architecture)) needed.emplace(access.function, access);
  for (const auto& [id, description, kind] : checked.architecture.components)
    if (const auto* function = std::get_if<Function>(&kind))
      for (std::size_t i = 0; i < function->grants.size(); ++i)
        checkGrant(id, function->grants[i], fmt::format("{}.grants.{}", id, i), needed.at(id), problems);
}

}  // namespace virga::model
