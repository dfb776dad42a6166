#pragma once

#include <string>

#include "model/pricing/bill.h"

namespace virga::ui {

// The bill as CSV, a row for each line: component, item, quantity, free, unit, price, amount, source, as-of, confidence.
// Numbers are exact, with a point; prices and amounts are in the bill's currency, per month. What the catalog has no price
// for is a row without price and amount.
std::string billCsv(const model::Bill& bill);

}  // namespace virga::ui
