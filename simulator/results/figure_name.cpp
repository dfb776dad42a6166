#include "simulator/results/figure_name.h"

#include <algorithm>

#include "model/unknown_name.h"

namespace virga::simulator {

std::string withoutUnits(std::string_view name) {
  std::string out;
  while (true) {
    const std::size_t dot = name.find('.');
    std::string_view segment = name.substr(0, dot);
    for (const std::string_view unit : {"_ms", "_per_s"})
      if (segment.ends_with(unit)) segment.remove_suffix(unit.size());
    out += segment;
    if (dot == std::string_view::npos) break;
    out += '.';
    name.remove_prefix(dot + 1);
  }
  std::replace(out.begin(), out.end(), '-', '_');
  return out;
}

std::string asciiArrows(std::string text) {
  constexpr std::string_view kArrow = "→";
  for (std::size_t at = 0; (at = text.find(kArrow, at)) != std::string::npos;) text.replace(at, kArrow.size(), "->");
  return text;
}

tl::expected<std::string, std::string> figureNamed(std::string_view typed, const std::vector<std::string>& names) {
  const auto key = [](std::string_view name) { return withoutUnits(asciiArrows(std::string(name))); };
  const auto wanted = typed == "bill.total" ? std::string("cost") : key(typed);
  std::vector<std::string> known;
  for (const auto& name : names) {
    known.push_back(key(name));
    if (name == typed || known.back() == wanted) return name;
  }
  return tl::unexpected(model::unknownName("figure", std::string(typed), known));
}

}  // namespace virga::simulator
