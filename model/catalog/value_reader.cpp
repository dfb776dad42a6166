#include <fmt/format.h>

#include "model/catalog/catalog_keys.h"
#include "model/catalog/catalog_tables.h"
#include "model/catalog/value_text.h"
#include "model/project/emitter.h"

namespace virga::model {
namespace {

// The value as the file writes it, on one line.
std::string flowText(const Tree& tree) { return tree.isScalar() ? tree.scalar : valueText(tree); }

std::optional<std::string> whatOf(const std::string& id, const std::vector<CatalogValue>& values) {
  for (const auto& value : values)
    if (value.id == id) return value.what;
  return {};
}

}  // namespace

std::vector<CatalogValue> readValues(const Tree& tree, const std::string& path, const CatalogSources& sources,
                                     ProblemLog& log, const std::vector<CatalogValue>* known) {
  std::vector<CatalogValue> values;
  const MapReader map(tree, path, log);
  for (const auto& [id, entry, origin] : map.entries()) {
    const auto* key = findCatalogKey(id);
    if (!key) {
      std::vector<std::string> ids;
      for (const auto& k : catalogKeys()) ids.push_back(k.id);
      log.error(origin, map.pathOf(id), "unknown-key", fmt::format("unknown value '{}'", id), suggestion(id, ids));
      continue;
    }
    const MapReader fields(entry, map.pathOf(id), log);
    fields.allowOnly({"value", "what", "source", "note"});
    CatalogValue value;
    value.id = id;
    value.what = (known && !fields.find("what") ? whatOf(id, *known) : fields.requiredText("what")).value_or("");
    if (const auto source = sourceOf(fields, sources)) {
      value.source = source->cite;
      value.asOf = source->asOf;
      value.confidence = source->confidence;
    }
    if (const auto* text = fields.require("value")) {
      value.text = flowText(*text);
      if (const auto checked = checkValue(*key, value.text); !checked)
        fields.error("value", "invalid-value", fmt::format("{}: {}", id, checked.error()));
    }
    values.push_back(std::move(value));
  }
  return values;
}

}  // namespace virga::model
