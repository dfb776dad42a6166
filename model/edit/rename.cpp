#include "model/edit/rename.h"

#include <algorithm>

#include <fmt/format.h>

#include "model/edit/edit.h"
#include "model/edit/mentions.h"
#include "model/edit/references.h"
#include "model/edit/setting_paths.h"
#include "model/project/document.h"

namespace virga::model {

Architecture renamed(const Architecture& architecture, const std::map<ComponentId, ComponentId>& names) {
  if (names.empty()) return architecture;
  Architecture result = architecture;
  const auto rename = [&](ComponentId& id) {
    if (const auto name = names.find(id); name != names.end()) id = name->second;
  };
  for (auto& component : result.components) {
    rename(component.id);
    forEachReference(component,
                     [&](ComponentRef& ref, EdgeRole, const std::string&, const std::string&) { rename(ref.id); });
  }
  for (auto& placed : result.layout) rename(placed.first);
  for (auto& group : result.groups)
    for (auto& member : group.members) rename(member);
  for (auto& bend : result.bends) {
    rename(bend.from);
    rename(bend.to);
  }
  for (auto& pinned : result.pinned) rename(pinned);
  forEachMention(result, [&](ComponentRef& ref) { rename(ref.id); });
  for (auto& scenario : result.scenarios) {
    for (auto& fault : scenario.faults) rename(fault.component.id);
    if (scenario.set.empty()) continue;
    applyPathChanges(scenario.set, {names.begin(), names.end()});
    for (const auto& [from, to] : names) renameInValues(scenario.set, from, to);
  }
  return result;
}

Edited renameComponent(const Architecture& architecture, const ComponentId& from, const ComponentId& to) {
  if (!architecture.find(from)) return tl::unexpected(fmt::format("there is no component '{}'", from));
  if (from == to) return architecture;
  if (const auto fault = componentIdFault(to); !fault.empty()) return tl::unexpected(fault);
  if (architecture.find(to)) return tl::unexpected(fmt::format("the name '{}' is taken by another component", to));
  return renamed(architecture, {{from, to}});
}

}  // namespace virga::model
