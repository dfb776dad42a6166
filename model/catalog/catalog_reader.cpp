#include <algorithm>
#include <system_error>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "model/catalog/catalog_keys.h"
#include "model/catalog/catalog_tables.h"
#include "model/io/file.h"
#include "model/io/resources.h"
#include "model/pricing/usage_items.h"

namespace virga::model {
namespace {

void requireAll(const std::vector<CatalogValue>& values, const Tree& tree, ProblemLog& log) {
  for (const auto& key : catalogKeys())
    if (std::none_of(values.begin(), values.end(), [&](const auto& value) { return value.id == key.id; }))
      log.error(tree.origin, "values." + key.id, "missing-key", fmt::format("the value '{}' is missing", key.id),
                key.meaning);
}

void requireAll(const std::vector<Feature>& features, const Tree& tree, ProblemLog& log) {
  for (const auto& key : featureKeys())
    if (std::none_of(features.begin(), features.end(), [&](const auto& feature) { return feature.id == key.id; }))
      log.error(tree.origin, "features." + key.id, "missing-key", fmt::format("the feature '{}' is missing", key.id),
                key.meaning);
}

std::vector<Plan> readPlans(const Tree& tree, const std::string& defaultPlan, const std::vector<std::string>& regions,
                            const CatalogSources& sources, ProblemLog& log) {
  std::vector<Plan> plans;
  if (!tree.isList()) {
    log.error(tree.origin, "plans", "wrong-type", "a list of plans is expected");
    return plans;
  }
  for (std::size_t i = 0; i < tree.items.size(); ++i) {
    const MapReader fields(tree.items[i], fmt::format("plans.{}", i), log);
    fields.allowOnly({"id", "name", "values", "features", "instance-sizes", "cold-starts", "prices"});
    Plan plan;
    plan.id = fields.requiredText("id").value_or("");
    plan.name = fields.requiredText("name").value_or("");
    if (const auto* node = fields.find("values")) plan.values = readValues(*node, fields.pathOf("values"), sources, log);
    if (const auto* node = fields.find("features"))
      plan.features = readFeatures(*node, fields.pathOf("features"), sources, log);
    if (const auto* node = fields.find("instance-sizes"))
      plan.instanceSizes = readInstanceSizes(*node, fields.pathOf("instance-sizes"), sources, log);
    if (const auto* node = fields.find("cold-starts")) plan.coldStarts = readColdStarts(*node, sources, log);
    if (const auto* node = fields.find("prices"))
      plan.prices = readPrices(*node, fields.pathOf("prices"), regions, sources, log);
    if (plan.id == defaultPlan && (!plan.values.empty() || !plan.features.empty() || !plan.instanceSizes.empty() ||
                                   !plan.coldStarts.empty() || !plan.prices.empty()))
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
    if (const auto& end = runtime.endOfSupport; !end.empty() && (!isDate(end) || end.size() < 7))
      fields.error("end-of-support", "invalid-value", fmt::format("'{}' isn't a date", end), "2027-04-30, or 2027-04");
    if (const auto source = sourceOf(fields, sources)) {
      runtime.source = source->cite;
      runtime.asOf = source->asOf;
      runtime.confidence = source->confidence;
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

Catalog readCatalog(const Tree& document, ProblemLog& log) {
  Catalog catalog;
  const MapReader top(document, "", log);
  top.allowOnly({"provider", "name", "edition", "currency", "default-region", "regions", "sources", "services", "runtimes",
                 "values", "features", "cold-starts", "prices", "instance-sizes", "savings", "default-plan", "plans"});
  catalog.provider = top.requiredText("provider").value_or("");
  catalog.name = top.requiredText("name").value_or("");
  catalog.edition = top.requiredText("edition").value_or("");
  catalog.defaultRegion = top.requiredText("default-region").value_or("");
  checkCurrency(top);
  CatalogSources sources;
  if (const auto* node = top.require("sources")) sources = readSources(*node, log);
  if (const auto* node = top.require("regions"))
    catalog.priceRegions = readPriceRegions(*node, catalog.defaultRegion, sources, log);
  auto& regions = catalog.regions;
  for (const auto& region : catalog.priceRegions) regions.push_back(region.id);
  if (!regions.empty() && std::find(regions.begin(), regions.end(), catalog.defaultRegion) == regions.end())
    top.error("regions", "invalid-value",
              fmt::format("the default region '{}' isn't among the regions", catalog.defaultRegion));
  if (const auto* node = top.require("services")) catalog.services = readServices(*node, log);
  if (const auto* node = top.require("runtimes")) catalog.runtimes = readRuntimes(*node, sources, log);
  if (const auto* node = top.require("values")) {
    catalog.values = readValues(*node, "values", sources, log);
    requireAll(catalog.values, *node, log);
  }
  if (const auto* node = top.require("features")) {
    catalog.features = readFeatures(*node, "features", sources, log);
    requireAll(catalog.features, *node, log);
  }
  if (const auto* node = top.find("instance-sizes"))
    catalog.instanceSizes = readInstanceSizes(*node, "instance-sizes", sources, log);
  if (const auto* node = top.find("plans")) {
    catalog.plan = top.requiredText("default-plan").value_or("");
    catalog.plans = readPlans(*node, catalog.plan, regions, sources, log);
  }
  if (const auto* node = top.require("cold-starts")) catalog.coldStarts = readColdStarts(*node, sources, log);
  if (const auto* node = top.require("prices")) catalog.prices = readPrices(*node, "prices", regions, sources, log);
  if (const auto* node = top.find("savings")) catalog.savings = readSavings(*node, planIds(catalog), sources, log);
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
