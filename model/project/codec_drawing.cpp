#include "model/project/codec_drawing.h"

#include <unordered_map>
#include <unordered_set>

#include <fmt/format.h>

#include "model/project/codec_project.h"
#include "model/project/names.h"

namespace virga::model {
namespace {

constexpr std::string_view kArrow = " → ";

// A reference to the component that a key, or a part of one, names.
void referTo(Reader& reader, std::string_view id, const Origin& origin) {
  Tree name = plainScalar(std::string(id));
  name.origin = origin;
  reader.refer(name, kAnyKind);
}

// The list behind a key; null, with the error told, where it is something else or has nothing in it.
bool expectFilledList(Reader& reader, const Tree& tree, std::string_view expected, std::string_view ifEmpty) {
  if (!reader.expectList(tree, expected)) return false;
  if (!tree.items.empty()) return true;
  reader.error(tree.origin, "bad-value", std::string(ifEmpty), "name one, or leave the key out");
  return false;
}

void readLayout(Reader& reader, const Tree& tree, Architecture& architecture) {
  if (!reader.expectMap(tree, "a map of positions such as api: [220, 0]")) return;
  std::unordered_set<std::string_view> seen;
  for (const auto& entry : tree.entries) {
    if (!seen.insert(entry.key).second) continue;  // told as a duplicate already
    const Reader::At at(reader, entry.key);
    referTo(reader, entry.key, entry.origin);
    Position position;
    Codec<Position>::read(reader, entry.value, {}, position);
    architecture.layout.emplace_back(entry.key, position);
  }
}

void readGroups(Reader& reader, const Tree& tree, Architecture& architecture) {
  if (!reader.expectMap(tree, "a map of groups such as Intake: [api, checkout]")) return;
  std::unordered_set<std::string_view> titles;
  std::unordered_map<std::string_view, std::string_view> groupOf;
  for (const auto& entry : tree.entries) {
    if (!titles.insert(entry.key).second) continue;
    const Reader::At at(reader, entry.key);
    if (auto why = nameFault(entry.key); !why.empty()) reader.error(entry.origin, "bad-name", std::move(why));
    if (!expectFilledList(reader, entry.value, "a list of components such as [api, checkout]", "a group has no members"))
      continue;
    Group group{entry.key, {}};
    for (std::size_t i = 0; i < entry.value.items.size(); ++i) {
      const Reader::At atItem(reader, std::to_string(i));
      const Tree& item = entry.value.items[i];
      ComponentRef member;
      Codec<ComponentRef>::read(reader, item, {}, member);
      if (member.id.empty()) continue;
      if (const auto [other, isNew] = groupOf.try_emplace(item.scalar, entry.key); !isNew)
        reader.error(item.origin, "bad-value", fmt::format("'{}' is already in the group '{}'", member.id, other->second),
                     "a component is in one group at most");
      group.members.push_back(std::move(member.id));
    }
    architecture.groups.push_back(std::move(group));
  }
}

void readBends(Reader& reader, const Tree& tree, Architecture& architecture) {
  if (!reader.expectMap(tree, "a map of corners such as checkout → payments: [[700, 40], [700, 200]]")) return;
  std::unordered_set<std::string_view> seen;
  for (const auto& entry : tree.entries) {
    if (!seen.insert(entry.key).second) continue;
    const Reader::At at(reader, entry.key);
    const std::size_t arrow = entry.key.find(kArrow);
    if (arrow == std::string::npos) {
      reader.error(entry.origin, "bad-name", fmt::format("'{}' doesn't name a line between two components", entry.key),
                   "write both with an arrow, as in checkout → payments");
      continue;
    }
    Bend bend{entry.key.substr(0, arrow), entry.key.substr(arrow + kArrow.size()), {}};
    referTo(reader, bend.from, entry.origin);
    referTo(reader, bend.to, entry.origin);
    if (!expectFilledList(reader, entry.value, "a list of corners such as [[700, 40], [700, 200]]", "a line has no corners"))
      continue;
    for (std::size_t i = 0; i < entry.value.items.size(); ++i) {
      const Reader::At atItem(reader, std::to_string(i));
      Codec<Position>::read(reader, entry.value.items[i], {}, bend.points.emplace_back());
    }
    architecture.bends.push_back(std::move(bend));
  }
}

void readPinned(Reader& reader, const Tree& tree, Architecture& architecture) {
  if (!reader.expectList(tree, "a list of components such as [api, checkout]")) return;
  std::unordered_set<std::string_view> seen;
  for (std::size_t i = 0; i < tree.items.size(); ++i) {
    const Reader::At at(reader, std::to_string(i));
    ComponentRef pinned;
    Codec<ComponentRef>::read(reader, tree.items[i], {}, pinned);
    if (pinned.id.empty()) continue;
    if (!seen.insert(tree.items[i].scalar).second)
      reader.error(tree.items[i].origin, "bad-value", fmt::format("'{}' is there twice", pinned.id));
    architecture.pinned.push_back(std::move(pinned.id));
  }
}

void readPart(Reader& reader, const Tree& root, std::string_view key, Architecture& architecture,
              void (*read)(Reader&, const Tree&, Architecture&)) {
  const Tree* const tree = root.find(key);
  if (!tree || tree->isNothing()) return;
  const Reader::At at(reader, key);
  read(reader, *tree, architecture);
}

Tree idList(const std::vector<ComponentId>& ids) {
  Tree list = listTree();
  for (const auto& id : ids) list.items.push_back(textScalar(id));
  return list;
}

// The key of the bends of a line: "checkout → payments".
std::string bendKey(const Bend& bend) { return bend.from + std::string(kArrow) + bend.to; }

}  // namespace

void readDrawing(Reader& reader, const Tree& root, Architecture& architecture) {
  readPart(reader, root, "layout", architecture, readLayout);
  readPart(reader, root, "groups", architecture, readGroups);
  readPart(reader, root, "bends", architecture, readBends);
  readPart(reader, root, "pinned", architecture, readPinned);
}

void writeDrawing(Tree& root, const Architecture& architecture) {
  Tree layout = mapTree(Tree::Style::block);
  for (const auto& [id, position] : architecture.layout) layout.add(id, Codec<Position>::write(position, {}));
  Tree groups = mapTree(Tree::Style::block);
  for (const auto& group : architecture.groups) groups.add(group.title, idList(group.members));
  Tree bends = mapTree(Tree::Style::block);
  for (const auto& bend : architecture.bends) {
    Tree points = listTree();
    for (const auto& point : bend.points) points.items.push_back(Codec<Position>::write(point, {}));
    bends.add(bendKey(bend), std::move(points));
  }
  Tree pinned = idList(architecture.pinned);
  layout.isDefault = architecture.layout.empty();
  groups.isDefault = architecture.groups.empty();
  bends.isDefault = architecture.bends.empty();
  pinned.isDefault = architecture.pinned.empty();
  root.add("layout", std::move(layout));
  root.add("groups", std::move(groups));
  root.add("bends", std::move(bends));
  root.add("pinned", std::move(pinned));
}

}  // namespace virga::model
