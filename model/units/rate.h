#pragma once

#include <compare>
#include <string>
#include <string_view>

#include <tl/expected.hpp>

namespace virga::model {

// Events per second. Finite and not negative.
struct Rate {
  double perSecond = 0;

  constexpr auto operator<=>(const Rate&) const = default;
};

// Reads "20/s", "5k/min", "0.5 / h", "1M/d"; a number without a time unit is an error.
tl::expected<Rate, std::string> parseRate(std::string_view text);

// A text that parses back to the same value, in the time unit that reads best.
std::string toText(Rate rate);

}  // namespace virga::model
