#include <algorithm>
#include <system_error>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "model/catalog/catalog_keys.h"
#include "model/catalog/catalog_tables.h"
#include "model/catalog/value_text.h"
#include "model/io/file.h"
#include "model/io/resources.h"
#include "model/pricing/usage_items.h"
#include "model/project/emitter.h"

namespace virga::model {
namespace {

// The value as the file writes it, on one line.
std::string flowText(const Tree& tree) { return tree.isScalar() ? tree.scalar : valueText(tree); }

std::vector<CatalogValue> readValues(const Tree& tree, const std::string& path, const CatalogSources& sources,
                                     ProblemLog& log) {
  std::vector<CatalogValue> values;
  const MapReader map(tree, path, log);
  for (const auto& [id, entry, origin] : map.entries()) {
    const auto* key = findCatalogKey(id);
    if (!key) {
      std::vector<std::string> known;
      for (const auto& k : catalogKeys()) known.push_back(k.id);
      log.error(origin, map.pathOf(id), "unknown-key", fmt::format("unknown value '{}'", id), suggestion(id, known));
      continue;
    }
    const MapReader fields(entry, map.pathOf(id), log);
    fields.allowOnly({"value", "what", "source", "note"});
    CatalogValue value;
    value.id = id;
    value.what = fields.requiredText("what").value_or("");
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

void requireAll(const std::vector<CatalogValue>& values, const Tree& tree, ProblemLog& log) {
  for (const auto& key : catalogKeys())
    if (std::none_of(values.begin(), values.end(), [&](const auto& value) { return value.id == key.id; }))
      log.error(tree.origin, "values." + key.id, "missing-key", fmt::format("the value '{}' is missing", key.id),
                key.meaning);
}

std::vector<Plan> readPlans(const Tree& tree, const std::string& defaultPlan, const CatalogSources& sources,
                            ProblemLog& log) {
  std::vector<Plan> plans;
  if (!tree.isList()) {
    log.error(tree.origin, "plans", "wrong-type", "a list of plans is expected");
    return plans;
  }
  for (std::size_t i = 0; i < tree.items.size(); ++i) {
    const MapReader fields(tree.items[i], fmt::format("plans.{}", i), log);
    fields.allowOnly({"id", "name", "values", "instance-sizes", "cold-starts"});
    Plan plan;
    plan.id = fields.requiredText("id").value_or("");
    plan.name = fields.requiredText("name").value_or("");
    if (const auto* node = fields.find("values")) plan.values = readValues(*node, fields.pathOf("values"), sources, log);
    if (const auto* node = fields.find("instance-sizes"))
      plan.instanceSizes = readInstanceSizes(*node, fields.pathOf("instance-sizes"), sources, log);
    if (const auto* node = fields.find("cold-starts")) plan.coldStarts = readColdStarts(*node, sources, log);
    if (plan.id == defaultPlan && (!plan.values.empty() || !plan.instanceSizes.empty() || !plan.coldStarts.empty()))
      log.error(tree.items[i].origin, fields.path(), "invalid-value", "the default plan has the catalog's own values",
                "move them to `values`");
    plans.push_back(std::move(plan));
  }
  if (std::none_of(plans.begin(), plans.end(), [&](const auto& plan) { return plan.id == defaultPlan; }))
    log.error(tree.origin, "plans", "invalid-value",
              fmt::format("the default plan '{}' isn't among the plans", defaultPlan));
  return plans;
}

std::vector<RuntimeFact> readRuntimes(const Tree& tree, const CatalogSources& sources, ProblemLog& log) {
  std::vector<RuntimeFact> runtimes;
  if (!tree.isList()) {
    log.error(tree.origin, "runtimes", "wrong-type", "a list of runtimes is expected", "[] if any is taken");
    return runtimes;
  }
  for (std::size_t i = 0; i < tree.items.size(); ++i) {
    const MapReader fields(tree.items[i], fmt::format("runtimes.{}", i), log);
    fields.allowOnly({"id", "name", "end-of-support", "source", "note"});
    RuntimeFact runtime;
    runtime.id = fields.requiredText("id").value_or("");
    runtime.name = fields.text("name").value_or(runtime.id);
    runtime.endOfSupport = fields.text("end-of-support").value_or("");
    if (const auto source = sourceOf(fields, sources)) {
      runtime.source = source->cite;
      runtime.asOf = source->asOf;
    }
    if (std::any_of(runtimes.begin(), runtimes.end(), [&](const auto& other) { return other.id == runtime.id; }))
      log.error(tree.items[i].origin, fields.path(), "duplicate-key",
                fmt::format("runtime '{}' is stated twice", runtime.id));
    runtimes.push_back(std::move(runtime));
  }
  return runtimes;
}

std::map<std::string, std::string> readServices(const Tree& tree, ProblemLog& log) {
  const MapReader map(tree, "services", log);
  map.allowOnly(meteredKinds());
  std::map<std::string, std::string> services;
  for (const auto& entry : map.entries())
    if (const auto name = map.requiredText(entry.key)) services.emplace(entry.key, *name);
  return services;
}

std::vector<std::string> readRegions(const Tree& tree, ProblemLog& log) {
  std::vector<std::string> regions;
  bool words = tree.isList() && tree.items.size() > 0;
  if (words)
    for (const auto& region : tree.items) {
      words = words && region.isScalar();
      if (words) regions.push_back(region.scalar);
    }
  if (!words) log.error(tree.origin, "regions", "wrong-type", "a list of regions is expected");
  return regions;
}

Catalog readCatalog(const Tree& document, ProblemLog& log) {
  Catalog catalog;
  const MapReader top(document, "", log);
  top.allowOnly({"provider", "name", "edition", "default-region", "regions", "sources", "services", "runtimes", "values",
                 "cold-starts", "prices", "instance-sizes", "default-plan", "plans"});
  catalog.provider = top.requiredText("provider").value_or("");
  catalog.name = top.requiredText("name").value_or("");
  catalog.edition = top.requiredText("edition").value_or("");
  catalog.defaultRegion = top.requiredText("default-region").value_or("");
  if (const auto* node = top.require("regions")) catalog.regions = readRegions(*node, log);
  const auto& regions = catalog.regions;
  if (!regions.empty() && std::find(regions.begin(), regions.end(), catalog.defaultRegion) == regions.end())
    top.error("regions", "invalid-value",
              fmt::format("the default region '{}' isn't among the regions", catalog.defaultRegion));
  CatalogSources sources;
  if (const auto* node = top.require("sources")) sources = readSources(*node, log);
  if (const auto* node = top.require("services")) catalog.services = readServices(*node, log);
  if (const auto* node = top.require("runtimes")) catalog.runtimes = readRuntimes(*node, sources, log);
  if (const auto* node = top.require("values")) {
    catalog.values = readValues(*node, "values", sources, log);
    requireAll(catalog.values, *node, log);
  }
  if (const auto* node = top.find("instance-sizes"))
    catalog.instanceSizes = readInstanceSizes(*node, "instance-sizes", sources, log);
  if (const auto* node = top.find("plans")) {
    catalog.plan = top.requiredText("default-plan").value_or("");
    catalog.plans = readPlans(*node, catalog.plan, sources, log);
  }
  if (const auto* node = top.require("cold-starts")) catalog.coldStarts = readColdStarts(*node, sources, log);
  if (const auto* node = top.require("prices")) catalog.prices = readPrices(*node, sources, log);
  return catalog;
}

Problem plainProblem(std::string id, std::string file, std::string message, std::string hint = {}) {
  return {Severity::error, std::move(id), std::move(file), 0, 0, "", std::move(message), std::move(hint)};
}

}  // namespace

tl::expected<Catalog, Problems> loadCatalogFile(const std::filesystem::path& path) {
  const auto file = path.string();
  const auto text = readFile(path);
  if (!text) return tl::unexpected(Problems{plainProblem("unreadable-file", file, text.error())});
  const auto document = parseDocument(*text, file);
  if (!document) return tl::unexpected(Problems{document.error()});
  ProblemLog log{file, {}};
  auto catalog = readCatalog(*document, log);
  if (hasErrors(log.problems)) return tl::unexpected(std::move(log.problems));
  return catalog;
}

tl::expected<Catalog, Problems> loadCatalog(const std::string& provider) {
  const auto known = catalogProviders();
  if (std::find(known.begin(), known.end(), provider) == known.end())
    return tl::unexpected(Problems{
        plainProblem("unknown-provider", "", fmt::format("unknown provider '{}'", provider), suggestion(provider, known))});
  const auto path = resourceFolder() / "catalog" / (provider + ".yaml");
  auto catalog = loadCatalogFile(path);
  if (catalog && catalog->provider != provider)
    return tl::unexpected(Problems{
        plainProblem("wrong-provider", path.string(), fmt::format("the file describes provider '{}'", catalog->provider))});
  return catalog;
}

std::vector<std::string> catalogProviders() {
  static const std::vector<std::string> order = {"aws", "azure", "gcp", "oci"};
  std::vector<std::string> found;
  std::error_code error;
  for (const auto& entry : std::filesystem::directory_iterator(resourceFolder() / "catalog", error))
    if (entry.path().extension() == ".yaml") found.push_back(entry.path().stem().string());
  // The clouds in comparison order, then others by name.
  std::sort(found.begin(), found.end(), [](const auto& a, const auto& b) {
    return std::pair(std::find(order.begin(), order.end(), a), a) < std::pair(std::find(order.begin(), order.end(), b), b);
  });
  return found;
}

}  // namespace virga::model
