#pragma once

#include <compare>
#include <string>
#include <string_view>

#include <tl/expected.hpp>

namespace virga::model {

// A part of a whole, 0 to 1; written in per cent.
struct Share {
  double value = 0;

  constexpr auto operator<=>(const Share&) const = default;
};

// Reads "0.5%" or "100 %". A number without the sign, below 0 % or above 100 % is an error.
tl::expected<Share, std::string> parseShare(std::string_view text);

// A text that parses back to the same value: "0.5%".
std::string toText(Share share);

}  // namespace virga::model
