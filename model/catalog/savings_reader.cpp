#include <algorithm>

#include <fmt/format.h>

#include "model/catalog/catalog_tables.h"
#include "model/pricing/usage_items.h"
#include "model/units/share.h"

namespace virga::model {
namespace {

tl::expected<Decimal, std::string> parsePart(std::string_view text) {
  const auto share = parseShare(text);
  if (!share) return tl::unexpected(share.error());
  // The decimal that is written, not the binary fraction nearest to it.
  return parseDecimal(text.substr(0, text.find_first_of(" %"))).map([](const Decimal& percent) {
    return Decimal(percent / 100);
  });
}

SavingsItem readItem(const MapReader& fields, const std::vector<std::string>& hostingPlans, ProblemLog& log) {
  fields.allowOnly({"kind", "item", "variant", "plans", "discount", "price"});
  SavingsItem item;
  item.kind = fields.requiredText("kind").value_or("");
  item.item = fields.requiredText("item").value_or("");
  item.variant = fields.text("variant").value_or("");
  const auto* metered = findMeteredItem(item.kind, item.item);
  if (!metered) {
    if (!item.kind.empty() && !item.item.empty())
      fields.error("item", "unknown-item", fmt::format("'{}' isn't an item of {}", item.item, item.kind),
                   suggestion(item.item, meteredItemNames(item.kind)));
  } else if (const auto& variants = metered->variants;
             !item.variant.empty() && std::find(variants.begin(), variants.end(), item.variant) == variants.end()) {
    fields.error("variant", "unknown-variant",
                 fmt::format("'{}' isn't a variant of {} {}", item.variant, item.kind, item.item),
                 variants.empty() ? "it has none" : suggestion(item.variant, variants));
  }
  if (const auto* plans = fields.find("plans")) {
    if (!plans->isList() || plans->items.empty()) fields.error("plans", "wrong-type", "a list of plans is expected");
    for (const auto& plan : plans->items) {
      if (std::find(hostingPlans.begin(), hostingPlans.end(), plan.scalar) == hostingPlans.end())
        fields.error("plans", "unknown-plan", fmt::format("unknown plan '{}'", plan.scalar),
                     suggestion(plan.scalar, hostingPlans));
      item.plans.push_back(plan.scalar);
    }
  }
  if (fields.find("discount") && fields.find("price"))
    fields.error("price", "contradiction", "'discount' and 'price' exclude each other");
  else if (!fields.find("discount") && !fields.find("price"))
    log.error(fields.origin(), fields.path(), "missing-key", "'discount' or 'price' is missing",
              "discount: 17%, or price: 0.0000138 per unit of the on-demand price");
  item.discount = fields.parsed<Decimal>("discount", parsePart).value_or(0);
  item.price = fields.parsed<Decimal>("price", parseDecimal);
  if (item.price && *item.price < 0) fields.error("price", "invalid-value", "the price is negative");
  return item;
}

// Of two that cover the same, one would be ignored.
void refuseRepeated(const std::vector<SavingsItem>& items, const MapReader& last) {
  const auto& added = items.back();
  const auto coversTheSame = [&](const SavingsItem& other) {
    return other.kind == added.kind && other.item == added.item && other.variant == added.variant &&
           other.plans == added.plans;
  };
  if (std::any_of(items.begin(), items.end() - 1, coversTheSame))
    last.error("item", "duplicate-key", fmt::format("{} {} {} is covered twice", added.kind, added.item, added.variant));
}

}  // namespace

std::vector<std::string> planIds(const Catalog& catalog) {
  std::vector<std::string> ids;
  for (const auto& plan : catalog.plans) ids.push_back(plan.id);
  return ids;
}

std::vector<SavingsPlan> readSavings(const Tree& tree, const std::vector<std::string>& hostingPlans,
                                     const CatalogSources& sources, ProblemLog& log) {
  std::vector<SavingsPlan> plans;
  if (!tree.isList()) {
    log.error(tree.origin, "savings", "wrong-type", "a list of savings plans is expected", "[] if there are none");
    return plans;
  }
  for (std::size_t i = 0; i < tree.items.size(); ++i) {
    const MapReader fields(tree.items[i], fmt::format("savings.{}", i), log);
    fields.allowOnly({"id", "name", "term", "items", "source", "note"});
    SavingsPlan plan;
    plan.id = fields.requiredText("id").value_or("");
    plan.name = fields.requiredText("name").value_or("");
    plan.term = fields.requiredText("term").value_or("");
    if (const auto* items = fields.require("items")) {
      if (!items->isList() || items->items.empty())
        log.error(items->origin, fields.pathOf("items"), "wrong-type", "a list of items is expected");
      for (std::size_t k = 0; k < items->items.size(); ++k) {
        const MapReader item(items->items[k], fmt::format("{}.{}", fields.pathOf("items"), k), log);
        plan.items.push_back(readItem(item, hostingPlans, log));
        refuseRepeated(plan.items, item);
      }
    }
    if (const auto source = sourceOf(fields, sources)) {
      plan.source = source->cite;
      plan.asOf = source->asOf;
      plan.confidence = source->confidence;
    }
    if (std::any_of(plans.begin(), plans.end(), [&](const auto& other) { return other.id == plan.id; }))
      log.error(tree.items[i].origin, fields.path(), "duplicate-key",
                fmt::format("savings plan '{}' is stated twice", plan.id));
    plans.push_back(std::move(plan));
  }
  return plans;
}

}  // namespace virga::model
