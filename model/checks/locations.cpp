#include <algorithm>
#include <charconv>

#include "model/checks/check.h"
#include "model/project/yaml_text.h"

namespace virga::model {
namespace {

// The entry or item that a part of a path names, and where it stands; a map's entry stands at its key.
const Tree* child(const Tree& tree, std::string_view part, Origin& origin) {
  for (const auto& entry : tree.entries) {
    if (entry.key != part) continue;
    origin = entry.origin;
    return &entry.value;
  }
  std::size_t index = 0;
  const auto end = std::from_chars(part.data(), part.data() + part.size(), index);
  const bool isIndex = end.ec == std::errc{} && end.ptr == part.data() + part.size();
  if (tree.isList() && isIndex && index < tree.items.size()) {
    origin = tree.items[index].origin;
    return &tree.items[index];
  }
  // A branch of one step may be written as a list of one; paths then leave out its index.
  if (tree.isList() && tree.items.size() == 1) return child(tree.items.front(), part, origin);
  return nullptr;
}

// Where the path leads, or as far as it does: a value that the text leaves at its default has no place of its own.
Origin locate(const Tree& root, std::string_view path) {
  Origin origin;
  const Tree* tree = root.find("components");
  const auto first = path.substr(0, path.find('.'));
  if (!tree || !tree->find(first)) tree = &root;
  while (tree && !path.empty()) {
    const auto end = std::min(path.find('.'), path.size());
    tree = child(*tree, path.substr(0, end), origin);
    path.remove_prefix(std::min(end + 1, path.size()));
  }
  return origin;
}

}  // namespace

Problems withLocations(Problems problems, std::string_view text, std::string_view fileName) {
  const auto root = parseYaml(text, fileName);
  for (auto& problem : problems) {
    problem.file = fileName;
    if (!root) continue;
    const auto origin = locate(*root, problem.path);
    problem.line = origin.line;
    problem.column = origin.column;
  }
  return problems;
}

}  // namespace virga::model
