#include <algorithm>
#include <regex>

#include <fmt/format.h>

#include "model/catalog/catalog_tables.h"

namespace virga::model {

bool isDate(const std::string& text) {
  static const std::regex pattern(R"(-|\d{4}(-\d{2}(-\d{2})?)?)");
  return std::regex_match(text, pattern);
}

CatalogSources readSources(const Tree& tree, ProblemLog& log) {
  CatalogSources sources;
  const MapReader map(tree, "sources", log);
  for (const auto& [id, entry, origin] : map.entries()) {
    const MapReader fields(entry, map.pathOf(id), log);
    fields.allowOnly({"cite", "as-of", "confidence"});
    CatalogSource source;
    source.cite = fields.requiredText("cite").value_or("");
    source.asOf = fields.requiredText("as-of").value_or("-");
    if (!isDate(source.asOf))
      fields.error("as-of", "invalid-value", fmt::format("'{}' isn't a date", source.asOf),
                   "2026-11-23, 2026-11, 2026 or - for unknown");
    const auto confidence = fields.requiredText("confidence");
    if (confidence == "sourced")
      source.confidence = Confidence::sourced;
    else if (confidence && confidence != "general")
      fields.error("confidence", "invalid-value", fmt::format("'{}' isn't a confidence", *confidence), "sourced or general");
    sources.emplace(id, std::move(source));
  }
  return sources;
}

std::optional<CatalogSource> sourceOf(const MapReader& fact, const CatalogSources& sources) {
  const auto id = fact.requiredText("source");
  if (!id) return {};
  const auto found = sources.find(*id);
  if (found == sources.end()) {
    std::vector<std::string> known;
    for (const auto& [name, source] : sources) known.push_back(name);
    fact.error("source", "unknown-source", fmt::format("'{}' isn't one of this file's sources", *id),
               suggestion(*id, known));
    return {};
  }
  auto source = found->second;
  if (const auto note = fact.text("note")) source.cite += "; " + *note;
  return source;
}

}  // namespace virga::model
