#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include <tl/expected.hpp>

#include "model/catalog/catalog_keys.h"

namespace virga::model {

// Reads a number of a catalog, "1000": finite and not negative.
tl::expected<double, std::string> parseNumber(std::string_view text);

// As parseNumber; "none" is nullopt.
tl::expected<std::optional<double>, std::string> parseOptionalNumber(std::string_view text);

// What another parser reads; "none" is nullopt.
template <class T>
tl::expected<std::optional<T>, std::string> parseOptional(std::string_view text,
                                                          tl::expected<T, std::string> (*parse)(std::string_view)) {
  if (text == "none") return std::optional<T>();
  auto value = parse(text);
  if (!value) return tl::unexpected(value.error() + " and isn't 'none'");
  return std::optional<T>(std::move(*value));
}

// Whether the text is a value of the key: type, choices, range.
tl::expected<void, std::string> checkValue(const CatalogKey& key, const std::string& text);

}  // namespace virga::model
