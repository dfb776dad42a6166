#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace virga::model {

// Where something stands in a source.
struct Place {
  std::shared_ptr<const std::string> file;  // as messages name it; none: not from a file
  int line = 0;                             // 1-based; 0: unknown
  int column = 0;
};

struct SourceEntry;

// A value of a template, with its place. What other languages are read into, too: blocks and objects are maps.
struct SourceValue {
  enum class Kind { nothing, scalar, list, map };

  Kind kind = Kind::nothing;
  std::string text;                  // of a scalar
  std::vector<SourceValue> items;    // of a list
  std::vector<SourceEntry> entries;  // of a map, in order
  Place at;

  bool isNothing() const { return kind == Kind::nothing; }
  bool isScalar() const { return kind == Kind::scalar; }
  bool isList() const { return kind == Kind::list; }
  bool isMap() const { return kind == Kind::map; }

  // The value of a map's key, or null.
  const SourceValue* find(std::string_view key) const;
  // The value at a path of keys, an empty value where there is none.
  const SourceValue& operator[](std::string_view key) const;
  // Sets or replaces a map's entry.
  SourceValue& set(std::string_view key, SourceValue value);
  // The items of a list; a scalar or map is its own only item.
  std::vector<const SourceValue*> each() const;
};

struct SourceEntry {
  std::string key;
  SourceValue value;
  Place at;  // of the key
};

SourceValue scalarValue(std::string text, const Place& at);
SourceValue listValue(const Place& at);
SourceValue mapValue(const Place& at);

}  // namespace virga::model
