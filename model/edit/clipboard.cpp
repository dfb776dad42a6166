#include "model/edit/clipboard.h"

#include <algorithm>
#include <map>
#include <utility>

#include <fmt/format.h>

#include "model/edit/card_size.h"
#include "model/edit/drawing.h"
#include "model/edit/edges.h"
#include "model/edit/edit.h"
#include "model/edit/fresh_id.h"
#include "model/edit/mentions.h"
#include "model/edit/remove.h"
#include "model/edit/rename.h"
#include "model/edit/setting_paths.h"
#include "model/project/project_file.h"

namespace virga::model {

namespace {

constexpr int kStep = 40;

std::set<ComponentId> idsOf(const Architecture& architecture) {
  std::set<ComponentId> ids;
  for (const auto& component : architecture.components) ids.insert(component.id);
  return ids;
}

std::string firstPart(const std::string& path) { return path.substr(0, path.find('.')); }

// What scenarios say of these components alone; none of those that say nothing.
std::vector<Scenario> scenariosOf(const Architecture& architecture, const std::set<ComponentId>& ids) {
  std::vector<Scenario> parts;
  for (auto part : architecture.scenarios) {
    std::erase_if(part.set, [&](const Setting& setting) { return !ids.contains(firstPart(setting.path)); });
    std::erase_if(part.faults, [&](const Fault& fault) { return !ids.contains(fault.component.id); });
    if (!part.set.empty() || !part.faults.empty()) parts.push_back(std::move(part));
  }
  return parts;
}

// Only these components; what they refer to may be missing. Groups come along that are there as a whole.
Architecture partsOf(const Architecture& architecture, const std::set<ComponentId>& ids) {
  Architecture parts;
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
  parts.scenarios = scenariosOf(architecture, ids);
  return parts;
}

// "checkout" of "checkout-2".
std::string stemOf(const ComponentId& id) {
  const auto dash = id.find_last_not_of("0123456789");
  const bool isNumbered = dash != std::string::npos && dash > 0 && dash + 1 < id.size() && id[dash] == '-';
  return isNumbered ? id.substr(0, dash) : id;
}

// New names for the parts whose names are taken; none of them is the name of another part.
std::map<ComponentId, ComponentId> freshNames(const Architecture& parts, const std::set<ComponentId>& taken) {
  auto used = idsOf(parts);
  used.insert(taken.begin(), taken.end());
  std::map<ComponentId, ComponentId> names;
  std::map<std::string, int> numbers;  // the next to try, by stem
  for (const auto& component : parts.components) {
    if (!taken.contains(component.id)) continue;
    const auto stem = stemOf(component.id);
    int& number = numbers.try_emplace(stem, 2).first->second;
    const auto name = [&] { return idWithEnding(stem, fmt::format("-{}", number)); };
    while (used.contains(name())) ++number;
    used.insert(name());
    names[component.id] = name();
  }
  return names;
}

// Where cards stand, from left to right, so that covered ones are found among thousands.
class Cards {
 public:
  explicit Cards(const Architecture& architecture) {
    for (const auto& placed : architecture.layout) places_.push_back(placed.second);
    std::sort(places_.begin(), places_.end(), [](Position a, Position b) { return a.x < b.x; });
  }

  bool hasNear(Position corner) const {
    auto card = std::lower_bound(places_.begin(), places_.end(), corner.x - kCardWidth - kGrid,
                                 [](Position place, int x) { return place.x < x; });
    for (; card != places_.end() && card->x <= corner.x + kCardWidth + kGrid; ++card)
      if (covers(*card, corner)) return true;
    return false;
  }

 private:
  std::vector<Position> places_;
};

Position movedBy(Position position, Position by) { return {position.x + by.x, position.y + by.y}; }

// How far the new cards must move.
Position offsetFor(const Cards& cards, const Architecture& added, const Position* corner) {
  if (added.layout.empty()) return {};
  Position offset{kStep, kStep};
  if (corner) {
    Position least = added.layout.front().second;
    for (const auto& [id, position] : added.layout) least = {std::min(least.x, position.x), std::min(least.y, position.y)};
    offset = {corner->x - least.x, corner->y - least.y};
  }
  const auto covers = [&](const auto& placed) { return cards.hasNear(movedBy(placed.second, offset)); };
  // Each step leaves one column or row of covered cards behind, so that this ends.
  while (std::any_of(added.layout.begin(), added.layout.end(), covers)) offset = movedBy(offset, {kStep, kStep});
  return offset;
}

void addScenarioParts(Architecture& architecture, const std::vector<Scenario>& parts) {
  for (auto& scenario : architecture.scenarios)
    for (const auto& part : parts) {
      if (scenario.name != part.name) continue;
      scenario.set.insert(scenario.set.end(), part.set.begin(), part.set.end());
      scenario.faults.insert(scenario.faults.end(), part.faults.begin(), part.faults.end());
    }
}

Pasted added(const Architecture& architecture, Architecture parts, const Position* corner) {
  parts = tidyUp(renamed(parts, freshNames(parts, idsOf(architecture))), true);
  const auto offset = offsetFor(Cards(tidyUp(architecture, true)), parts, corner);
  Pasted pasted{architecture, {}};
  auto& result = pasted.architecture;
  for (const auto& component : parts.components) {
    pasted.ids.push_back(component.id);
    result.components.push_back(component);
  }
  for (const auto& [id, position] : parts.layout) result.layout.emplace_back(id, movedBy(position, offset));
  for (const auto& group : parts.groups)
    result = *groupComponents(result, {group.members.begin(), group.members.end()}, group.title);
  for (auto& bend : parts.bends) {
    for (auto& point : bend.points) point = movedBy(point, offset);
    result.bends.push_back(std::move(bend));
  }
  result.pinned.insert(result.pinned.end(), parts.pinned.begin(), parts.pinned.end());
  addScenarioParts(result, parts.scenarios);
  return pasted;
}

}  // namespace

Copied copyComponents(const Architecture& architecture, const std::set<ComponentId>& ids) {
  Copied copied;
  for (const auto& edge : edges(architecture)) copied.lostEdges += ids.contains(edge.from) && !ids.contains(edge.to) ? 1 : 0;
  auto parts = withoutReferences(partsOf(architecture, ids),
                                 [&](const ComponentRef& ref, const std::string&) { return !ids.contains(ref.id); });
  dropMentions(parts, [&](const ComponentId& id) { return !ids.contains(id); });
  for (auto& scenario : parts.scenarios)
    std::erase_if(scenario.set, [&](const Setting& setting) {
      return std::any_of(architecture.components.begin(), architecture.components.end(), [&](const Component& component) {
        return !ids.contains(component.id) && valueNames(setting, component.id);
      });
    });
  if (!parts.components.empty()) copied.text = writeProject(parts);
  return copied;
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
  return added(architecture, partsOf(*read, idsOf(*read)), corner);
}

Pasted duplicateComponents(const Architecture& architecture, const std::set<ComponentId>& ids) {
  return added(architecture, partsOf(architecture, ids), nullptr);
}

}  // namespace virga::model
