#include <algorithm>
#include <limits>
#include <map>
#include <numeric>
#include <optional>
#include <set>
#include <stdexcept>
#include <string_view>
#include <tuple>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "model/pricing/bill.h"
#include "model/pricing/usage_items.h"

namespace virga::model {
namespace {

// Factor from a period to a month. The denominator holds no factor 2 or 5, so that every finite result comes out exactly.
struct Scale {
  Decimal numerator = 1;
  std::int64_t denominator = 1;
};

Scale monthly(const Usage& usage, const Decimal& hoursPerMonth) {
  if (usage.monthly) return {};
  if (usage.period <= Duration{}) throw std::invalid_argument("the period of usage must be above 0");
  static const Decimal half("0.5"), fifth("0.2");
  Scale scale{hoursPerMonth * hours(1).nanoseconds, usage.period.nanoseconds};
  for (; scale.denominator % 2 == 0; scale.denominator /= 2) scale.numerator *= half;
  for (; scale.denominator % 5 == 0; scale.denominator /= 5) scale.numerator *= fifth;
  if (scale.numerator == floor(scale.numerator) && scale.numerator < Decimal(std::numeric_limits<std::int64_t>::max())) {
    const auto divisor = std::gcd(scale.numerator.convert_to<std::int64_t>(), scale.denominator);
    return {scale.numerator / divisor, scale.denominator / divisor};
  }
  return scale;
}

Decimal scaled(const Decimal& quantity, const Scale& scale) {
  const Decimal product = quantity * scale.numerator;
  return scale.denominator == 1 ? product : Decimal(product / scale.denominator);
}

std::string describe(const UsageItem& item) {
  return fmt::format("{}: {} {}{}", item.component, item.kind, item.item,
                     item.variant.empty() ? "" : fmt::format(" ({})", item.variant));
}

// Why nothing has a price; nothing where something has.
std::optional<std::string> nothingPriced(const Catalog& catalog) {
  if (catalog.prices.empty()) return fmt::format("everything (the catalog of '{}' holds no prices)", catalog.name);
  if (catalog.priceRegion()) return {};
  return fmt::format("everything (the catalog of '{}' knows no prices of the region '{}', only of {})", catalog.name,
                     catalog.region, fmt::join(catalog.regions, ", "));
}

// The default region's price in another one is as sure as what says that it holds there.
void nameRegion(BillLine& line, const Price& price, const PriceRegion& region) {
  if (!price.regions.empty() || region.source.empty()) return;
  line.source += fmt::format("; in {} the same: {}", region.id, region.source);
  line.sourced = line.sourced && region.sourced;
}

// What an account has used of prices and allowances so far.
class Account {
 public:
  explicit Account(bool freeTier) : freeTier_(freeTier) {}

  Decimal takeFree(const Price& price, const Decimal& quantity) {
    if (!freeTier_) return 0;
    const auto group = price.freeGroup.empty() ? meterOf(price) : "group " + price.freeGroup;
    auto& left = free_.try_emplace(group, price.freePerMonth).first->second;
    const Decimal taken = std::min(left, quantity);
    left -= taken;
    return taken;
  }

  // Amount for the next `quantity` units, and the price of the first of them.
  std::pair<Decimal, Decimal> charge(const Price& price, Decimal quantity) {
    auto& used = used_[meterOf(price)];
    const auto first = std::find_if(price.tiers.begin(), price.tiers.end(),
                                    [&](const PriceTier& tier) { return !tier.upTo || used < *tier.upTo; });
    Decimal amount = 0;
    for (auto tier = first; tier != price.tiers.end() && quantity > 0; ++tier) {
      const Decimal part = tier->upTo ? Decimal(std::min(quantity, Decimal(*tier->upTo - used))) : quantity;
      amount += part * tier->price;
      used += part;
      quantity -= part;
    }
    return {amount, first == price.tiers.end() ? Decimal(0) : first->price};
  }

 private:
  static std::string meterOf(const Price& price) {
    return price.meter.empty() ? fmt::format("{}/{}/{}", price.kind, price.item, price.variant) : price.meter;
  }

  bool freeTier_;
  std::map<std::string, Decimal> free_;
  std::map<std::string, Decimal> used_;
};

// Null without one.
const SavingsPlan* savingsOf(const Catalog& catalog, const std::string& id) {
  if (id.empty()) return nullptr;
  const auto* plan = catalog.savingsPlan(id);
  if (!plan) throw std::invalid_argument(fmt::format("the catalog of '{}' has no savings plan '{}'", catalog.name, id));
  return plan;
}

// The line of a covered item at what the commitment costs.
void applySavings(BillLine& line, const SavingsItem& covered, const SavingsPlan& plan) {
  const Decimal onDemand = line.amount;
  if (covered.price) {
    line.price = *covered.price;
    line.amount = (line.quantity - line.free) * *covered.price;
  } else {
    line.price *= Decimal(1) - covered.discount;
    line.amount *= Decimal(1) - covered.discount;
  }
  line.saved = onDemand - line.amount;
  line.source += fmt::format("; {}: {}", plan.name, plan.source);
  line.sourced = line.sourced && plan.confidence == Confidence::sourced;
}

}  // namespace

std::string_view savingsAssumption() {
  return "the commitment is taken to cover all of the month's use of these items, after what is free";
}

Bill priceUsage(const Usage& usage, const Catalog& catalog, const BillOptions& options) {
  Bill bill;
  bill.freeTier = options.freeTier;
  bill.catalog = catalog.edition;
  bill.overlays = catalog.overlays;
  const auto* savings = savingsOf(catalog, options.savingsPlan);
  if (savings) {
    const bool sourced = savings->confidence == Confidence::sourced;
    bill.savings = {savings->id, savings->name, savings->term, 0, savings->source, savings->asOf, sourced};
  }
  if (const auto why = nothingPriced(catalog)) {
    const auto& items = usage.items;
    if (std::any_of(items.begin(), items.end(), [](const auto& item) { return item.quantity != 0; }))
      bill.unpriced.push_back(*why);
    return bill;
  }
  const auto scale = monthly(usage, options.hoursPerMonth.value_or(usage.hoursPerMonth));
  Account account(options.freeTier);
  std::set<std::pair<std::string_view, std::string_view>> used;
  for (const auto& item : usage.items)
    if (item.quantity > 0) used.emplace(item.component, item.item);
  for (const auto& item : usage.items) {
    const auto* price = catalog.price(item.kind, item.item, item.variant);
    if (!price) {
      if (item.quantity != 0) bill.unpriced.push_back(describe(item));
      continue;
    }
    const auto* metered = findMeteredItem(item.kind, item.item);
    BillLine line;
    line.component = item.component;
    line.item = item.item;
    line.quantity = (metered && metered->perMonth ? item.quantity : scaled(item.quantity, scale)) * price->unitsPerMetered;
    const bool barred = !price->freeNotWith.empty() && used.contains({item.component, price->freeNotWith});
    line.free = barred ? Decimal(0) : account.takeFree(*price, line.quantity);
    line.unit = price->unit;
    std::tie(line.amount, line.price) = account.charge(*price, line.quantity - line.free);
    line.source = price->source;
    line.asOf = price->asOf;
    line.sourced = price->sourced;
    nameRegion(line, *price, *catalog.priceRegion());
    if (const auto* covered = savings ? savings->find(item.kind, item.item, item.variant, catalog.plan) : nullptr) {
      applySavings(line, *covered, *savings);
      bill.savings->saved += line.saved;
    }
    bill.total += line.amount;
    bill.lines.push_back(std::move(line));
  }
  return bill;
}

}  // namespace virga::model
