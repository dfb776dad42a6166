#pragma once

#include <optional>
#include <string>
#include <string_view>

#include <tl/expected.hpp>

#include "model/catalog/catalog_keys.h"

namespace virga::model {

// Reads a number of a catalog, "1000": finite and not negative.
tl::expected<double, std::string> parseNumber(std::string_view text);

// As parseNumber; "none" is nullopt.
tl::expected<std::optional<double>, std::string> parseOptionalNumber(std::string_view text);

// Whether the text is a value of the key: type, choices, range.
tl::expected<void, std::string> checkValue(const CatalogKey& key, const std::string& text);

}  // namespace virga::model
