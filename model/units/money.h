#pragma once

#include <string>
#include <string_view>

#include <boost/multiprecision/cpp_dec_float.hpp>
#include <tl/expected.hpp>

namespace virga::model {

// Decimal arithmetic for quantities and prices: 50 significant digits, so every sum and product of a bill is exact.
using Decimal = boost::multiprecision::number<boost::multiprecision::cpp_dec_float<50>, boost::multiprecision::et_off>;

// Reads a plain decimal, with or without an exponent: "0.0000166667", "4e-7".
tl::expected<Decimal, std::string> parseDecimal(std::string_view text);

// Plain notation without trailing zeros; never an exponent.
std::string toText(const Decimal& decimal);

// An amount rounded half-even to `places` decimals, for people: "1,234.50".
std::string toMoneyText(const Decimal& amount, int places = 2);

}  // namespace virga::model
