#include "model/project/settings.h"

#include <algorithm>
#include <charconv>
#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "model/project/document.h"
#include "model/project/suggestion.h"
#include "model/project/yaml_text.h"

namespace virga::model {
namespace {

void setOrigin(Tree& tree, const Origin& origin) {
  tree.origin = origin;
  for (auto& entry : tree.entries) {
    entry.origin = origin;
    setOrigin(entry.value, origin);
  }
  for (auto& item : tree.items) setOrigin(item, origin);
}

}  // namespace

std::vector<std::string> splitPath(const std::string& path) {
  std::vector<std::string> parts{""};
  for (const char c : path) {
    if (c == '.')
      parts.emplace_back();
    else
      parts.back() += c;
  }
  return parts;
}

tl::expected<Tree*, std::string> childAt(Tree& tree, const std::string& part, const Origin& origin) {
  if (tree.isList()) {
    std::size_t index = 0;
    const char* const end = part.data() + part.size();
    const auto [rest, fault] = std::from_chars(part.data(), end, index);
    if (fault != std::errc() || rest != end)
      return tl::unexpected(fmt::format("'{}' must be a number: the value before it is a list", part));
    if (index >= tree.items.size())
      return tl::unexpected(
          tree.items.empty() ? "the list is empty"
                             : fmt::format("there is no item {}: the list has items 0 to {}", index, tree.items.size() - 1));
    return &tree.items[index];
  }
  if (!tree.isMap()) {
    tree = mapTree();
    tree.origin = origin;
  }
  if (Tree* const found = tree.find(part)) return found;
  Tree& added = tree.add(part, Tree{});
  added.origin = origin;
  tree.entries.back().origin = origin;
  return &added;
}

std::optional<Problem> applySetting(Tree& root, const Setting& setting, const Origin& place) {
  Origin origin = place;
  origin.setting = std::make_shared<const std::string>(setting.path);
  const auto problem = [&](std::string message, std::string hint = {}) {
    return Problem{Severity::error,
                   "bad-setting",
                   "",
                   place.line,
                   place.column,
                   setting.path,
                   fmt::format("setting '{}': {}", setting.path, message),
                   std::move(hint)};
  };
  const auto parts = splitPath(setting.path);
  if (std::find(parts.begin(), parts.end(), "") != parts.end())
    return problem("a path is names with dots between them", "write it as in checkout.memory");

  auto value = parseYaml(setting.value, "");
  if (!value && value.error().id == "empty-file") return problem("the value is missing");
  if (!value) return problem(value.error().message, value.error().hint);
  if (value->isNothing()) return problem("the value is missing");
  setOrigin(*value, origin);

  Tree* tree = &root;
  Tree* const components = root.find("components");
  if (components && components->find(parts[0])) {
    tree = components;
  } else if (const auto& keys = topLevelKeys(); std::find(keys.begin(), keys.end(), parts[0]) == keys.end()) {
    std::vector<std::string> known;
    if (components)
      for (const auto& entry : components->entries) known.push_back(entry.key);
    known.insert(known.end(), {"providers", "scenarios", "target"});
    return problem(fmt::format("there is no component '{}'", parts[0]), suggestion(parts[0], known));
  }
  for (const auto& part : parts) {
    const auto next = childAt(*tree, part, origin);
    if (!next) return problem(next.error());
    tree = *next;
  }
  *tree = std::move(*value);
  return std::nullopt;
}

}  // namespace virga::model
