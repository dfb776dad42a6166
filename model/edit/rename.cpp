#include <algorithm>

#include <fmt/format.h>

#include "model/edit/edit.h"
#include "model/edit/references.h"
#include "model/edit/setting_paths.h"
#include "model/project/document.h"

namespace virga::model {

Edited renameComponent(const Architecture& architecture, const ComponentId& from, const ComponentId& to) {
  if (!architecture.find(from)) return tl::unexpected(fmt::format("there is no component '{}'", from));
  if (from == to) return architecture;
  if (const auto fault = componentIdFault(to); !fault.empty()) return tl::unexpected(fault);
  if (architecture.find(to)) return tl::unexpected(fmt::format("the name '{}' is taken by another component", to));
  Architecture result = architecture;
  const auto rename = [&](ComponentId& id) {
    if (id == from) id = to;
  };
  for (auto& component : result.components) {
    rename(component.id);
    forEachReference(component,
                     [&](ComponentRef& ref, EdgeRole, const std::string&, const std::string&) { rename(ref.id); });
  }
  for (auto& placed : result.layout) rename(placed.first);
  for (auto& group : result.groups) std::for_each(group.members.begin(), group.members.end(), rename);
  for (auto& bend : result.bends) {
    rename(bend.from);
    rename(bend.to);
  }
  std::for_each(result.pinned.begin(), result.pinned.end(), rename);
  for (auto& scenario : result.scenarios) {
    for (auto& fault : scenario.faults) rename(fault.component.id);
    applyPathChanges(scenario.set, {{from, to}});
    renameInValues(scenario.set, from, to);
  }
  return result;
}

}  // namespace virga::model
