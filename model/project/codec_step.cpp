#include "model/project/codec_step.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace virga::model {
namespace {

using AnyStep = decltype(Step::what);

template <class T>
std::string stepWord() {
  return std::string(std::get<0>(kFields<T>).key);
}

template <class Visit, std::size_t... index>
void forEachStepKind(Visit&& visit, std::index_sequence<index...>) {
  (visit(std::variant_alternative_t<index, AnyStep>{}), ...);
}

template <class Visit>
void forEachStepKind(Visit&& visit) {
  forEachStepKind(visit, std::make_index_sequence<std::variant_size_v<AnyStep>>());
}

}  // namespace

const std::vector<std::string>& stepWords() {
  static const std::vector<std::string> words = [] {
    std::vector<std::string> all;
    forEachStepKind([&]<class T>(const T&) { all.push_back(stepWord<T>()); });
    return all;
  }();
  return words;
}

void straightenSteps(Tree& tree) {
  Tree* const compute = tree.find("compute");
  if (compute && compute->isMap() && !tree.find("per")) {
    const auto per = std::find_if(compute->entries.begin(), compute->entries.end(),
                                  [](const TreeEntry& entry) { return entry.key == "per"; });
    if (per != compute->entries.end()) {
      TreeEntry moved = std::move(*per);
      compute->entries.erase(per);
      tree.entries.push_back(std::move(moved));
    }
  }
  for (auto& entry : tree.entries) straightenSteps(entry.value);
  for (auto& item : tree.items) straightenSteps(item);
}

void Codec<Step>::read(Reader& reader, const Tree& tree, const FieldOptions&, Step& value) {
  const auto& words = stepWords();
  if (!reader.expectMap(tree, fmt::format("a step: a map with one of {}", fmt::join(words, ", ")))) return;
  std::vector<std::string> present;
  for (const auto& entry : tree.entries)
    if (std::find(words.begin(), words.end(), entry.key) != words.end()) present.push_back(entry.key);
  if (present.empty()) {
    const bool hasKey = !tree.entries.empty();
    const std::string key = hasKey ? tree.entries.front().key : std::string();
    const std::string hint = suggestion(key, words);
    reader.error(hasKey ? tree.entries.front().origin : tree.origin, "unknown-step",
                 hasKey ? fmt::format("unknown step '{}'", key) : "this step is empty", hint);
    return;
  }
  if (present.size() > 1) {
    reader.error(tree.origin, "bad-value", fmt::format("one step can't be both {}", fmt::join(present, " and ")),
                 "begin each step with its own '-'");
    return;
  }
  forEachStepKind([&]<class T>(const T&) {
    if (stepWord<T>() != present.front()) return;
    T step{};
    Codec<T>::read(reader, tree, {}, step);
    value.what = std::move(step);
  });
}

Tree Codec<Step>::write(const Step& value, const FieldOptions&) {
  Tree map = mapTree(Tree::Style::block);
  std::visit([&](const auto& step) { writeFields(map, step); }, value.what);
  return map;
}

void Codec<std::vector<Steps>>::read(Reader& reader, const Tree& tree, const FieldOptions&, std::vector<Steps>& value) {
  if (!reader.expectList(tree, "a list of branches")) return;
  value.clear();
  for (std::size_t i = 0; i < tree.items.size(); ++i) {
    const Reader::At at(reader, std::to_string(i));
    Steps branch;
    if (tree.items[i].isList()) {
      Codec<Steps>::read(reader, tree.items[i], {}, branch);
    } else {
      Codec<Step>::read(reader, tree.items[i], {}, branch.emplace_back());
    }
    value.push_back(std::move(branch));
  }
}

Tree Codec<std::vector<Steps>>::write(const std::vector<Steps>& value, const FieldOptions&) {
  Tree list = listTree(Tree::Style::block);
  for (const auto& branch : value)
    list.items.push_back(branch.size() == 1 ? Codec<Step>::write(branch.front(), {}) : Codec<Steps>::write(branch, {}));
  return list;
}

}  // namespace virga::model
