#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace virga::model {

// Where a value of a project file comes from.
struct Origin {
  int line = 0;  // 1-based; 0: not from a text
  int column = 0;
  std::shared_ptr<const std::string> setting;  // path of the setting that made the value; none: the file itself
};

struct TreeEntry;

// A value of a YAML document before it means anything: nothing, a scalar, a list or a map in file order.
struct Tree {
  enum class Kind { nothing, scalar, list, map };
  // How the writer lays a list or map out: `small` is flow with at most two scalar entries, else block.
  enum class Style { flow, small, block };

  Kind kind = Kind::nothing;
  Style style = Style::flow;
  bool isText = false;     // scalar: was in quotes, or must be quoted where it looks like something else
  bool isDefault = false;  // as the value of a key: the reader would assume the same without it
  bool isFlow = false;     // list or map: was in flow style in the text
  std::string scalar;
  std::vector<Tree> items;         // of a list
  std::vector<TreeEntry> entries;  // of a map
  Origin origin;

  bool isNothing() const { return kind == Kind::nothing; }
  bool isScalar() const { return kind == Kind::scalar; }
  bool isList() const { return kind == Kind::list; }
  bool isMap() const { return kind == Kind::map; }

  // The value of a map's key, or null.
  const Tree* find(std::string_view key) const;
  Tree* find(std::string_view key);
  // Appends an entry to a map and returns its value.
  Tree& add(std::string_view key, Tree value);
};

struct TreeEntry {
  std::string key;
  Tree value;
  Origin origin;  // of the key
};

// A word or number of the format, never quoted.
Tree plainScalar(std::string text);
// A user's text, quoted where it would read as something else.
Tree textScalar(std::string text);
Tree listTree(Tree::Style style = Tree::Style::flow);
Tree mapTree(Tree::Style style = Tree::Style::flow);

// Equal content: kind, scalars, keys and order; not styles, origins and quotes.
bool sameContent(const Tree& a, const Tree& b);

// Without the entries that are defaults.
Tree withoutDefaults(const Tree& tree);

}  // namespace virga::model
