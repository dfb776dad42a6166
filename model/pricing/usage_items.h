#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace virga::model {

// One thing that a component kind is metered in, as usage.h lists them.
struct MeteredItem {
  std::string kind;
  std::string item;
  std::string unit;                   // for people: "GB-second"
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
