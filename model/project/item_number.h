#pragma once

#include <string_view>

namespace virga::model {

// Whether a part of a path, as "0" of "receipts.consumers.0.batch", is the number of an item of a list.
inline bool isItemNumber(std::string_view part) {
  return !part.empty() && part.find_first_not_of("0123456789") == std::string_view::npos;
}

}  // namespace virga::model
