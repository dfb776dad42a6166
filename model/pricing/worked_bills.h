#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include <tl/expected.hpp>

#include "model/catalog/catalog.h"
#include "model/pricing/bill.h"

namespace virga::model {

// A bill whose total somebody has worked out by hand, to hold a catalog's prices against.
struct WorkedBill {
  std::string name;
  std::string plan;    // empty: the default plan
  std::string region;  // empty: the default region
  bool freeTier = true;
  Decimal total;
  std::string usage;       // the components of a month's usage, as a usage file has them
  std::string arithmetic;  // how the total comes about
  std::string source;      // of the case and of a total that was published
  int line = 0;
  std::string savingsPlan;  // empty: on demand
};

// Reads CSV with a head line and the columns case, plan, region, free_tier (on | off), total, usage, arithmetic, source,
// and savings, the id of a savings plan, which may be left out. Problems carry the line.
tl::expected<std::vector<WorkedBill>, Problems> readWorkedBills(std::string_view text, const std::string& file);

// The catalog with the bill's plan and region, or that it has no such plan.
tl::expected<Catalog, Problems> catalogOf(const WorkedBill& worked, const Catalog& catalog);

// The usage as the catalog of the bill's plan reads it.
tl::expected<Usage, Problems> usageOf(const WorkedBill& worked, const Catalog& planned);

// A difference below this is one of the last of 50 digits, where a quotient has no end.
bool isSameAmount(const Decimal& a, const Decimal& b);

}  // namespace virga::model
