#include "model/edit/drawing_parts.h"

#include <set>
#include <utility>
#include <vector>

#include "model/edit/edges.h"

namespace virga::model {

void dropLostBends(Architecture& architecture) {
  if (architecture.bends.empty()) return;
  std::set<std::pair<ComponentId, ComponentId>> lines;
  for (auto& edge : edges(architecture)) lines.emplace(std::move(edge.from), std::move(edge.to));
  std::erase_if(architecture.bends, [&](const Bend& bend) { return !lines.contains({bend.from, bend.to}); });
}

void forgetInDrawing(Architecture& architecture, const std::function<bool(const ComponentId&)>& isGone) {
  for (auto& group : architecture.groups) std::erase_if(group.members, isGone);
  std::erase_if(architecture.groups, [](const Group& group) { return group.members.empty(); });
  std::erase_if(architecture.bends, [&](const Bend& bend) { return isGone(bend.from) || isGone(bend.to); });
  std::erase_if(architecture.pinned, isGone);
}

void renameInDrawing(Architecture& architecture, const ComponentId& from, const ComponentId& to) {
  const auto rename = [&](ComponentId& id) {
    if (id == from) id = to;
  };
  for (auto& group : architecture.groups)
    for (auto& member : group.members) rename(member);
  for (auto& bend : architecture.bends) {
    rename(bend.from);
    rename(bend.to);
  }
  for (auto& id : architecture.pinned) rename(id);
}

}  // namespace virga::model
