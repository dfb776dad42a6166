#include "model/units/byte_size.h"

#include <algorithm>
#include <array>
#include <map>
#include <vector>

#include <fmt/format.h>

#include "model/nearest_name.h"
#include "model/units/quantity.h"

namespace virga::model {
namespace {

// Binary ones first and the largest first, as printing prefers.
const std::array<Unit, 9>& printedUnits() {
  static const std::array<Unit, 9> units{{{"TiB", 1'099'511'627'776},
                                          {"GiB", 1'073'741'824},
                                          {"MiB", 1'048'576},
                                          {"KiB", 1'024},
                                          {"TB", 1'000'000'000'000},
                                          {"GB", 1'000'000'000},
                                          {"MB", 1'000'000},
                                          {"kB", 1'000},
                                          {"B", 1}}};
  return units;
}

// Words that people write instead of a unit.
std::string meantUnit(std::string_view word) {
  static const std::map<std::string, std::string, std::less<>> meant{
      {"K", "KiB' or 'kB"},   {"k", "KiB' or 'kB"},  {"KB", "KiB' or 'kB"},
      {"kb", "KiB' or 'kB"},  {"Kb", "KiB' or 'kB"}, {"M", "MiB' or 'MB"},
      {"m", "MiB' or 'MB"},   {"mb", "MiB' or 'MB"}, {"Mb", "MiB' or 'MB"},
      {"meg", "MiB' or 'MB"}, {"G", "GiB' or 'GB"},  {"g", "GiB' or 'GB"},
      {"gb", "GiB' or 'GB"},  {"Gb", "GiB' or 'GB"}, {"T", "TiB' or 'TB"},
      {"tb", "TiB' or 'TB"},  {"Ki", "KiB"},         {"Mi", "MiB"},
      {"Gi", "GiB"},          {"Ti", "TiB"},         {"b", "B"},
      {"byte", "B"},          {"bytes", "B"}};
  if (const auto found = meant.find(word); found != meant.end()) return found->second;
  static const std::vector<std::string> names{"KiB", "MiB", "GiB", "TiB", "kB", "MB", "GB", "TB", "B"};
  return nearestName(word, names);
}

}  // namespace

tl::expected<ByteSize, std::string> parseByteSize(std::string_view text) {
  const auto whole = trimmed(text);
  if (whole.empty()) return tl::unexpected(std::string("a size is missing; write for example '512 MiB' or '4 KiB'"));
  const auto split = splitNumber(whole);
  if (!split) return tl::unexpected(split.error());
  const auto [number, unitName] = *split;
  if (unitName.empty())
    return tl::unexpected(fmt::format("'{0}' has no unit; write '{0} KiB', '{0} MiB' or '{0} B'", number));
  const auto& units = printedUnits();
  const auto unit = std::find_if(units.begin(), units.end(), [&](const Unit& u) { return u.name == unitName; });
  if (unit == units.end()) {
    const auto meant = meantUnit(unitName);
    return tl::unexpected(
        meant.empty()
            ? fmt::format("'{}': unknown unit '{}'; the units are B, KiB, MiB, GiB, TiB and kB, MB, GB, TB", whole, unitName)
            : fmt::format("'{}': unknown unit '{}'; write '{}'", whole, unitName, meant));
  }
  const auto scaled = scaledExactly(number, unit->factor);
  if (scaled) return ByteSize{*scaled};
  if (scaled.error() == ScaleError::notWhole)
    return tl::unexpected(fmt::format("'{}' isn't a whole number of bytes", whole));
  return tl::unexpected(fmt::format("'{}' is too large; the largest size is 8388607 TiB", whole));
}

std::string toText(ByteSize size) {
  if (size.bytes == 0) return "0 B";
  if (size.bytes > 0) return textInBestUnit(static_cast<std::uint64_t>(size.bytes), printedUnits());
  return "-" + textInBestUnit(-static_cast<std::uint64_t>(size.bytes), printedUnits());
}

}  // namespace virga::model
