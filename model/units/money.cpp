#include "model/units/money.h"

#include <algorithm>
#include <charconv>

#include <fmt/format.h>

#include "model/units/quantity.h"

namespace virga::model {
namespace {

constexpr std::size_t kDigits = 50;
constexpr int kExponentMax = 1000;

// Plain decimal digits around a point.
struct Plain {
  bool negative = false;
  std::string whole;     // at least one digit
  std::string fraction;  // may be empty
};

Plain plain(const Decimal& decimal) {
  Plain result;
  std::string text = decimal.str(kDigits, std::ios_base::scientific);  // "-1.2500e-03"
  result.negative = text.front() == '-';
  const auto e = text.find_first_of("eE");
  int exponent = 0;
  const auto start = e + (text[e + 1] == '+' ? 2 : 1);
  std::from_chars(text.data() + start, text.data() + text.size(), exponent);
  std::string digits;
  for (char c : text.substr(0, e))
    if (c >= '0' && c <= '9') digits += c;
  while (digits.size() > 1 && digits.back() == '0') digits.pop_back();
  if (digits == "0") return {false, "0", ""};
  if (exponent < 0) {
    result.whole = "0";
    result.fraction = std::string(static_cast<std::size_t>(-exponent - 1), '0') + digits;
  } else {
    const auto whole = static_cast<std::size_t>(exponent) + 1;
    digits.resize(std::max(digits.size(), whole), '0');
    result.whole = digits.substr(0, whole);
    result.fraction = digits.substr(whole);
  }
  return result;
}

// Adds one unit in the last place of a string of digits; a carry out of the front becomes a new digit.
void increment(std::string& digits) {
  for (auto digit = digits.rbegin(); digit != digits.rend(); ++digit) {
    if (*digit != '9') {
      ++*digit;
      return;
    }
    *digit = '0';
  }
  digits.insert(digits.begin(), '1');
}

}  // namespace

tl::expected<Decimal, std::string> parseDecimal(std::string_view text) {
  auto whole = trimmed(text);
  const bool negative = !whole.empty() && whole.front() == '-';
  const auto split = splitNumber(negative ? whole.substr(1) : whole, true);
  if (!split) return tl::unexpected(split.error());
  if (!split->rest.empty())
    return tl::unexpected(fmt::format("'{}' isn't a plain number: '{}' follows it", whole, split->rest));
  const auto e = split->number.find_first_of("eE");
  const auto mantissa = split->number.substr(0, e);
  std::string digits;
  for (char c : mantissa)
    if (c != '.' && (c != '0' || !digits.empty())) digits += c;
  while (!digits.empty() && digits.back() == '0') digits.pop_back();
  if (digits.size() > kDigits) return tl::unexpected(fmt::format("'{}' has more than {} digits", whole, kDigits));
  if (e != std::string_view::npos) {
    auto exponentText = split->number.substr(e + 1);
    if (exponentText.front() == '+') exponentText.remove_prefix(1);
    int exponent = 0;
    const auto error = std::from_chars(exponentText.data(), exponentText.data() + exponentText.size(), exponent).ec;
    if (error != std::errc{} || exponent > kExponentMax || exponent < -kExponentMax)
      return tl::unexpected(fmt::format("'{}': the exponent is beyond ±{}", whole, kExponentMax));
  }
  if (digits.empty()) return Decimal(0);
  const Decimal value(std::string(split->number));
  return negative ? Decimal(-value) : value;
}

std::string toText(const Decimal& decimal) {
  if (!boost::multiprecision::isfinite(decimal)) return decimal.str();
  const auto [negative, whole, fraction] = plain(decimal);
  return (negative ? "-" : "") + whole + (fraction.empty() ? "" : "." + fraction);
}

std::string toMoneyText(const Decimal& amount, int places) {
  if (!boost::multiprecision::isfinite(amount)) return amount.str();
  auto [negative, whole, fraction] = plain(amount);
  const auto kept = static_cast<std::size_t>(std::max(places, 0));
  std::string digits = whole + fraction.substr(0, std::min(kept, fraction.size()));
  if (fraction.size() > kept) {
    const bool half = fraction[kept] == '5' && fraction.size() == kept + 1;
    const bool odd = (digits.back() - '0') % 2 != 0;
    if (half ? odd : fraction[kept] >= '5') increment(digits);
  } else {
    digits.append(kept - fraction.size(), '0');
  }
  const bool zero = digits.find_first_not_of('0') == std::string::npos;
  std::string text = digits.substr(0, digits.size() - kept);
  for (std::size_t position = text.size(); position > 3; position -= 3) text.insert(position - 3, ",");
  if (kept > 0) text += "." + digits.substr(digits.size() - kept);
  return negative && !zero ? "-" + text : text;
}

}  // namespace virga::model
