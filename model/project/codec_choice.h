#pragma once

#include "model/architecture/fields_time.h"
#include "model/project/codec_struct.h"

// Codecs for distributions and arrivals: maps with one key that names the choice.
namespace virga::model {

// The words of the choices, each once.
template <class Variant>
std::vector<std::string> choiceWords() {
  std::vector<std::string> words;
  std::apply(
      [&](const auto&... choices) {
        (..., [&](const std::string& word) {
          if (std::find(words.begin(), words.end(), word) == words.end()) words.push_back(word);
        }(std::string(choices.word)));
      },
      kChoices<Variant>);
  return words;
}

// Calls `visit` with each choice of the variant that has the word.
template <class Variant, class Visit>
void forEachChoice(std::string_view word, Visit&& visit) {
  std::apply([&](const auto&... choices) { (..., (choices.word == word ? (void)visit(choices) : void())); },
             kChoices<Variant>);
}

// Whether a T can have all keys of the map.
template <class T>
bool hasKeysOf(const Tree& map) {
  const auto known = keysOf<T>();
  return std::all_of(map.entries.begin(), map.entries.end(), [&](const TreeEntry& entry) {
    return std::find(known.begin(), known.end(), entry.key) != known.end();
  });
}

// Reads the value below the word. Where several choices share the word, the keys decide.
template <class Variant>
void readChoice(Reader& reader, std::string_view word, const Tree& tree, Variant& value) {
  int sharing = 0;
  int fitting = 0;
  std::vector<std::string> ways;
  forEachChoice<Variant>(word, [&]<class T>(const Choice<T>&) {
    ++sharing;
    fitting += hasKeysOf<T>(tree) ? 1 : 0;
    if constexpr (Described<T>) ways.push_back(fmt::format("{}", fmt::join(keysOf<T>(), " and ")));
  });
  if (sharing > 1 && tree.isMap() && fitting != 1) {
    reader.error(tree.origin, "bad-value", fmt::format("these keys don't make a {}", word),
                 fmt::format("it takes {}", fmt::join(ways, ", or ")));
    return;
  }
  bool done = false;
  forEachChoice<Variant>(word, [&]<class T>(const Choice<T>&) {
    if (done || (sharing > 1 && tree.isMap() && !hasKeysOf<T>(tree))) return;
    done = true;
    T chosen{};
    Codec<T>::read(reader, tree, {}, chosen);
    value = std::move(chosen);
  });
}

// The only entry of a map with one of the words as key; else null and an error.
const TreeEntry* onlyChoice(Reader& reader, const Tree& tree, const std::vector<std::string>& words, std::string_view what);

template <class Variant>
void readChoiceMap(Reader& reader, const Tree& tree, std::string_view what, Variant& value) {
  const TreeEntry* const entry = onlyChoice(reader, tree, choiceWords<Variant>(), what);
  if (!entry) return;
  const Reader::At at(reader, entry->key);
  const std::size_t before = reader.problems().size();
  Variant chosen = value;
  readChoice(reader, entry->key, entry->value, chosen);
  if (reader.problems().size() > before) return;
  checkRules(reader, entry->value, chosen);
  value = std::move(chosen);
}

template <class Variant>
Tree writeChoiceMap(const Variant& value) {
  Tree map = mapTree();
  std::visit(
      [&]<class T>(const T& chosen) {
        std::apply(
            [&](const auto&... choices) {
              (..., (std::is_same_v<typename std::remove_cvref_t<decltype(choices)>::Type, T> && map.entries.empty()
                         ? (void)map.add(choices.word, Codec<T>::write(chosen, {}))
                         : void()));
            },
            kChoices<Variant>);
      },
      value);
  return map;
}

// {constant: 5 ms} or, without the word, the duration alone.
template <>
struct Codec<Constant> {
  static void read(Reader& reader, const Tree& tree, const FieldOptions&, Constant& value);
  static Tree write(const Constant& value, const FieldOptions&);
};

// {p50: 10 ms, p99: 80 ms}
template <>
struct Codec<std::vector<std::pair<Share, Duration>>> {
  using Quantiles = std::vector<std::pair<Share, Duration>>;
  static void read(Reader& reader, const Tree& tree, const FieldOptions&, Quantiles& value);
  static Tree write(const Quantiles& value, const FieldOptions&);
};

template <>
struct Codec<Distribution> {
  static void read(Reader& reader, const Tree& tree, const FieldOptions&, Distribution& value);
  static Tree write(const Distribution& value, const FieldOptions&);
};

template <>
struct Codec<Arrivals> {
  static void read(Reader& reader, const Tree& tree, const FieldOptions&, Arrivals& value);
  static Tree write(const Arrivals& value, const FieldOptions&);
};

}  // namespace virga::model
