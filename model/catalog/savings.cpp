#include "model/catalog/savings.h"

#include <algorithm>

namespace virga::model {

const SavingsItem* SavingsPlan::find(std::string_view kind, std::string_view item, std::string_view variant,
                                     std::string_view hostingPlan) const {
  const SavingsItem* best = nullptr;
  for (const auto& candidate : items) {
    if (candidate.kind != kind || candidate.item != item) continue;
    if (!candidate.variant.empty() && candidate.variant != variant) continue;
    const auto& plans = candidate.plans;
    if (!plans.empty() && std::find(plans.begin(), plans.end(), hostingPlan) == plans.end()) continue;
    if (!best || best->variant.empty()) best = &candidate;
  }
  return best;
}

}  // namespace virga::model
