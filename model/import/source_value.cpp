#include "model/import/source_value.h"

#include <algorithm>
#include <utility>

namespace virga::model {

const SourceValue* SourceValue::find(std::string_view key) const {
  const auto found =
      std::find_if(entries.begin(), entries.end(), [&](const SourceEntry& entry) { return entry.key == key; });
  return found == entries.end() ? nullptr : &found->value;
}

const SourceValue& SourceValue::operator[](std::string_view key) const {
  static const SourceValue nothing;
  const SourceValue* const found = find(key);
  return found ? *found : nothing;
}

SourceValue& SourceValue::set(std::string_view key, SourceValue value) {
  kind = Kind::map;
  for (auto& entry : entries)
    if (entry.key == key) return entry.value = std::move(value);
  const Place place = value.at;
  entries.push_back({std::string(key), std::move(value), place});
  return entries.back().value;
}

std::vector<const SourceValue*> SourceValue::each() const {
  std::vector<const SourceValue*> all;
  if (isList())
    for (const auto& item : items) all.push_back(&item);
  else if (!isNothing())
    all.push_back(this);
  return all;
}

SourceValue scalarValue(std::string text, const Place& at) {
  SourceValue value;
  value.kind = SourceValue::Kind::scalar;
  value.text = std::move(text);
  value.at = at;
  return value;
}

SourceValue listValue(const Place& at) {
  SourceValue value;
  value.kind = SourceValue::Kind::list;
  value.at = at;
  return value;
}

SourceValue mapValue(const Place& at) {
  SourceValue value;
  value.kind = SourceValue::Kind::map;
  value.at = at;
  return value;
}

}  // namespace virga::model
