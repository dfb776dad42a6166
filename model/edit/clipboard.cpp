#include "model/edit/clipboard.h"

#include <algorithm>
#include <cstdlib>
#include <optional>
#include <utility>

#include <fmt/format.h>

#include "model/edit/drawing.h"
#include "model/edit/edit.h"
#include "model/project/project_file.h"

namespace virga::model {

namespace {

// Cards of 180 × 84 on a grid of 20: closer corners cover each other.
constexpr int kCardWidth = 180;
constexpr int kCardHeight = 84;
constexpr int kStep = 40;
constexpr std::size_t kLongestId = 63;

// "checkout-2", "checkout-3", …: the first that neither project has.
ComponentId freshId(const Architecture& one, const Architecture& other, const ComponentId& like) {
  const auto dash = like.find_last_of('-');
  const bool numbered = dash != std::string::npos && dash > 0 && dash + 1 < like.size() &&
                        like.find_first_not_of("0123456789", dash + 1) == std::string::npos;
  const auto stem = numbered ? like.substr(0, dash) : like;
  for (int next = 2;; ++next) {
    const auto ending = fmt::format("-{}", next);
    const auto id = stem.substr(0, kLongestId - ending.size()) + ending;
    if (!one.find(id) && !other.find(id)) return id;
  }
}

Position movedBy(Position position, Position by) { return {position.x + by.x, position.y + by.y}; }

// How far the new cards must move.
Position offsetFor(const Architecture& architecture, const Architecture& added, const Position* corner) {
  if (added.layout.empty()) return {};
  if (corner) {
    Position least = added.layout.front().second;
    for (const auto& [id, position] : added.layout) least = {std::min(least.x, position.x), std::min(least.y, position.y)};
    return {corner->x - least.x, corner->y - least.y};
  }
  const auto covers = [&](Position offset) {
    for (const auto& [id, position] : added.layout)
      for (const auto& [other, place] : architecture.layout) {
        const auto moved = movedBy(position, offset);
        if (std::abs(moved.x - place.x) < kCardWidth && std::abs(moved.y - place.y) < kCardHeight) return true;
      }
    return false;
  };
  Position offset;
  // Each step leaves one column or row of covered cards behind, so that this ends.
  while (covers(offset)) offset = movedBy(offset, {kStep, kStep});
  return offset;
}

std::string freshTitle(const Architecture& architecture, const std::string& like) {
  const auto taken = [&](const std::string& title) {
    return std::any_of(architecture.groups.begin(), architecture.groups.end(),
                       [&](const Group& group) { return group.title == title; });
  };
  std::string title = like;
  for (int next = 2; taken(title); ++next) title = fmt::format("{} {}", like, next);
  return title;
}

Pasted added(const Architecture& architecture, Architecture parts, const Position* corner) {
  const auto originals = parts.components;
  for (const auto& component : originals)
    if (architecture.find(component.id))
      parts = *renameComponent(parts, component.id, freshId(architecture, parts, component.id));
  const auto offset = offsetFor(architecture, parts, corner);
  Pasted pasted{architecture, {}};
  auto& result = pasted.architecture;
  for (auto& component : parts.components) {
    pasted.ids.push_back(component.id);
    result.components.push_back(std::move(component));
  }
  for (const auto& [id, position] : parts.layout) result.layout.emplace_back(id, movedBy(position, offset));
  for (auto& group : parts.groups) {
    group.title = freshTitle(result, group.title);
    result.groups.push_back(std::move(group));
  }
  for (auto& bend : parts.bends) {
    for (auto& point : bend.points) point = movedBy(point, offset);
    result.bends.push_back(std::move(bend));
  }
  result.pinned.insert(result.pinned.end(), parts.pinned.begin(), parts.pinned.end());
  return pasted;
}

// Only these components, without the project's scenarios; what they refer to may be missing. Groups come along that are
// there as a whole.
Architecture partsOf(const Architecture& architecture, const std::set<ComponentId>& ids) {
  Architecture parts;
  parts.name = architecture.name;
  parts.target = architecture.target;
  for (const auto& component : architecture.components)
    if (ids.contains(component.id)) parts.components.push_back(component);
  for (const auto& placed : architecture.layout)
    if (ids.contains(placed.first)) parts.layout.push_back(placed);
  const auto inParts = [&](const ComponentId& id) { return ids.contains(id); };
  for (const auto& group : architecture.groups)
    if (std::all_of(group.members.begin(), group.members.end(), inParts)) parts.groups.push_back(group);
  for (const auto& bend : architecture.bends)
    if (inParts(bend.from) && inParts(bend.to)) parts.bends.push_back(bend);
  std::copy_if(architecture.pinned.begin(), architecture.pinned.end(), std::back_inserter(parts.pinned), inParts);
  return parts;
}

}  // namespace

std::string copyComponents(const Architecture& architecture, const std::set<ComponentId>& ids) {
  std::set<ComponentId> others;
  for (const auto& component : architecture.components)
    if (!ids.contains(component.id)) others.insert(component.id);
  // What leads to the others goes first, while they are known.
  const auto parts = partsOf(removeComponents(architecture, others), ids);
  return parts.components.empty() ? std::string() : writeProject(parts);
}

tl::expected<Pasted, std::string> pasteComponents(const Architecture& architecture, std::string_view text,
                                                  const Position* corner) {
  auto read = readProject(text, "");
  if (!read) {
    const auto& first = read.error().front();
    return tl::unexpected(first.line > 0
                              ? fmt::format("the text isn't of a Virga project: line {}: {}", first.line, first.message)
                              : fmt::format("the text isn't of a Virga project: {}", first.message));
  }
  if (read->components.empty()) return tl::unexpected(std::string("the text has no components"));
  std::set<ComponentId> all;
  for (const auto& component : read->components) all.insert(component.id);
  return added(architecture, partsOf(*read, all), corner);
}

Pasted duplicateComponents(const Architecture& architecture, const std::set<ComponentId>& ids) {
  return added(architecture, partsOf(architecture, ids), nullptr);
}

}  // namespace virga::model
