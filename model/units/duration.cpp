#include "model/units/duration.h"

#include <algorithm>
#include <array>
#include <map>
#include <vector>

#include <fmt/format.h>

#include "model/nearest_name.h"
#include "model/units/quantity.h"

namespace virga::model {
namespace {

// From the largest, as printing prefers.
const std::array<Unit, 7>& printedUnits() {
  static const std::array<Unit, 7> units{{{"d", 86'400'000'000'000},
                                          {"h", 3'600'000'000'000},
                                          {"min", 60'000'000'000},
                                          {"s", 1'000'000'000},
                                          {"ms", 1'000'000},
                                          {"us", 1'000},
                                          {"ns", 1}}};
  return units;
}

// What to write instead of a word that isn't a unit, in quotes; empty if nothing is near.
std::string meantUnit(std::string_view word) {
  static const std::map<std::string, std::string, std::less<>> meant{{"m", "'min' for minutes or 'ms' for milliseconds"},
                                                                     {"sec", "'s'"},
                                                                     {"secs", "'s'"},
                                                                     {"second", "'s'"},
                                                                     {"seconds", "'s'"},
                                                                     {"mins", "'min'"},
                                                                     {"minute", "'min'"},
                                                                     {"minutes", "'min'"},
                                                                     {"hr", "'h'"},
                                                                     {"hrs", "'h'"},
                                                                     {"hour", "'h'"},
                                                                     {"hours", "'h'"},
                                                                     {"day", "'d'"},
                                                                     {"days", "'d'"},
                                                                     {"msec", "'ms'"},
                                                                     {"millis", "'ms'"},
                                                                     {"milliseconds", "'ms'"},
                                                                     {"usec", "'us'"},
                                                                     {"microseconds", "'us'"},
                                                                     {"nanoseconds", "'ns'"}};
  if (const auto found = meant.find(word); found != meant.end()) return found->second;
  static const std::vector<std::string> names{"ms", "s", "min", "h", "d", "us", "ns"};
  const auto near = nearestName(word, names);
  return near.empty() ? near : fmt::format("'{}'", near);
}

}  // namespace

tl::expected<Duration, std::string> parseDuration(std::string_view text) {
  const auto whole = trimmed(text);
  if (whole.empty()) return tl::unexpected(std::string("a duration is missing; write for example '35 ms' or '10 s'"));
  const auto split = splitNumber(whole);
  if (!split) return tl::unexpected(split.error());
  const auto [number, unitName] = *split;
  if (unitName.empty()) return tl::unexpected(fmt::format("'{0}' has no unit; write '{0} ms' or '{0} s'", number));
  const auto& units = printedUnits();
  const auto wanted = unitName == "µs" || unitName == "μs" ? std::string_view("us") : unitName;
  const auto unit = std::find_if(units.begin(), units.end(), [&](const Unit& u) { return u.name == wanted; });
  if (unit == units.end()) {
    const auto meant = meantUnit(unitName);
    return tl::unexpected(
        meant.empty() ? fmt::format("'{}': unknown unit '{}'; the units are ns, us, ms, s, min, h and d", whole, unitName)
                      : fmt::format("'{}': unknown unit '{}'; write {}", whole, unitName, meant));
  }
  const auto scaled = scaledExactly(number, unit->factor);
  if (scaled) return Duration{*scaled};
  if (scaled.error() == ScaleError::notWhole)
    return tl::unexpected(fmt::format("'{}' is finer than a nanosecond; use fewer decimals", whole));
  return tl::unexpected(fmt::format("'{}' is too long; the longest duration is 106751 d", whole));
}

std::string toText(Duration duration) {
  if (duration.nanoseconds == 0) return "0 s";
  if (duration.nanoseconds > 0) return textInBestUnit(static_cast<std::uint64_t>(duration.nanoseconds), printedUnits());
  return "-" + textInBestUnit(-static_cast<std::uint64_t>(duration.nanoseconds), printedUnits());
}

}  // namespace virga::model
