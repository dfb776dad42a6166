#pragma once

#include <set>
#include <string>
#include <string_view>
#include <utility>

#include "model/catalog/catalog.h"

namespace virga::model {

// What a provider charges for, by its price list: the items that a run's usage is stated in.
class ChargedItems {
 public:
  ChargedItems() = default;
  explicit ChargedItems(const Catalog& catalog) {
    for (const auto& price : catalog.prices) {
      items_.emplace(price.kind, price.item);
      kinds_.insert(price.kind);
    }
  }

  // The list names a price of the item.
  bool has(std::string_view kind, std::string_view item) const { return items_.contains(std::pair(kind, item)); }
  // It names prices of the kind, but none of the item.
  bool leavesOut(std::string_view kind, std::string_view item) const { return kinds_.contains(kind) && !has(kind, item); }

 private:
  struct Less {
    using is_transparent = void;
    bool operator()(const auto& a, const auto& b) const {
      return std::pair<std::string_view, std::string_view>(a) < std::pair<std::string_view, std::string_view>(b);
    }
  };

  std::set<std::pair<std::string, std::string>, Less> items_;
  std::set<std::string, std::less<>> kinds_;
};

}  // namespace virga::model
