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
  std::string kind;                  // component kind: "function"
  std::string item;                  // usage item: "compute"
  std::string variant;               // "arm64", "on-demand"; empty for all
  std::string unit;                  // "GB-second", "request"
  Decimal unitsPerMetered = 1;       // of `unit` in one unit that the item is metered in: 3,600 vCPU-seconds in a vCPU-hour
  std::vector<std::string> regions;  // where it holds; empty: where no other price of the item names the region
  std::vector<PriceTier> tiers;
  Decimal freePerMonth = 0;  // units free each month, shared by all components of the account
  std::string meter;         // prices with the same one count together, in tiers and allowance; empty: each its own
  std::string freeGroup;     // prices with the same group share one allowance; empty: the item's own
  std::string freeNotWith;   // nothing is free to a component that uses this item of its kind; empty: whatever it uses
  std::string source;
  std::string asOf;
  bool sourced = false;
};

// A region whose prices are known. The default region's hold there too, where no price names the region.
struct PriceRegion {
  std::string id;                  // "eu-west-1"
  std::vector<std::string> kinds;  // of which the prices are known there; empty: all
  std::string source;              // that the prices are the default region's; empty for that one itself
  bool sourced = true;
};

}  // namespace virga::model
