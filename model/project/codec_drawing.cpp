#include "model/project/codec_drawing.h"

#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <unordered_set>
#include <utility>

#include <fmt/format.h>

#include "model/project/codec_project.h"
#include "model/project/kind_names.h"
#include "model/project/names.h"

namespace virga::model {
namespace {

constexpr std::string_view kArrow = " → ";

// The map below the key, or null where there is none to read.
const Tree* mapOf(Reader& reader, const Tree& root, std::string_view key, std::string_view expected) {
  const Tree* const tree = root.find(key);
  if (!tree || tree->isNothing() || !reader.expectMap(*tree, expected)) return nullptr;
  return tree;
}

// A list of one or more; else an error that says what it is a list of.
bool expectItems(Reader& reader, const Tree& tree, std::string_view expected, std::string_view none) {
  if (!reader.expectList(tree, expected)) return false;
  if (!tree.items.empty()) return true;
  reader.error(tree.origin, "bad-value", std::string(none));
  return false;
}

void readGroups(Reader& reader, const Tree& root, Architecture& architecture) {
  const Reader::At at(reader, "groups");
  const Tree* const tree = mapOf(reader, root, "groups", "a map of groups such as Intake: [api, checkout]");
  if (!tree) return;
  std::set<std::string_view> titles;
  std::map<ComponentId, std::string> groupOf;
  for (const auto& entry : tree->entries) {
    if (!titles.insert(entry.key).second) continue;  // told as a duplicate already
    const Reader::At atGroup(reader, entry.key);
    if (auto why = nameFault(entry.key); !why.empty()) reader.error(entry.origin, "bad-name", std::move(why));
    if (!expectItems(reader, entry.value, "a list of components such as [api, checkout]",
                     "a group has one component at least"))
      continue;
    Group group{entry.key, {}};
    for (std::size_t i = 0; i < entry.value.items.size(); ++i) {
      const Tree& item = entry.value.items[i];
      const Reader::At atItem(reader, std::to_string(i));
      ComponentRef member;
      Codec<ComponentRef>::read(reader, item, {}, member);
      if (!item.isScalar()) continue;
      const auto [other, isNew] = groupOf.try_emplace(member.id, entry.key);
      if (!isNew)
        reader.error(item.origin, "two-groups",
                     other->second == entry.key ? fmt::format("'{}' is in this group twice", member.id)
                                                : fmt::format("'{}' is in the group '{}' already", member.id, other->second),
                     "a component is in one group at most");
      group.members.push_back(member.id);
    }
    architecture.groups.push_back(std::move(group));
  }
}

std::optional<std::pair<ComponentId, ComponentId>> endsOf(std::string_view key) {
  const auto arrow = key.find(kArrow);
  if (arrow == std::string_view::npos) return std::nullopt;
  return std::pair(ComponentId(key.substr(0, arrow)), ComponentId(key.substr(arrow + kArrow.size())));
}

void readBends(Reader& reader, const Tree& root, Architecture& architecture) {
  const Reader::At at(reader, "bends");
  const Tree* const tree = mapOf(reader, root, "bends", "a map of bends such as \"api → checkout\": [[260, 40]]");
  if (!tree) return;
  std::unordered_set<std::string_view> seen;
  for (const auto& entry : tree->entries) {
    if (!seen.insert(entry.key).second) continue;
    const Reader::At atBend(reader, entry.key);
    auto ends = endsOf(entry.key);
    if (!ends) {
      reader.error(entry.origin, "bad-name", fmt::format("'{}' isn't a line from one component to another", entry.key),
                   "write it as \"api → checkout\"");
      continue;
    }
    for (const auto& id : {ends->first, ends->second}) {
      Tree name = plainScalar(id);
      name.origin = entry.origin;
      reader.refer(name, kAnyKind);
    }
    if (!expectItems(reader, entry.value, "a list of positions such as [[260, 40]]", "a bend has one position at least"))
      continue;
    Bend bend{std::move(ends->first), std::move(ends->second), {}};
    for (std::size_t i = 0; i < entry.value.items.size(); ++i) {
      const Reader::At atItem(reader, std::to_string(i));
      Codec<Position>::read(reader, entry.value.items[i], {}, bend.points.emplace_back());
    }
    architecture.bends.push_back(std::move(bend));
  }
}

void readPinned(Reader& reader, const Tree& root, Architecture& architecture) {
  const Reader::At at(reader, "pinned");
  const Tree* const tree = root.find("pinned");
  if (!tree || tree->isNothing() || !reader.expectList(*tree, "a list of components such as [api]")) return;
  std::set<ComponentId> seen;
  for (std::size_t i = 0; i < tree->items.size(); ++i) {
    const Tree& item = tree->items[i];
    const Reader::At atItem(reader, std::to_string(i));
    ComponentRef component;
    Codec<ComponentRef>::read(reader, item, {}, component);
    if (!item.isScalar()) continue;
    if (!seen.insert(component.id).second)
      reader.error(item.origin, "bad-value", fmt::format("'{}' is pinned twice", component.id));
    architecture.pinned.push_back(component.id);
  }
}

Tree idList(const std::vector<ComponentId>& ids) {
  Tree list = listTree();
  for (const auto& id : ids) list.items.push_back(textScalar(id));
  return list;
}

}  // namespace

void readDrawing(Reader& reader, const Tree& root, Architecture& architecture) {
  readGroups(reader, root, architecture);
  readBends(reader, root, architecture);
  readPinned(reader, root, architecture);
}

void writeDrawing(Tree& root, const Architecture& architecture) {
  Tree groups = mapTree(Tree::Style::block);
  for (const auto& group : architecture.groups) groups.add(group.title, idList(group.members));
  groups.isDefault = architecture.groups.empty();
  root.add("groups", std::move(groups));

  Tree bends = mapTree(Tree::Style::block);
  for (const auto& bend : architecture.bends) {
    Tree points = listTree();
    for (const auto& point : bend.points) points.items.push_back(Codec<Position>::write(point, {}));
    bends.add(fmt::format("{}{}{}", bend.from, kArrow, bend.to), std::move(points));
  }
  bends.isDefault = architecture.bends.empty();
  root.add("bends", std::move(bends));

  Tree pinned = idList(architecture.pinned);
  pinned.isDefault = architecture.pinned.empty();
  root.add("pinned", std::move(pinned));
}

}  // namespace virga::model
