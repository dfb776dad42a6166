#include "model/project/codec_choice.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace virga::model {

const TreeEntry* onlyChoice(Reader& reader, const Tree& tree, const std::vector<std::string>& words, std::string_view what) {
  if (!reader.expectMap(tree, fmt::format("{}: a map with one of {}", what, fmt::join(words, ", ")))) return nullptr;
  if (tree.entries.size() == 1) {
    const TreeEntry& entry = tree.entries.front();
    if (std::find(words.begin(), words.end(), entry.key) != words.end()) return &entry;
    const Reader::At at(reader, entry.key);
    reader.error(entry.origin, "unknown-key", fmt::format("unknown {} '{}'", what, entry.key), suggestion(entry.key, words));
    return nullptr;
  }
  std::vector<std::string> keys;
  for (const auto& entry : tree.entries) keys.push_back("'" + entry.key + "'");
  reader.error(
      tree.origin, "bad-value",
      fmt::format("{} has one key, here are {}", what, keys.empty() ? "none" : fmt::format("{}", fmt::join(keys, ", "))),
      fmt::format("known: {}", fmt::join(words, ", ")));
  return nullptr;
}

void Codec<Constant>::read(Reader& reader, const Tree& tree, const FieldOptions&, Constant& value) {
  Codec<Duration>::read(reader, tree, {}, value.value);
}

Tree Codec<Constant>::write(const Constant& value, const FieldOptions&) { return Codec<Duration>::write(value.value, {}); }

void Codec<std::vector<std::pair<Share, Duration>>>::read(Reader& reader, const Tree& tree, const FieldOptions&,
                                                          Quantiles& value) {
  if (!reader.expectMap(tree, "a map of quantiles such as {p50: 10 ms, p99: 80 ms}")) return;
  value.clear();
  for (const auto& entry : tree.entries) {
    const Reader::At at(reader, entry.key);
    const bool isQuantile = entry.key.size() > 1 && entry.key[0] == 'p';
    const auto share = parseShare(isQuantile ? entry.key.substr(1) + "%" : "");
    if (!share) {
      reader.error(entry.origin, "unknown-key", fmt::format("'{}' isn't a quantile", entry.key), "write it as p50 or p99.9");
      continue;
    }
    Duration time;
    Codec<Duration>::read(reader, entry.value, {}, time);
    if (!value.empty() && (*share <= value.back().first || time < value.back().second))
      reader.error(entry.origin, "not-rising",
                   fmt::format("the quantiles must rise: {} ({}) comes after p{} ({})", entry.key, toText(time),
                               Codec<Share>::write(value.back().first, {}).scalar, toText(value.back().second)));
    value.emplace_back(*share, time);
  }
}

Tree Codec<std::vector<std::pair<Share, Duration>>>::write(const Quantiles& value, const FieldOptions&) {
  Tree map = mapTree();
  for (const auto& [share, time] : value) {
    std::string text = toText(share);
    if (!text.empty() && text.back() == '%') text.pop_back();
    while (!text.empty() && text.back() == ' ') text.pop_back();
    map.add("p" + text, Codec<Duration>::write(time, {}));
  }
  return map;
}

void Codec<Distribution>::read(Reader& reader, const Tree& tree, const FieldOptions&, Distribution& value) {
  if (!tree.isScalar()) return readChoiceMap(reader, tree, "distribution", value);
  Constant constant;
  Codec<Constant>::read(reader, tree, {}, constant);
  value = constant;
}

Tree Codec<Distribution>::write(const Distribution& value, const FieldOptions&) {
  if (const auto* const constant = std::get_if<Constant>(&value)) return Codec<Constant>::write(*constant, {});
  return writeChoiceMap(value);
}

void Codec<Arrivals>::read(Reader& reader, const Tree& tree, const FieldOptions&, Arrivals& value) {
  if (tree.isScalar()) {
    reader.error(tree.origin, "wrong-type", fmt::format("'{}' doesn't say how the requests come", tree.scalar),
                 fmt::format("write {{poisson: {{rate: {}}}}}", parseRate(tree.scalar) ? tree.scalar : "20/s"));
    return;
  }
  readChoiceMap(reader, tree, "arrivals", value);
}

Tree Codec<Arrivals>::write(const Arrivals& value, const FieldOptions&) { return writeChoiceMap(value); }

}  // namespace virga::model
