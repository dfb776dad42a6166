#include <algorithm>
#include <set>
#include <tuple>

#include <fmt/format.h>

#include "model/catalog/catalog_tables.h"
#include "model/pricing/usage_items.h"

namespace virga::model {
namespace {

// A number, or a quotient of two where the provider states a price for so many units: "3.135/2678400".
tl::expected<Decimal, std::string> parseAmount(std::string_view text) {
  const auto slash = text.find('/');
  const auto number = parseDecimal(text.substr(0, slash));
  if (!number || slash == std::string_view::npos) return number;
  const auto divisor = parseDecimal(text.substr(slash + 1));
  if (!divisor) return divisor;
  if (*divisor <= 0) return tl::unexpected(fmt::format("'{}' divides by nothing", text));
  return Decimal(*number / *divisor);
}

std::optional<Decimal> amount(const MapReader& fields, std::string_view key) {
  const auto value = fields.parsed<Decimal>(key, parseAmount);
  if (!value || *value >= 0) return value;
  fields.error(key, "invalid-value", fmt::format("'{}' is negative", fields.pathOf(key)));
  return {};
}

std::vector<PriceTier> readTiers(const Tree& tree, const std::string& path, ProblemLog& log) {
  std::vector<PriceTier> tiers;
  if (!tree.isList() || tree.items.size() == 0) {
    log.error(tree.origin, path, "wrong-type", "a list of tiers is expected",
              "[{up-to: 1000000, price: 0.002}, {price: 0.001}]");
    return tiers;
  }
  for (std::size_t i = 0; i < tree.items.size(); ++i) {
    const MapReader fields(tree.items[i], fmt::format("{}.{}", path, i), log);
    fields.allowOnly({"up-to", "price"});
    const bool last = i + 1 == tree.items.size();
    PriceTier tier;
    fields.require("price");
    tier.price = amount(fields, "price").value_or(0);
    tier.upTo = amount(fields, "up-to");
    const Decimal begin = tiers.empty() ? Decimal(0) : tiers.back().upTo.value_or(0);
    if (last && fields.find("up-to"))
      fields.error("up-to", "invalid-tiers", "a tier is missing: the last tier has no end",
                   "leave out its up-to, or add a tier for what is above it");
    else if (!last && !fields.find("up-to"))
      log.error(tree.items[i].origin, fields.path(), "invalid-tiers", "only the last tier may have no up-to");
    else if (tier.upTo && *tier.upTo <= begin)
      fields.error("up-to", "invalid-tiers",
                   fmt::format("the tiers overlap: they must rise, and one ends at {} already", toText(begin)));
    tiers.push_back(tier);
  }
  return tiers;
}

std::vector<std::string> readNames(const MapReader& fields, std::string_view key, const std::vector<std::string>& known,
                                   std::string_view what) {
  std::vector<std::string> names;
  const auto* node = fields.find(key);
  if (!node) return names;
  if (!node->isList() || node->items.empty()) {
    fields.error(key, "wrong-type", fmt::format("a list of {}s is expected", what));
    return names;
  }
  for (const auto& item : node->items) {
    if (std::find(known.begin(), known.end(), item.scalar) == known.end())
      fields.error(key, fmt::format("unknown-{}", what), fmt::format("unknown {} '{}'", what, item.scalar),
                   suggestion(item.scalar, known));
    names.push_back(item.scalar);
  }
  return names;
}

void checkUnit(Price& price, const MeteredItem& item, const MapReader& fields) {
  for (const auto& unit : item.units)
    if (unit.name == price.unit) {
      price.unitsPerMetered = unit.perMetered;
      return;
    }
  if (price.unit.empty()) return;
  std::vector<std::string> known;
  for (const auto& unit : item.units) known.push_back(unit.name);
  fields.error("unit", "unknown-unit", fmt::format("{} {} isn't priced per '{}'", price.kind, price.item, price.unit),
               suggestion(price.unit, known));
}

// kind, item, variant and unit as usage.h lists them.
void checkItem(Price& price, const MapReader& fields) {
  const auto kinds = meteredKinds();
  if (std::find(kinds.begin(), kinds.end(), price.kind) == kinds.end()) {
    if (!price.kind.empty())
      fields.error("kind", "unknown-kind", fmt::format("unknown kind '{}'", price.kind), suggestion(price.kind, kinds));
    return;
  }
  const auto* item = findMeteredItem(price.kind, price.item);
  if (!item) {
    if (!price.item.empty())
      fields.error("item", "unknown-item", fmt::format("'{}' isn't an item of {}", price.item, price.kind),
                   suggestion(price.item, meteredItemNames(price.kind)));
    return;
  }
  const auto& variants = item->variants;
  if (!price.variant.empty() && std::find(variants.begin(), variants.end(), price.variant) == variants.end())
    fields.error("variant", "unknown-variant",
                 fmt::format("'{}' isn't a variant of {} {}", price.variant, price.kind, price.item),
                 variants.empty() ? "it has none" : suggestion(price.variant, variants));
  checkUnit(price, *item, fields);
}

// One price, or that of a common meter for each of `kinds`.
std::vector<std::string> readKinds(const MapReader& fields) {
  if (!fields.find("kinds")) return {fields.requiredText("kind").value_or("")};
  if (fields.find("kind")) fields.error("kinds", "contradiction", "'kind' and 'kinds' exclude each other");
  return readNames(fields, "kinds", meteredKinds(), "kind");
}

Price readPrice(const MapReader& fields, const std::string& kind, const std::vector<std::string>& regions,
                const CatalogSources& sources, ProblemLog& log) {
  fields.allowOnly({"kind", "kinds", "item", "variant", "regions", "unit", "tiers", "free", "free-group", "free-not-with",
                    "source", "note"});
  Price price;
  price.kind = kind;
  price.item = fields.requiredText("item").value_or("");
  price.variant = fields.text("variant").value_or("");
  price.regions = readNames(fields, "regions", regions, "region");
  price.unit = fields.requiredText("unit").value_or("");
  checkItem(price, fields);
  if (const auto* tiers = fields.require("tiers")) price.tiers = readTiers(*tiers, fields.pathOf("tiers"), log);
  price.freePerMonth = amount(fields, "free").value_or(0);
  price.freeGroup = fields.text("free-group").value_or("");
  price.freeNotWith = fields.text("free-not-with").value_or("");
  if (!price.freeNotWith.empty() && !findMeteredItem(price.kind, price.freeNotWith))
    fields.error("free-not-with", "unknown-item", fmt::format("'{}' isn't an item of {}", price.freeNotWith, price.kind),
                 suggestion(price.freeNotWith, meteredItemNames(price.kind)));
  if (const auto source = sourceOf(fields, sources)) {
    price.source = source->cite;
    price.asOf = source->asOf;
    price.sourced = source->confidence == Confidence::sourced;
  }
  return price;
}

PriceRegion readPriceRegion(const Tree& tree, const std::string& path, const CatalogSources& sources, ProblemLog& log) {
  PriceRegion region;
  if (tree.isScalar()) {
    region.id = tree.scalar;
    return region;
  }
  const MapReader fields(tree, path, log);
  fields.allowOnly({"id", "kinds", "source", "note"});
  region.id = fields.requiredText("id").value_or("");
  region.kinds = readNames(fields, "kinds", meteredKinds(), "kind");
  if (const auto source = sourceOf(fields, sources)) {
    region.source = source->cite;
    region.sourced = source->confidence == Confidence::sourced;
  }
  return region;
}

}  // namespace

std::vector<Price> readPrices(const Tree& tree, const std::string& path, const std::vector<std::string>& regions,
                              const CatalogSources& sources, ProblemLog& log) {
  std::vector<Price> prices;
  if (!tree.isList()) {
    log.error(tree.origin, path, "wrong-type", "a list of prices is expected", "[] if there are none");
    return prices;
  }
  std::set<std::tuple<std::string, std::string, std::string, std::string>> seen;
  std::map<std::string, Decimal> allowances;
  for (std::size_t i = 0; i < tree.items.size(); ++i) {
    const MapReader fields(tree.items[i], fmt::format("{}.{}", path, i), log);
    for (const auto& kind : readKinds(fields)) {
      auto price = readPrice(fields, kind, regions, sources, log);
      if (fields.find("kinds")) price.meter = price.item;
      const auto places = price.regions.empty() ? std::vector<std::string>{""} : price.regions;
      for (const auto& place : places)
        if (!seen.emplace(price.kind, price.item, price.variant, place).second)
          log.error(tree.items[i].origin, fields.path(), "duplicate-price",
                    fmt::format("{} {} {} has two prices{}", price.kind, price.item, price.variant,
                                place.empty() ? "" : " in " + place));
      if (!price.freeGroup.empty()) {
        const auto [group, added] = allowances.emplace(price.freeGroup, price.freePerMonth);
        if (!added && group->second != price.freePerMonth)
          log.error(tree.items[i].origin, fields.pathOf("free"), "invalid-value",
                    fmt::format("the prices of free-group '{}' state different allowances", price.freeGroup));
      }
      prices.push_back(std::move(price));
    }
  }
  return prices;
}

std::vector<PriceRegion> readPriceRegions(const Tree& tree, const std::string& defaultRegion, const CatalogSources& sources,
                                          ProblemLog& log) {
  std::vector<PriceRegion> regions;
  if (!tree.isList() || tree.items.empty()) {
    log.error(tree.origin, "regions", "wrong-type", "a list of regions is expected");
    return regions;
  }
  for (std::size_t i = 0; i < tree.items.size(); ++i) {
    const auto path = fmt::format("regions.{}", i);
    auto region = readPriceRegion(tree.items[i], path, sources, log);
    if (tree.items[i].isScalar() && region.id != defaultRegion)
      log.error(tree.items[i].origin, path, "missing-key",
                fmt::format("what says that the prices of '{}' are those of '{}' is missing", region.id, defaultRegion),
                fmt::format("{{id: {}, source: …}}", region.id));
    if (std::any_of(regions.begin(), regions.end(), [&](const auto& other) { return other.id == region.id; }))
      log.error(tree.items[i].origin, path, "duplicate-key", fmt::format("region '{}' is stated twice", region.id));
    regions.push_back(std::move(region));
  }
  return regions;
}

void checkCurrency(const MapReader& fields) {
  const auto currency = fields.text("currency");
  if (currency && *currency != "USD")
    fields.error("currency", "unknown-currency", fmt::format("'{}' isn't a currency that prices can be in", *currency),
                 "USD: all catalogs are in it, and nothing is converted");
}

}  // namespace virga::model
