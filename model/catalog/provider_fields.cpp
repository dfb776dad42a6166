#include "model/catalog/provider_fields.h"

#include <algorithm>

#include <fmt/format.h>

#include "model/catalog/catalog_keys.h"
#include "model/catalog/map_reader.h"
#include "model/io/file.h"
#include "model/project/item_number.h"

namespace virga::model {
namespace {

// "receipts.consumers.0.batch" of a queue is "queue.consumers.batch".
std::string fieldOf(const std::string& kind, const std::string& path) {
  std::string field = kind;
  std::size_t from = path.find('.');
  while (from != std::string::npos) {
    const std::size_t to = path.find('.', from + 1);
    const std::string part = path.substr(from + 1, to == std::string::npos ? to : to - from - 1);
    if (!isItemNumber(part)) field += '.' + part;
    from = to;
  }
  return field;
}

template <class Read>
void readItems(const Tree& document, const char* key, ProblemLog& log, const Read& read) {
  const Tree* const list = document.find(key);
  if (!list || !list->isList()) return log.error(document.origin, key, "wrong-type", fmt::format("'{}' is a list", key));
  for (std::size_t i = 0; i < list->items.size(); ++i) read(MapReader(list->items[i], fmt::format("{}.{}", key, i), log));
}

}  // namespace

tl::expected<ProviderFields, std::string> loadProviderFields(const std::filesystem::path& path) {
  const auto text = readFile(path);
  if (!text) return tl::unexpected(text.error());
  const auto document = parseDocument(*text, path.string());
  if (!document) return tl::unexpected(document.error().message);
  ProblemLog log{path.string(), {}};
  ProviderFields fields;
  static const Tree kNothing = mapTree();
  const Tree* const sources = document->find("sources");
  const MapReader cites(sources ? *sources : kNothing, "sources", log);
  readItems(*document, "names", log, [&](const MapReader& item) {
    item.allowOnly({"field", "provider", "name", "source"});
    const auto source = item.requiredText("source").value_or("");
    const auto cite = cites.text(source);
    if (!cite) item.error("source", "unknown-source", fmt::format("there is no source '{}'", source));
    fields.names.push_back({item.requiredText("field").value_or(""), item.requiredText("provider").value_or(""),
                            item.requiredText("name").value_or(""), cite.value_or("")});
  });
  readItems(*document, "limits", log, [&](const MapReader& item) {
    item.allowOnly({"field", "min", "max"});
    for (const auto* key : {"min", "max"})
      if (const auto id = item.text(key); id && !findCatalogKey(*id))
        item.error(key, "unknown-key", fmt::format("a catalog has no value '{}'", *id));
    fields.limits.push_back(
        {item.requiredText("field").value_or(""), item.text("min").value_or(""), item.text("max").value_or("")});
  });
  if (log.problems.empty()) return fields;
  const auto& problem = log.problems.front();
  return tl::unexpected(fmt::format("{}: {}", problem.path, problem.message));
}

ProviderNote providerNote(const ProviderFields& fields, const Catalog& catalog, const std::string& kind,
                          const std::string& path) {
  const auto field = fieldOf(kind, path);
  ProviderNote note;
  for (const auto& name : fields.names) {
    if (name.field != field || name.provider != catalog.provider) continue;
    note.name = name.name;
    note.nameSource = name.source;
  }
  for (const auto& limit : fields.limits) {
    if (limit.field != field) continue;
    const auto take = [&](const std::string& id, std::string& into) {
      const auto* const value = catalog.find(id);
      if (!value || value->confidence != Confidence::sourced || value->text == "none") return;
      // So long a time stands for no limit at all.
      if (const auto time = parseDuration(value->text); time && *time >= days(3650)) return;
      into = value->text;
      note.limitSource = value->source;
    };
    take(limit.min, note.min);
    take(limit.max, note.max);
  }
  return note;
}

}  // namespace virga::model
