#pragma once

#include <compare>
#include <cstdint>
#include <limits>
#include <string>
#include <string_view>

#include <tl/expected.hpp>

namespace virga::model {

// A span of time in whole nanoseconds. Range: ±292 years.
struct Duration {
  std::int64_t nanoseconds = 0;

  constexpr auto operator<=>(const Duration&) const = default;
  constexpr double seconds() const { return static_cast<double>(nanoseconds) * 1e-9; }
  constexpr double milliseconds() const { return static_cast<double>(nanoseconds) * 1e-6; }
};

constexpr Duration operator+(Duration a, Duration b) { return {a.nanoseconds + b.nanoseconds}; }
constexpr Duration operator-(Duration a, Duration b) { return {a.nanoseconds - b.nanoseconds}; }
constexpr Duration operator*(Duration a, std::int64_t n) { return {a.nanoseconds * n}; }

constexpr Duration nanoseconds(std::int64_t n) { return {n}; }
constexpr Duration microseconds(std::int64_t n) { return {n * 1'000}; }
constexpr Duration milliseconds(std::int64_t n) { return {n * 1'000'000}; }
constexpr Duration seconds(std::int64_t n) { return {n * 1'000'000'000}; }
constexpr Duration minutes(std::int64_t n) { return seconds(n * 60); }
constexpr Duration hours(std::int64_t n) { return seconds(n * 3600); }
constexpr Duration days(std::int64_t n) { return seconds(n * 86'400); }

// Reads "35 ms", "0.35 s", "10min", "24 h", "2 d"; units ns, us, µs, ms, s, min, h, d. A number without a unit, a
// negative or out-of-range one is an error whose text says what would be right. Decimals are read exactly.
tl::expected<Duration, std::string> parseDuration(std::string_view text);

// The shortest text in the largest unit that parses back to the same value: "1500 ms" is "1.5 s".
std::string toText(Duration duration);

}  // namespace virga::model
