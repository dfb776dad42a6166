#include "model/catalog/value_text.h"

#include <algorithm>
#include <charconv>
#include <cmath>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "model/catalog/distribution_text.h"
#include "model/units/byte_size.h"
#include "model/units/duration.h"
#include "model/units/rate.h"

namespace virga::model {

tl::expected<double, std::string> parseNumber(std::string_view text) {
  double value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size() || !std::isfinite(value))
    return tl::unexpected(fmt::format("'{}' isn't a number", text));
  if (value < 0) return tl::unexpected(fmt::format("'{}' is negative", text));
  return value;
}

tl::expected<std::optional<double>, std::string> parseOptionalNumber(std::string_view text) {
  return parseOptional(text, parseNumber);
}

tl::expected<void, std::string> checkValue(const CatalogKey& key, const std::string& text) {
  const auto above = [&](const auto& value, const auto& zero) -> tl::expected<void, std::string> {
    if (!value) return tl::unexpected(value.error());
    if (key.positive && !(*value > zero)) return tl::unexpected(fmt::format("'{}' must be above 0", text));
    return {};
  };
  const auto aboveOrNone = [&](const auto& value, const auto& zero) -> tl::expected<void, std::string> {
    if (!value) return tl::unexpected(value.error());
    if (key.positive && *value && !(**value > zero)) return tl::unexpected(fmt::format("'{}' must be above 0", text));
    return {};
  };
  switch (key.type) {
    case CatalogKey::Type::number: return above(parseNumber(text), 0.0);
    case CatalogKey::Type::optionalNumber: return aboveOrNone(parseOptionalNumber(text), 0.0);
    case CatalogKey::Type::duration: return above(parseDuration(text), Duration{});
    case CatalogKey::Type::optionalDuration: return aboveOrNone(parseOptional(text, parseDuration), Duration{});
    case CatalogKey::Type::size: return above(parseByteSize(text), ByteSize{});
    case CatalogKey::Type::optionalSize: return aboveOrNone(parseOptional(text, parseByteSize), ByteSize{});
    case CatalogKey::Type::rate: return above(parseRate(text), Rate{});
    case CatalogKey::Type::distribution: {
      const auto value = parseDistribution(text);
      if (!value) return tl::unexpected(value.error());
      return {};
    }
    case CatalogKey::Type::text:
      if (text.empty()) return tl::unexpected(std::string("the value is empty"));
      if (!key.choices.empty() && std::find(key.choices.begin(), key.choices.end(), text) == key.choices.end())
        return tl::unexpected(fmt::format("'{}' isn't one of {}", text, fmt::join(key.choices, ", ")));
      return {};
  }
  return {};
}

}  // namespace virga::model
