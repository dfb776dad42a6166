#pragma once

#include <string>
#include <vector>

#include <tl/expected.hpp>

#include "model/catalog/catalog.h"
#include "model/pricing/usage.h"

namespace virga::model {

struct BillLine {
  ComponentId component;
  std::string item;
  Decimal quantity;  // per month, before the free allowance
  Decimal free;      // of it free
  std::string unit;
  Decimal price;   // of the first tier used, per unit; the amount is by tiers
  Decimal amount;  // exact
  std::string source;
  std::string asOf;
  bool sourced = false;
};

struct Bill {
  std::string currency = "USD";
  bool freeTier = true;
  std::vector<BillLine> lines;
  Decimal total;                      // exact sum
  std::vector<std::string> unpriced;  // items without a price in the catalog, never silently zero
};

struct BillOptions {
  bool freeTier = true;
  Decimal hoursPerMonth = 730;
};

// The month's bill: usage scaled from its period to a month, allowances shared among components in order, then tiers
// over the account's total of an item (graduated; each component pays its part in order).
Bill priceUsage(const Usage& usage, const Catalog& catalog, const BillOptions& options = {});

// Reads a usage file (`virga price --usage`): YAML with `period` and per component `kind` and items.
tl::expected<Usage, Problems> readUsage(std::string_view text, std::string_view fileName);

}  // namespace virga::model
