#include "model/catalog/overlay.h"

#include <algorithm>

#include <fmt/format.h>

#include "model/catalog/catalog_tables.h"

namespace virga::model {
namespace {

bool sameItem(const Price& a, const Price& b) {
  return a.kind == b.kind && a.item == b.item && a.variant == b.variant && a.regions == b.regions;
}

void put(std::vector<Price>& prices, const Price& price) {
  const auto found = std::find_if(prices.begin(), prices.end(), [&](const Price& own) { return sameItem(own, price); });
  if (found == prices.end())
    prices.push_back(price);
  else
    *found = price;
}

bool pricesKind(const Plan& plan, const std::string& kind) {
  return std::any_of(plan.prices.begin(), plan.prices.end(), [&](const Price& price) { return price.kind == kind; });
}

CatalogValue* valueOf(std::vector<CatalogValue>& values, const std::string& id) {
  const auto found = std::find_if(values.begin(), values.end(), [&](const auto& value) { return value.id == id; });
  return found == values.end() ? nullptr : &*found;
}

void put(std::vector<Feature>& features, const Feature& feature) {
  const auto found =
      std::find_if(features.begin(), features.end(), [&](const Feature& own) { return own.id == feature.id; });
  if (found == features.end())
    features.push_back(feature);
  else
    *found = feature;
}

struct Overlay {
  std::vector<CatalogValue> values;
  std::vector<Feature> features;
  std::vector<Price> prices;
  std::vector<SavingsPlan> savings;
};

void putInDefault(Catalog& catalog, const Overlay& overlay) {
  for (const auto& value : overlay.values)
    if (auto* own = valueOf(catalog.values, value.id)) *own = value;
  for (const auto& feature : overlay.features) put(catalog.features, feature);
  for (const auto& price : overlay.prices) put(catalog.prices, price);
}

void putEverywhere(Catalog& catalog, const Overlay& overlay) {
  putInDefault(catalog, overlay);
  for (auto& plan : catalog.plans) {
    for (const auto& value : overlay.values)
      if (auto* own = valueOf(plan.values, value.id)) *own = value;
    std::erase_if(plan.features, [&](const Feature& own) {
      return std::any_of(overlay.features.begin(), overlay.features.end(),
                         [&](const Feature& feature) { return feature.id == own.id; });
    });
    for (const auto& price : overlay.prices)
      if (pricesKind(plan, price.kind)) put(plan.prices, price);
  }
}

// A plan that names no price of a kind has the catalog's, which the plan's own would take the place of.
void putInPlan(const Catalog& catalog, Plan& plan, const Overlay& overlay) {
  for (const auto& value : overlay.values) {
    if (auto* own = valueOf(plan.values, value.id))
      *own = value;
    else
      plan.values.push_back(value);
  }
  for (const auto& feature : overlay.features) put(plan.features, feature);
  for (const auto& price : overlay.prices) {
    if (!pricesKind(plan, price.kind))
      std::copy_if(catalog.prices.begin(), catalog.prices.end(), std::back_inserter(plan.prices),
                   [&](const Price& own) { return own.kind == price.kind; });
    put(plan.prices, price);
  }
}

}  // namespace

tl::expected<Catalog, Problems> withOverlay(const Catalog& catalog, std::string_view text, const std::string& file) {
  const auto document = parseDocument(text, file);
  if (!document) return tl::unexpected(Problems{document.error()});
  ProblemLog log{file, {}};
  const MapReader top(*document, "", log);
  top.allowOnly({"provider", "plan", "currency", "sources", "values", "features", "prices", "savings"});
  checkCurrency(top);
  if (const auto provider = top.requiredText("provider"); provider && *provider != catalog.provider)
    top.error("provider", "wrong-provider",
              fmt::format("the overlay is for '{}', not for '{}'", *provider, catalog.provider));
  CatalogSources sources;
  if (const auto* node = top.require("sources")) sources = readSources(*node, log);
  Overlay overlay;
  if (const auto* node = top.find("values")) overlay.values = readValues(*node, "values", sources, log, &catalog.values);
  if (const auto* node = top.find("features")) overlay.features = readFeatures(*node, "features", sources, log);
  if (const auto* node = top.find("prices")) overlay.prices = readPrices(*node, "prices", catalog.regions, sources, log);
  if (const auto* node = top.find("savings")) overlay.savings = readSavings(*node, planIds(catalog), sources, log);
  Catalog result = catalog;
  const auto planId = top.text("plan");
  const auto plan = std::find_if(result.plans.begin(), result.plans.end(),
                                 [&](const Plan& candidate) { return planId && candidate.id == *planId; });
  if (planId && plan == result.plans.end()) {
    std::vector<std::string> known;
    for (const auto& candidate : catalog.plans) known.push_back(candidate.id);
    top.error("plan", "unknown-plan", fmt::format("{} has no plan '{}'", catalog.name, *planId),
              known.empty() ? "leave it out: there is only one" : suggestion(*planId, known));
  }
  if (hasErrors(log.problems)) return tl::unexpected(std::move(log.problems));

  for (const auto& saving : overlay.savings) {
    std::erase_if(result.savings, [&](const SavingsPlan& own) { return own.id == saving.id; });
    result.savings.push_back(saving);
  }
  if (!planId)
    putEverywhere(result, overlay);
  else if (*planId == catalog.plan)
    putInDefault(result, overlay);
  else
    putInPlan(catalog, *plan, overlay);
  result.overlays.push_back(file);
  return result;
}

tl::expected<std::string, Problems> overlayProvider(std::string_view text, const std::string& file) {
  const auto document = parseDocument(text, file);
  if (!document) return tl::unexpected(Problems{document.error()});
  ProblemLog log{file, {}};
  const MapReader top(*document, "", log);
  const auto provider = top.requiredText("provider");
  const auto known = catalogProviders();
  if (provider && std::find(known.begin(), known.end(), *provider) == known.end())
    top.error("provider", "unknown-provider", fmt::format("there is no provider '{}'", *provider),
              suggestion(*provider, known));
  if (!provider || hasErrors(log.problems)) return tl::unexpected(std::move(log.problems));
  return *provider;
}

}  // namespace virga::model
