#pragma once

#include <optional>
#include <string>
#include <vector>

#include <tl/expected.hpp>

#include "model/architecture/architecture.h"
#include "model/catalog/catalog.h"
#include "model/pricing/usage.h"

namespace virga::model {

struct BillLine {
  ComponentId component;
  std::string item;
  Decimal quantity;  // per month, in `unit`, before the free allowance
  Decimal free;      // of it free
  std::string unit;
  Decimal price;   // of the first tier used, per unit; the amount is by tiers
  Decimal amount;  // exact
  Decimal saved;   // by a savings plan: the amount on demand less this amount
  std::string source;
  std::string asOf;
  bool sourced = false;
};

// The savings plan that a bill is worked out with.
struct BilledSavings {
  std::string id, name, term;
  Decimal saved;  // of the total
  std::string source;
  std::string asOf;
  bool sourced = false;
};

// What a bill with a savings plan takes for granted, in a sentence.
std::string_view savingsAssumption();

struct Bill {
  std::string currency = "USD";
  std::string catalog;                // edition of the catalog
  std::vector<std::string> overlays;  // files that took the place of a part of it
  std::optional<BilledSavings> savings;
  bool freeTier = true;
  std::vector<BillLine> lines;
  Decimal total;                      // exact sum
  std::vector<std::string> unpriced;  // items without a price in the catalog, never silently zero
};

struct BillOptions {
  bool freeTier = true;
  std::optional<Decimal> hoursPerMonth = {};  // none: the usage's own
  std::string savingsPlan = {};               // id of one of the catalog's; empty: on demand
};

// The month's bill: usage scaled from its period to a month (active-users is a month's count already), allowances taken
// off first and shared in the order of the items, then tiers over what remains of the account's total of an item
// (graduated; each component pays its part in order). A bill from a catalog without any price has no lines and one
// `unpriced` entry that says so. A savings plan lowers what remains to be paid of the items that it covers, as if the
// commitment covered all of it. Throws std::invalid_argument if the period isn't above 0 or the catalog has no such
// savings plan.
Bill priceUsage(const Usage& usage, const Catalog& catalog, const BillOptions& options = {});

// Reads a usage file (`virga price --usage`), YAML:
//
//   period: 30 d            # what the quantities cover; or `per: month` for a month's quantities, which aren't scaled
//   month: 31 d             # that the period is scaled to; 730 h if left out
//   components:
//     checkout:
//       kind: function
//       architecture: arm64 # or variant: arm64; x86_64 if left out
//       requests: 3M        # counts are plain numbers, or with k, M or B for thousand, million and billion
//       duration: 120 ms    # every request takes this long; rounded as the platform bills it …
//       memory: 512 MiB     # … this gives compute = requests × duration × memory
//     worker: {kind: function, requests: 10k, compute: 1000}     # or the GB-seconds themselves
//     orders: {kind: nosql-db, read-units: 550k, write-units: 650k, storage: 12}
//
// Each kind takes the items that usage.h lists for it, in their units. The catalog rounds durations and memory as its plan
// bills them, each execution in an instance of its own; vCPU or GHz follow from the memory where they are billed. Where the
// usage is that of a project, its components give what is left out of kind, architecture and memory, and no others are
// known.
tl::expected<Usage, Problems> readUsage(std::string_view text, std::string_view fileName, const Catalog& catalog,
                                        const Architecture* project = nullptr);

// The usage as such a file: what a simulation has metered, to be priced or changed by hand.
std::string usageText(const Usage& usage);

}  // namespace virga::model
