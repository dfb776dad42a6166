#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include <tl/expected.hpp>

// What the readers and printers of quantities share.
namespace virga::model {

// One unit of a whole-number quantity: `factor` smallest parts (nanoseconds, bytes).
struct Unit {
  std::string name;
  std::uint64_t factor = 1;
};

// The text of a number and what follows it, both without surrounding spaces.
struct NumberAndRest {
  std::string_view number;
  std::string_view rest;
};

std::string_view trimmed(std::string_view text);

// Splits "0.5 ms" into "0.5" and "ms". The number is digits with at most one point between them, no sign; with
// `allowExponent` also "4e-7". The error says what is wrong with the number.
tl::expected<NumberAndRest, std::string> splitNumber(std::string_view text, bool allowExponent = false);

// number × factor, exactly. The error is a sentence part for "'…' ": "isn't a whole number of …", "is more than …".
enum class ScaleError { notWhole, tooLarge };
tl::expected<std::int64_t, ScaleError> scaledExactly(std::string_view number, std::uint64_t factor);

// amount / factor as a finite decimal that scaledExactly reads back, if there is one.
std::optional<std::string> exactDecimal(std::uint64_t amount, std::uint64_t factor);

// The number written in the unit that reads best, "1.5 s": few digits, 1 to 999 before the point; the first of equals.
std::string textInBestUnit(std::uint64_t amount, std::span<const Unit> units);

// The double nearest to a number as splitNumber gives it, perhaps with an exponent; infinity if it is too large.
double nearestDouble(std::string_view number);

// Shortest decimal that reads back to the same double, with the point moved `shift` places to the right; plain notation.
std::string plainText(double value, int shift = 0);

}  // namespace virga::model
