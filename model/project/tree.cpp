#include "model/project/tree.h"

#include <algorithm>
#include <utility>

namespace virga::model {

const Tree* Tree::find(std::string_view key) const {
  const auto found = std::find_if(entries.begin(), entries.end(), [&](const TreeEntry& entry) { return entry.key == key; });
  return found == entries.end() ? nullptr : &found->value;
}

Tree* Tree::find(std::string_view key) { return const_cast<Tree*>(std::as_const(*this).find(key)); }

Tree& Tree::add(std::string_view key, Tree value) {
  entries.push_back({std::string(key), std::move(value), {}});
  return entries.back().value;
}

namespace {

Tree scalarTree(std::string text, bool isText) {
  Tree tree;
  tree.kind = Tree::Kind::scalar;
  tree.isText = isText;
  tree.scalar = std::move(text);
  return tree;
}

Tree emptyTree(Tree::Kind kind, Tree::Style style) {
  Tree tree;
  tree.kind = kind;
  tree.style = style;
  return tree;
}

}  // namespace

Tree plainScalar(std::string text) { return scalarTree(std::move(text), false); }
Tree textScalar(std::string text) { return scalarTree(std::move(text), true); }
Tree listTree(Tree::Style style) { return emptyTree(Tree::Kind::list, style); }
Tree mapTree(Tree::Style style) { return emptyTree(Tree::Kind::map, style); }

bool sameContent(const Tree& a, const Tree& b) {
  return a.kind == b.kind && a.scalar == b.scalar &&
         std::equal(a.items.begin(), a.items.end(), b.items.begin(), b.items.end(), sameContent) &&
         std::equal(a.entries.begin(), a.entries.end(), b.entries.begin(), b.entries.end(),
                    [](const TreeEntry& x, const TreeEntry& y) { return x.key == y.key && sameContent(x.value, y.value); });
}

Tree withoutDefaults(const Tree& tree) {
  Tree pruned = tree;
  std::erase_if(pruned.entries, [](const TreeEntry& entry) { return entry.value.isDefault; });
  for (auto& entry : pruned.entries) entry.value = withoutDefaults(entry.value);
  for (auto& item : pruned.items) item = withoutDefaults(item);
  return pruned;
}

}  // namespace virga::model
