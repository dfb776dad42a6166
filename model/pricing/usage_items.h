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

// One thing that a component kind is metered in, as usage.h lists them.
struct MeteredItem {
  std::string kind;
  std::string item;
  std::vector<PricedUnit> units;      // the first is the one that it is metered in
  std::vector<std::string> variants;  // empty: the item has none
  bool perMonth = false;              // a month's count whatever the period, so not scaled
};

// All metered items; the kinds in the order of usage.h.
const std::vector<MeteredItem>& meteredItems();

const MeteredItem* findMeteredItem(std::string_view kind, std::string_view item);

// The kinds that are metered, and the items of one kind.
std::vector<std::string> meteredKinds();
std::vector<std::string> meteredItemNames(std::string_view kind);

}  // namespace virga::model
