#include "model/edit/drawing.h"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "model/edit/edges.h"
#include "model/project/names.h"

namespace virga::model {

namespace {

bool isTaken(const Architecture& architecture, const std::string& title) {
  return std::any_of(architecture.groups.begin(), architecture.groups.end(),
                     [&](const Group& group) { return group.title == title; });
}

void leaveGroups(Architecture& architecture, const std::set<ComponentId>& ids) {
  for (auto& group : architecture.groups)
    std::erase_if(group.members, [&](const ComponentId& member) { return ids.contains(member); });
  std::erase_if(architecture.groups, [](const Group& group) { return group.members.empty(); });
}

}  // namespace

Edited groupComponents(const Architecture& architecture, const std::set<ComponentId>& ids, const std::string& title) {
  if (const auto fault = nameFault(title); !fault.empty()) return tl::unexpected(fault);
  Group group;
  for (const auto& component : architecture.components)
    if (ids.contains(component.id)) group.members.push_back(component.id);
  if (group.members.empty()) return tl::unexpected(std::string("select the components of the group first"));
  Architecture result = architecture;
  leaveGroups(result, ids);
  group.title = title;
  for (int next = 2; isTaken(result, group.title); ++next) group.title = fmt::format("{} {}", title, next);
  result.groups.push_back(std::move(group));
  return result;
}

Edited ungroupComponents(const Architecture& architecture, const std::set<ComponentId>& ids) {
  Architecture result = architecture;
  const auto gone = std::erase_if(result.groups, [&](const Group& group) {
    return std::any_of(group.members.begin(), group.members.end(), [&](const auto& member) { return ids.contains(member); });
  });
  if (gone == 0) return tl::unexpected(std::string("nothing that is selected is in a group"));
  return result;
}

Edited renameGroup(const Architecture& architecture, const std::string& from, const std::string& to) {
  if (from == to) return architecture;
  if (const auto fault = nameFault(to); !fault.empty()) return tl::unexpected(fault);
  if (isTaken(architecture, to)) return tl::unexpected(fmt::format("there is a group '{}' already", to));
  Architecture result = architecture;
  for (auto& group : result.groups)
    if (group.title == from) {
      group.title = to;
      return result;
    }
  return tl::unexpected(fmt::format("there is no group '{}'", from));
}

const Group* groupOf(const Architecture& architecture, const ComponentId& id) {
  for (const auto& group : architecture.groups)
    if (std::find(group.members.begin(), group.members.end(), id) != group.members.end()) return &group;
  return nullptr;
}

Edited setPinned(const Architecture& architecture, const std::set<ComponentId>& ids, bool pinned) {
  if (ids.empty()) return tl::unexpected(std::string("select the components first"));
  Architecture result = architecture;
  std::erase_if(result.pinned, [&](const ComponentId& id) { return ids.contains(id); });
  if (pinned)
    for (const auto& component : result.components)
      if (ids.contains(component.id)) result.pinned.push_back(component.id);
  return result;
}

Edited setBend(const Architecture& architecture, const ComponentId& from, const ComponentId& to,
               std::vector<Position> points) {
  Architecture result = architecture;
  const auto bend = std::find_if(result.bends.begin(), result.bends.end(),
                                 [&](const Bend& other) { return other.from == from && other.to == to; });
  if (points.empty()) {
    if (bend != result.bends.end()) result.bends.erase(bend);
  } else if (bend != result.bends.end()) {
    bend->points = std::move(points);
  } else {
    result.bends.push_back({from, to, std::move(points)});
  }
  return result;
}

const Bend* bendOf(const Architecture& architecture, const ComponentId& from, const ComponentId& to) {
  for (const auto& bend : architecture.bends)
    if (bend.from == from && bend.to == to) return &bend;
  return nullptr;
}

void removeBendsAt(Architecture& architecture, const std::set<ComponentId>& ids) {
  std::erase_if(architecture.bends, [&](const Bend& bend) { return ids.contains(bend.from) || ids.contains(bend.to); });
}

void carryBends(Architecture& architecture, const std::map<ComponentId, Position>& shifts) {
  for (auto& bend : architecture.bends) {
    const auto from = shifts.find(bend.from);
    const auto to = shifts.find(bend.to);
    if (from == shifts.end() || to == shifts.end() || from->second != to->second) continue;
    for (auto& point : bend.points) point = {point.x + from->second.x, point.y + from->second.y};
  }
}

void dropStaleDrawing(Architecture& architecture, const Architecture& before) {
  std::set<ComponentId> gone;
  const auto note = [&](const ComponentId& id) {
    if (!architecture.find(id)) gone.insert(id);
  };
  for (const auto& group : architecture.groups) std::for_each(group.members.begin(), group.members.end(), note);
  std::for_each(architecture.pinned.begin(), architecture.pinned.end(), note);
  leaveGroups(architecture, gone);
  std::erase_if(architecture.pinned, [&](const ComponentId& id) { return gone.contains(id); });
  if (architecture.bends.empty()) return;
  const auto drawnIn = [](const Architecture& value) {
    std::set<std::pair<ComponentId, ComponentId>> drawn;
    for (const auto& edge : edges(value)) drawn.emplace(edge.from, edge.to);
    return drawn;
  };
  const auto was = drawnIn(before), is = drawnIn(architecture);
  std::erase_if(architecture.bends, [&](const Bend& bend) {
    const std::pair ends{bend.from, bend.to};
    return !architecture.find(bend.from) || !architecture.find(bend.to) || (was.contains(ends) && !is.contains(ends));
  });
}

}  // namespace virga::model
