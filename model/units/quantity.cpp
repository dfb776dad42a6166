#include "model/units/quantity.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <limits>
#include <numeric>

#include <fmt/format.h>

namespace virga::model {
namespace {

bool isDigit(char c) { return c >= '0' && c <= '9'; }
bool isSpace(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

std::size_t digitsFrom(std::string_view text, std::size_t start) {
  std::size_t end = start;
  while (end < text.size() && isDigit(text[end])) ++end;
  return end;
}

// Digits, sign and point as scientific notation gives them: 1.25e-03 → "125", -3.
struct Digits {
  bool negative = false;
  std::string digits;
  int exponent = 0;  // of the first digit
};

Digits shortestDigits(double value) {
  std::array<char, 64> buffer{};
  const auto end = std::to_chars(buffer.data(), buffer.data() + buffer.size(), value, std::chars_format::scientific).ptr;
  std::string_view text(buffer.data(), static_cast<std::size_t>(end - buffer.data()));
  Digits result;
  if (text.front() == '-') {
    result.negative = true;
    text.remove_prefix(1);
  }
  const auto e = text.find('e');
  for (char c : text.substr(0, e))
    if (isDigit(c)) result.digits += c;
  const auto exponent = text.substr(text[e + 1] == '+' ? e + 2 : e + 1);
  std::from_chars(exponent.data(), exponent.data() + exponent.size(), result.exponent);
  return result;
}

}  // namespace

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && isSpace(text.front())) text.remove_prefix(1);
  while (!text.empty() && isSpace(text.back())) text.remove_suffix(1);
  return text;
}

tl::expected<NumberAndRest, std::string> splitNumber(std::string_view whole, bool allowExponent) {
  const auto text = trimmed(whole);
  if (text.empty()) return tl::unexpected(std::string("a number is missing"));
  if (text.front() == '-') return tl::unexpected(fmt::format("'{}' is negative; it can't be less than 0", text));
  if (text.front() == '.') return tl::unexpected(fmt::format("'{0}' starts with a point; write '0{0}'", text));
  if (!isDigit(text.front()))
    return tl::unexpected(fmt::format("'{}' doesn't start with a number; write it with digits, for example '0.5'", text));
  std::size_t end = digitsFrom(text, 0);
  if (end < text.size() && text[end] == '.') {
    const auto decimals = digitsFrom(text, end + 1);
    if (decimals == end + 1) return tl::unexpected(fmt::format("'{}' has a point without digits after it", text));
    end = decimals;
  }
  if (end < text.size() && (text[end] == ',' || text[end] == '.' || text[end] == '_' || text[end] == '\''))
    return tl::unexpected(
        fmt::format("'{}': write numbers with one decimal point and without separators, for example '1000' or '0.5'", text));
  if (allowExponent && end < text.size() && (text[end] == 'e' || text[end] == 'E')) {
    const std::size_t sign = end + 1 < text.size() && (text[end + 1] == '-' || text[end + 1] == '+') ? 1 : 0;
    const auto digits = digitsFrom(text, end + 1 + sign);
    if (digits > end + 1 + sign) end = digits;
  }
  return NumberAndRest{text.substr(0, end), trimmed(text.substr(end))};
}

tl::expected<std::int64_t, ScaleError> scaledExactly(std::string_view number, std::uint64_t factor) {
  const auto point = std::min(number.find('.'), number.size());
  auto fraction = number.substr(std::min(point + 1, number.size()));
  while (!fraction.empty() && fraction.back() == '0') fraction.remove_suffix(1);
  std::uint64_t coefficient = 0;
  bool overflow = false;
  for (auto part : {number.substr(0, point), fraction})
    for (char c : part)
      overflow = overflow || __builtin_mul_overflow(coefficient, std::uint64_t{10}, &coefficient) ||
                 __builtin_add_overflow(coefficient, static_cast<std::uint64_t>(c - '0'), &coefficient);
  // More digits than 64 bits hold: too large before the point, or finer than any unit after it.
  const bool longWhole = number.substr(0, point).find_first_not_of('0') + 19 < point;
  if (overflow) return tl::unexpected(longWhole || fraction.empty() ? ScaleError::tooLarge : ScaleError::notWhole);
  for (std::size_t i = 0; i < fraction.size(); ++i) {
    // Dividing by ten takes it from the factor where it can, so that nothing is lost.
    std::uint64_t ten = 10;
    const auto common = std::gcd(factor, ten);
    factor /= common;
    ten /= common;
    if (coefficient % ten != 0) return tl::unexpected(ScaleError::notWhole);
    coefficient /= ten;
  }
  std::int64_t result = 0;
  if (__builtin_mul_overflow(coefficient, factor, &result)) return tl::unexpected(ScaleError::tooLarge);
  return result;
}

std::optional<std::string> exactDecimal(std::uint64_t amount, std::uint64_t factor) {
  std::string text = fmt::to_string(amount / factor);
  std::uint64_t rest = amount % factor;
  if (rest == 0) return text;
  text += '.';
  while (rest != 0 && text.size() < 20) {
    rest *= 10;
    text += static_cast<char>('0' + rest / factor);
    rest %= factor;
  }
  if (rest != 0) return std::nullopt;
  return text;
}

std::string textInBestUnit(std::uint64_t amount, std::span<const Unit> units) {
  std::string best;
  std::size_t bestCost = std::numeric_limits<std::size_t>::max();
  for (const auto& unit : units) {
    const auto number = exactDecimal(amount, unit.factor);
    if (!number) continue;
    const auto whole = std::min(number->find('.'), number->size());
    const std::size_t small = amount < unit.factor ? 3 : 0;
    const std::size_t large = whole > 3 ? whole - 3 : 0;
    const std::size_t cost = number->size() + small + large;
    if (cost < bestCost) {
      bestCost = cost;
      best = *number + " " + unit.name;
    }
  }
  return best;
}

double nearestDouble(std::string_view number) {
  double value = 0;
  const auto error = std::from_chars(number.data(), number.data() + number.size(), value).ec;
  if (error == std::errc{}) return value;
  const bool tiny = number.find_first_not_of('0') == number.find('.');
  return tiny ? 0 : std::numeric_limits<double>::infinity();
}

std::string plainText(double value, int shift) {
  auto [negative, digits, exponent] = shortestDigits(value);
  while (digits.size() > 1 && digits.back() == '0') digits.pop_back();
  if (digits == "0") return "0";
  exponent += shift;
  std::string text;
  if (exponent < 0) {
    text = "0." + std::string(static_cast<std::size_t>(-exponent - 1), '0') + digits;
  } else {
    const auto whole = static_cast<std::size_t>(exponent) + 1;
    if (digits.size() <= whole)
      text = digits + std::string(whole - digits.size(), '0');
    else
      text = digits.substr(0, whole) + "." + digits.substr(whole);
  }
  return negative ? "-" + text : text;
}

}  // namespace virga::model
