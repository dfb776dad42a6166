#pragma once

#include <cstddef>
#include <string>

#include "model/pricing/bill.h"

namespace virga::cli {

// The bill's lines as a table, the dearest first, its total, and what has no price. `most`: lines shown at most; the
// others are summed up in one. 0: all, in the bill's order, with source and date.
std::string billText(const model::Bill& bill, std::size_t most = 0);

// A price in plain notation; a quotient without an end is cut.
std::string priceText(const model::Decimal& price);

}  // namespace virga::cli
