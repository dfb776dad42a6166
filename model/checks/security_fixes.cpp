#include <algorithm>
#include <charconv>
#include <optional>

#include <fmt/format.h>

#include "model/checks/fixes.h"
#include "model/checks/function_access.h"

// Fixes that take away what is allowed too much, and settings of checks that do nothing.
namespace virga::model {
namespace {

// The index that stands behind `key` in the path; none where it isn't one.
std::optional<std::size_t> indexBehind(const std::string& path, std::string_view key) {
  const auto at = path.find(key);
  if (at == std::string::npos) return {};
  std::size_t index = 0;
  const auto* begin = path.data() + at + key.size();
  if (std::from_chars(begin, path.data() + path.size(), index).ec != std::errc{}) return {};
  return index;
}

}  // namespace

// Narrows the permission to what is drawn; one of which nothing is left goes.
Fixes fixUnusedGrant(const Architecture& architecture, const Problem& problem) {
  const auto id = componentOf(problem);
  const auto index = indexBehind(problem.path, ".grants.");
  const auto* function = kindAt<Function>(architecture, id);
  if (!function || !index || *index >= function->grants.size()) return {};
  const auto& grant = function->grants[*index];
  std::vector<GrantedAccess> needed;
  if (grant.on)
    for (const auto& each : functionAccesses(architecture)) {
      const auto* drawn = each.function == id ? each.find(grant.on->id) : nullptr;
      if (!drawn) continue;
      for (const auto access : drawn->kinds)
        if (grant.access.empty() || std::find(grant.access.begin(), grant.access.end(), access) != grant.access.end())
          needed.push_back(access);
    }
  const auto title = !needed.empty() ? fmt::format("Narrow the permission of {} to what its steps need", id)
                     : grant.on      ? fmt::format("Take the permission on {} from {}", grant.on->id, id)
                                     : fmt::format("Take the permission on everything from {}", id);
  return {changing(
      title,
      [id, at = *index, needed](Architecture& result) {
        auto& grants = std::get<Function>(result.find(id)->kind).grants;
        if (needed.empty())
          grants.erase(grants.begin() + static_cast<std::ptrdiff_t>(at));
        else
          grants[at].access = needed;
      },
      true)};
}

Fixes fixCredentialsForAny(const Architecture& architecture, const Problem& problem) {
  const auto id = componentOf(problem);
  const auto* api = kindAt<HttpApi>(architecture, id);
  if (!api || !api->cors) return {};
  return {changing(fmt::format("Leave credentials out of what pages send to {}", id), [id](Architecture& result) {
    std::get<HttpApi>(result.find(id)->kind).cors->credentials = Credentials::omit;
  })};
}

Fixes fixUnneededSetting(const Architecture& architecture, const Problem& problem) {
  const auto index = indexBehind(problem.path, "checks.");
  if (!index || *index >= architecture.checks.size()) return {};
  Fixes fixes;
  if (!problem.nearest.empty())
    fixes.push_back(
        changing(fmt::format("Mean the check {}", problem.nearest),
                 [at = *index, near = problem.nearest](Architecture& result) { result.checks[at].check = near; }));
  fixes.push_back(changing(
      fmt::format("Take away the setting of {}", architecture.checks[*index].check),
      [at = *index](Architecture& result) { result.checks.erase(result.checks.begin() + static_cast<std::ptrdiff_t>(at)); },
      true));
  return fixes;
}

}  // namespace virga::model
