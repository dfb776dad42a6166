#include "simulator/experiment/cost_series.h"

#include <algorithm>
#include <cstddef>
#include <string>
#include <utility>

#include "model/pricing/usage_items.h"

namespace virga::simulator {
namespace {

using model::UsageItem;

// A component's items with a line on the bill, at one price each.
struct Priced {
  std::size_t meter = 0;     // place among the replications' items
  double price = 0;          // per metered unit
  double evenlyPerHour = 0;  // of a month's count, whatever was metered
};

bool isSame(const UsageItem& a, const UsageItem& b) {
  return a.component == b.component && a.item == b.item && a.variant == b.variant;
}

Priced pricedOf(const model::Usage& usage, const UsageItem& item, const model::Decimal& amount, std::size_t meter) {
  const auto* metered = model::findMeteredItem(item.kind, item.item);
  if (usage.monthly || (metered && metered->accrual == model::Accrual::perMonth))
    return {meter, 0, static_cast<double>(model::Decimal(amount / usage.hoursPerMonth))};
  const auto quantity = model::monthlyQuantity(usage, item);
  return {meter, quantity > 0 ? static_cast<double>(model::Decimal(amount / quantity)) : 0.0, 0};
}

// All items of a replication that the component pays for. Lines and items stand in the same order; some items have no
// line, and some of the replications' are left out of the mean's.
class PricedItems {
 public:
  PricedItems(const Result& result, const std::vector<UsageItem>& metered) {
    auto line = result.bill.lines.begin();
    std::size_t meter = 0;
    for (const auto& item : result.usage.items) {
      while (meter < metered.size() && !isSame(metered[meter], item)) ++meter;
      if (meter == metered.size()) break;
      if (line == result.bill.lines.end() || line->component != item.component || line->item != item.item) continue;
      items_.push_back({item.component, pricedOf(result.usage, item, line->amount, meter)});
      ++line;
    }
  }

  std::vector<Priced> of(const std::string& component) const {
    std::vector<Priced> own;
    for (const auto& [id, priced] : items_)
      if (id == component) own.push_back(priced);
    return own;
  }

 private:
  std::vector<std::pair<std::string, Priced>> items_;
};

std::vector<double> rates(const std::vector<Priced>& items, const ReplicationResult& run, std::int64_t bucket) {
  std::vector<double> perHour(run.metered.front().size(), 0.0);
  for (std::size_t i = 0; i < perHour.size(); ++i) {
    const auto length = std::min(bucket, run.end - static_cast<std::int64_t>(i) * bucket);
    const double hours = static_cast<double>(length) / 3.6e12;
    for (const auto& item : items) perHour[i] += item.evenlyPerHour + item.price * run.metered[item.meter][i] / hours;
  }
  return perHour;
}

}  // namespace

void addCostSeries(Result& result, const std::vector<ReplicationResult>& runs) {
  if (runs.front().metered.empty()) return;
  const PricedItems priced(result, runs.front().usage);
  for (auto& component : result.components) {
    const auto items = priced.of(component.id);
    if (items.empty()) continue;
    Series cost{"cost_per_h", result.bill.currency + "/h", rates(items, runs.front(), result.bucket.nanoseconds)};
    if (runs.size() > 1) cost.low = cost.high = cost.values;
    for (std::size_t run = 1; run < runs.size(); ++run) {
      const auto own = rates(items, runs[run], result.bucket.nanoseconds);
      for (std::size_t i = 0; i < own.size(); ++i) {
        cost.values[i] += own[i];
        cost.low[i] = std::min(cost.low[i], own[i]);
        cost.high[i] = std::max(cost.high[i], own[i]);
      }
    }
    for (auto& value : cost.values) value /= static_cast<double>(runs.size());
    component.series.push_back(std::move(cost));
  }
}

}  // namespace virga::simulator
