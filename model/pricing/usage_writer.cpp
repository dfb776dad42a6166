#include <fmt/format.h>

#include "model/pricing/bill.h"
#include "model/pricing/usage_items.h"

namespace virga::model {

std::string usageText(const Usage& usage) {
  // What accrues without traffic has no place in the file: a month's quantities hold it.
  if (!usage.monthly && usage.timePerMonth) {
    Usage month = usage;
    month.monthly = true;
    for (auto& item : month.items) item.quantity = monthlyQuantity(usage, item);
    return usageText(month);
  }
  std::string text = usage.monthly ? "per: month\n" : fmt::format("period: {}\n", toText(usage.period));
  if (!usage.monthly && usage.hoursPerMonth != kHoursPerMonth)
    text += fmt::format("month: {} h\n", toText(usage.hoursPerMonth));
  text += usage.items.empty() ? "components: {}\n" : "components:\n";
  const ComponentId* component = nullptr;
  bool hasVariant = false;
  for (const auto& item : usage.items) {
    if (!component || *component != item.component) {
      text += fmt::format("  {}:\n    kind: {}\n", item.component, item.kind);
      hasVariant = item.kind != "function";  // that of other kinds follows from the items
    }
    component = &item.component;
    if (!hasVariant && !item.variant.empty()) {
      text += fmt::format("    variant: {}\n", item.variant);
      hasVariant = true;
    }
    const auto* metered = findMeteredItem(item.kind, item.item);
    text += fmt::format("    {}: {}{}\n", item.item, toText(item.quantity),
                        metered ? fmt::format("  # {}", metered->units.front().name) : "");
  }
  return text;
}

}  // namespace virga::model
