#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/catalog/fact.h"
#include "model/units/money.h"

namespace virga::model {

// What one usage item costs under a commitment: a part less than on demand, or a price of its own.
struct SavingsItem {
  std::string kind;                // component kind: "function"
  std::string item;                // usage item: "compute"
  std::string variant;             // empty: all that no other item of the plan names
  std::vector<std::string> plans;  // hosting plans on which it holds; empty: all
  Decimal discount = 0;            // part of the on-demand amount that isn't charged, 0 to 1
  std::optional<Decimal> price;    // per unit of the on-demand price, instead of a discount
};

// A commitment to use, or to spend on, so much for a term, in exchange for lower prices.
struct SavingsPlan {
  std::string id;    // "compute-no-upfront"
  std::string name;  // "Compute Savings Plan, no upfront"
  std::string term;  // "1 year"
  std::vector<SavingsItem> items;
  std::string source;
  std::string asOf;
  Confidence confidence = Confidence::general;

  // What holds for the item on the hosting plan (empty where the provider has but one); null where it isn't covered.
  const SavingsItem* find(std::string_view kind, std::string_view item, std::string_view variant,
                          std::string_view hostingPlan) const;
};

}  // namespace virga::model
