#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace virga::simulator {

// "57.15786", "12", ".5" or "1e3" seconds in nanoseconds, to the nearest; decimals are read exactly. Nothing where it
// isn't such a number or beyond ±292 years.
std::optional<std::int64_t> parseSeconds(std::string_view text);

// "2023-11-16 18:17:03.9799600", "2023-11-16T18:17:03Z", "2023-11-16T18:17+01:00": ISO 8601 calendar date and time of day
// with an optional offset (none: UTC), in nanoseconds since 1970.
std::optional<std::int64_t> parseTimestamp(std::string_view text);

}  // namespace virga::simulator
