#include "model/project/kind_names.h"

#include <algorithm>
#include <utility>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "model/architecture/architecture.h"

namespace virga::model {
namespace {

template <std::size_t... index>
ComponentKind kindOfIndex(std::size_t wanted, std::index_sequence<index...>) {
  ComponentKind kind;
  ((index == wanted ? (void)kind.emplace<index>() : void()), ...);
  return kind;
}

}  // namespace

ComponentKind kindOfIndex(std::size_t index) {
  return kindOfIndex(index, std::make_index_sequence<std::variant_size_v<ComponentKind>>());
}

std::string kindNameOf(std::size_t index) { return std::string(kindName(kindOfIndex(index))); }

const std::vector<std::string>& allKindNames() {
  static const std::vector<std::string> names = [] {
    std::vector<std::string> all;
    for (std::size_t i = 0; i < std::variant_size_v<ComponentKind>; ++i) all.push_back(kindNameOf(i));
    return all;
  }();
  return names;
}

std::optional<std::size_t> kindIndexOf(std::string_view name) {
  const auto& names = allKindNames();
  const auto found = std::find(names.begin(), names.end(), name);
  if (found == names.end()) return std::nullopt;
  return static_cast<std::size_t>(found - names.begin());
}

std::string withArticle(const std::string& name) {
  return (std::string_view("aeio").find(name.front()) == std::string_view::npos ? "a " : "an ") + name;
}

std::string kindSetText(KindSet targets) {
  if (targets == kAnyKind) return "a component";
  std::vector<std::string> names;
  for (std::size_t i = 0; i < allKindNames().size(); ++i)
    if ((targets >> i & 1U) != 0) names.push_back(allKindNames()[i]);
  if (names.size() == 1) return withArticle(names[0]);
  return fmt::format("one of {}", fmt::join(names, ", "));
}

}  // namespace virga::model
