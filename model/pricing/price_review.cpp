#include "model/pricing/price_review.h"

#include <cstdio>
#include <optional>
#include <set>

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace virga::model {
namespace {

using std::chrono::sys_days;
using std::chrono::year_month_day;

std::string named(const Price& price) {
  std::string text = fmt::format("{} {}", price.kind, price.item);
  if (!price.meter.empty()) text = price.item;  // one meter for several kinds
  if (!price.variant.empty()) text += fmt::format(" ({})", price.variant);
  if (!price.regions.empty()) text += fmt::format(" in {}", fmt::join(price.regions, ", "));
  return text;
}

// A catalog's price, or a plan's, whatever copy of the catalog it stands in.
std::string keyOf(const Price& price) { return named(price) + " | " + price.unit + " | " + price.source; }

struct Named {
  const Price* price;
  std::string name;
};

std::vector<Named> pricesOf(const Catalog& catalog) {
  std::vector<Named> prices;
  std::set<std::string> meters;
  for (const auto& price : catalog.prices)
    if (price.meter.empty() || meters.insert(price.meter).second) prices.push_back({&price, named(price)});
  for (const auto& plan : catalog.plans)
    for (const auto& price : plan.prices) prices.push_back({&price, fmt::format("{}, plan {}", named(price), plan.id)});
  return prices;
}

bool isStale(const std::string& asOf, year_month_day today) {
  const auto day = dayOf(asOf);
  return day && sys_days(*day) < sys_days(today) - std::chrono::days(365);
}

}  // namespace

std::optional<year_month_day> dayOf(const std::string& asOf) {
  int y = 0;
  unsigned m = 0, d = 0;
  const int read = std::sscanf(asOf.c_str(), "%4d-%2u-%2u", &y, &m, &d);
  if (read < 1) return {};
  if (read == 1) m = 12;
  if (read < 3) return year_month_day(std::chrono::year(y) / std::chrono::month(m) / std::chrono::last);
  return std::chrono::year(y) / std::chrono::month(m) / std::chrono::day(d);
}

tl::expected<PriceReview, Problems> reviewPrices(const Catalog& catalog, year_month_day today,
                                                 const std::vector<WorkedBill>* bills) {
  PriceReview review;
  const auto prices = pricesOf(catalog);
  for (const auto& [price, name] : prices) {
    if (isStale(price->asOf, today)) review.stale.push_back(fmt::format("{} ({})", name, price->asOf));
    if (!price->sourced) review.general.push_back(name);
  }
  if (!bills) return review;
  std::set<std::string> used;
  for (const auto& worked : *bills) {
    const auto planned = catalogOf(worked, catalog);
    if (!planned) return tl::unexpected(planned.error());
    const auto usage = usageOf(worked, *planned);
    if (!usage) return tl::unexpected(usage.error());
    for (const auto& item : usage->items)
      if (const auto* price = item.quantity > 0 ? planned->price(item.kind, item.item, item.variant) : nullptr)
        used.insert(keyOf(*price));
    if (!worked.savingsPlan.empty() && !planned->savingsPlan(worked.savingsPlan)) {
      review.wrong.push_back(fmt::format("'{}': there is no savings plan '{}'", worked.name, worked.savingsPlan));
      continue;
    }
    const auto total = priceUsage(*usage, *planned, {.freeTier = worked.freeTier, .savingsPlan = worked.savingsPlan}).total;
    if (!isSameAmount(total, worked.total))
      review.wrong.push_back(
          fmt::format("'{}' comes to {} instead of {}", worked.name, toText(total), toText(worked.total)));
  }
  for (const auto& [price, name] : prices)
    if (!used.contains(keyOf(*price))) review.unused.push_back(name);
  return review;
}

}  // namespace virga::model
