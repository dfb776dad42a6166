#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "model/units/money.h"

namespace virga::model {

// A unit that providers price an item by.
struct PricedUnit {
  std::string name;        // "GB-second", "TB"
  Decimal perMetered = 1;  // so many are in one unit that the item is metered in
};

// What the quantity of a month follows from that of a period.
enum class Accrual {
  withTraffic,  // as long as there is such traffic in a month
  withTime,     // all month, whether it is used or not
  perMonth,     // it is a month's count already
};

// One thing that a component kind is metered in, as usage.h lists them.
struct MeteredItem {
  std::string kind;
  std::string item;
  std::vector<PricedUnit> units;      // the first is the one that it is metered in
  std::vector<std::string> variants;  // empty: the item has none
  Accrual accrual = Accrual::withTraffic;
};

// All metered items; the kinds in the order of usage.h.
const std::vector<MeteredItem>& meteredItems();

const MeteredItem* findMeteredItem(std::string_view kind, std::string_view item);

// The kinds that are metered, and the items of one kind.
std::vector<std::string> meteredKinds();
std::vector<std::string> meteredItemNames(std::string_view kind);

}  // namespace virga::model
