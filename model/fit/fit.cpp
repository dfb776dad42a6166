#include "model/fit/fit.h"

#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "model/checks/check.h"
#include "model/project/field_view.h"
#include "model/project/project_file.h"

namespace virga::model {
namespace {

// What is at the path of a component, as the project file writes it.
std::string textAt(const Architecture& architecture, const std::string& path) {
  const auto component = path.substr(0, path.find('.'));
  if (!architecture.find(component)) return {};
  for (const auto& field : fieldViews(architecture, component))
    if (field.path == path) return field.text.empty() ? field.defaultText : field.text;
  return {};
}

// Errors that a value nearby mends; one to a path, so that each is mended by itself.
Problems mendable(const Problems& problems) {
  Problems out;
  std::set<std::string> paths;
  for (const auto& problem : problems)
    if (problem.severity == Severity::error && isOfProvider(problem) && !problem.nearest.empty() &&
        paths.insert(problem.path).second)
      out.push_back(problem);
  return out;
}

// Replaces values until nothing is left to replace. A value may take another with it, which the next round sees.
Problems adjust(Architecture& architecture, const Catalog& catalog, std::vector<Adjustment>& adjustments) {
  constexpr int kMostRounds = 8;
  auto problems = check(architecture, catalog);
  for (int round = 0; round < kMostRounds; ++round) {
    const auto replaced = mendable(problems);
    if (replaced.empty()) break;
    std::vector<Setting> settings;
    for (const auto& problem : replaced) settings.push_back({problem.path, problem.nearest});
    auto changed = withSettings(architecture, settings);
    if (!changed) break;
    for (const auto& problem : replaced)
      adjustments.push_back({problem.path, textAt(architecture, problem.path), problem.nearest, problem.message});
    architecture = std::move(*changed);
    problems = check(architecture, catalog);
  }
  return problems;
}

// Where instances come in sizes, the function gets the next one.
void takeInstanceSizes(Architecture& architecture, const Catalog& catalog, std::vector<Adjustment>& adjustments) {
  for (auto& component : architecture.components) {
    auto* function = std::get_if<Function>(&component.kind);
    if (!function) continue;
    const auto size = catalog.instanceMemory(function->memory);
    if (size == function->memory) continue;
    adjustments.push_back({component.id + ".memory", toText(function->memory), toText(size),
                           fmt::format("instances of {} come in sizes, and {} is the nearest", catalog.name, toText(size))});
    function->memory = size;
  }
}

}  // namespace

FittedDesign fitted(const Architecture& architecture, const Catalog& catalog) {
  FittedDesign out{architecture, {}};
  const auto planned = withPlan(catalog, architecture);
  if (!planned) {
    out.fit.refusals = planned.error();
    return out;
  }
  const auto problems = adjust(out.architecture, *planned, out.fit.adjustments);
  takeInstanceSizes(out.architecture, *planned, out.fit.adjustments);
  for (const auto& problem : problems)
    if (problem.severity == Severity::error)
      out.fit.refusals.push_back(problem);
    else if (problem.severity == Severity::warning && isOfProvider(problem))
      out.fit.limitations.push_back(problem);
  return out;
}

}  // namespace virga::model
