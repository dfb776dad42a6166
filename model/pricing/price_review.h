#pragma once

#include <chrono>
#include <string>
#include <vector>

#include <tl/expected.hpp>

#include "model/catalog/catalog.h"
#include "model/pricing/worked_bills.h"

namespace virga::model {

// What is to be said of a catalog's prices, each named as "function compute (arm64), plan premium".
struct PriceReview {
  std::vector<std::string> stale;    // of a source more than twelve months old, with its date
  std::vector<std::string> general;  // without a source that was read
  std::vector<std::string> unused;   // in no worked bill
  std::vector<std::string> wrong;    // worked bills with another total
};

// A day in a source's "2026-11-23", "2026-11" or "2026", the last that it may mean; nothing for "-".
std::optional<std::chrono::year_month_day> dayOf(const std::string& asOf);

// `bills`: null where nobody asks.
tl::expected<PriceReview, Problems> reviewPrices(const Catalog& catalog, std::chrono::year_month_day today,
                                                 const std::vector<WorkedBill>* bills);

}  // namespace virga::model
