#pragma once

#include <optional>
#include <string>
#include <vector>

#include "model/units/money.h"

namespace virga::model {

// Price of units up to and including `upTo` per month (none: without end); tiers rise and are graduated.
struct PriceTier {
  std::optional<Decimal> upTo;
  Decimal price;  // per unit
};

// One line of a provider's price list, for one usage item (model/pricing/usage.h).
struct Price {
  std::string kind;     // component kind: "function"
  std::string item;     // usage item: "compute"
  std::string variant;  // "arm64", "on-demand"; empty for all
  std::string unit;     // "GB-second", "request"
  std::vector<PriceTier> tiers;
  Decimal freePerMonth = 0;  // units free each month, shared by all components of the account
  std::string freeGroup;     // prices with the same group share one allowance; empty: the item's own
  std::string freeNotWith;   // nothing is free to a component that uses this item of its kind; empty: whatever it uses
  std::string source;
  std::string asOf;
  bool sourced = false;
};

}  // namespace virga::model
