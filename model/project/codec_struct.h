#pragma once

#include <algorithm>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include <fmt/format.h>

#include "model/project/codec.h"
#include "model/project/rules.h"
#include "model/project/suggestion.h"

// Codecs for what is built of other values: structs, optional values, lists, enumerations.
namespace virga::model {

template <class T>
void appendKeys(std::vector<std::string>& keys) {
  forEachField<T>([&](const auto& field) { keys.emplace_back(field.key); });
}

template <class T>
std::vector<std::string> keysOf() {
  std::vector<std::string> keys;
  appendKeys<T>(keys);
  return keys;
}

// Reads the fields of T that the map has and tells of the required ones that it lacks; other keys are left alone.
template <Described T>
void readFields(Reader& reader, const Tree& map, T& value) {
  const std::size_t before = reader.problems().size();
  forEachField<T>([&](const auto& field) {
    auto& member = value.*field.member;
    const Tree* const tree = map.find(field.key);
    if (!tree) {
      if (field.options.required)
        reader.error(map.origin, "missing-key", fmt::format("the key '{}' is missing", field.key), std::string(field.help));
      return;
    }
    const Reader::At at(reader, field.key);
    if (tree->isNothing())
      reader.error(tree->origin, "missing-value", fmt::format("'{}' has no value", field.key),
                   "give one or leave the key out");
    else
      Codec<std::remove_reference_t<decltype(member)>>::read(reader, *tree, field.options, member);
  });
  if (reader.problems().size() == before) checkRules(reader, map, value);
}

// Appends the fields to a map; those that have the value of a default T are marked.
template <Described T>
void writeFields(Tree& map, const T& value) {
  [[maybe_unused]] static const T kDefault{};  // GCC 12 overlooks the use through a member pointer
  forEachField<T>([&](const auto& field) {
    const auto& member = value.*field.member;
    Tree tree = Codec<std::remove_cvref_t<decltype(member)>>::write(member, field.options);
    if (tree.isNothing()) return;
    tree.isDefault = !field.options.required && !field.options.shown && member == kDefault.*field.member;
    map.add(field.key, std::move(tree));
  });
}

template <Described T>
struct Codec<T> {
  static void read(Reader& reader, const Tree& tree, const FieldOptions&, T& value) {
    if (!reader.expectMap(tree, fmt::format("a map with {}", fmt::join(keysOf<T>(), ", ")))) return;
    reader.refuseUnknownKeys(tree, keysOf<T>());
    readFields(reader, tree, value);
  }
  static Tree write(const T& value, const FieldOptions&) {
    Tree map = mapTree(layoutOf(value));
    writeFields(map, value);
    return map;
  }
  static Tree::Style layoutOf(const T&) {
    return std::is_same_v<T, Flow> || std::is_same_v<T, BranchOption> ? Tree::Style::block : Tree::Style::flow;
  }
};

template <class T>
struct Codec<std::optional<T>> {
  static void read(Reader& reader, const Tree& tree, const FieldOptions& options, std::optional<T>& value) {
    T inner{};
    Codec<T>::read(reader, tree, options, inner);
    value = std::move(inner);
  }
  static Tree write(const std::optional<T>& value, const FieldOptions& options) {
    return value ? Codec<T>::write(*value, options) : Tree{};
  }
};

template <class T>
struct Codec<std::vector<T>> {
  static void read(Reader& reader, const Tree& tree, const FieldOptions& options, std::vector<T>& value) {
    if (!reader.expectList(tree, "a list")) return;
    value.clear();
    for (std::size_t i = 0; i < tree.items.size(); ++i) {
      const Reader::At at(reader, std::to_string(i));
      T item{};
      Codec<T>::read(reader, tree.items[i], options, item);
      value.push_back(std::move(item));
    }
  }
  static Tree write(const std::vector<T>& value, const FieldOptions& options) {
    Tree list = listTree(std::is_same_v<T, std::string> ? Tree::Style::flow : Tree::Style::block);
    for (const auto& item : value) list.items.push_back(Codec<T>::write(item, options));
    return list;
  }
};

template <Named Enum>
struct Codec<Enum> {
  static void read(Reader& reader, const Tree& tree, const FieldOptions&, Enum& value) {
    constexpr auto& kNames = kEnumNames<Enum>;
    if (!reader.expectScalar(tree, fmt::format("one of {}", fmt::join(kNames, ", ")))) return;
    const auto found = std::find(kNames.begin(), kNames.end(), tree.scalar);
    if (found == kNames.end())
      reader.error(tree.origin, "unknown-word", fmt::format("'{}' isn't one of {}", tree.scalar, fmt::join(kNames, ", ")),
                   nearest(tree.scalar));
    else
      value = static_cast<Enum>(found - kNames.begin());
  }
  static Tree write(const Enum& value, const FieldOptions&) {
    return plainScalar(std::string(kEnumNames<Enum>.at(static_cast<std::size_t>(value))));
  }

 private:
  static std::string nearest(const std::string& word) {
    const std::string hint = suggestion(word, {kEnumNames<Enum>.begin(), kEnumNames<Enum>.end()});
    return hint.starts_with("did") ? hint : std::string();
  }
};

}  // namespace virga::model
