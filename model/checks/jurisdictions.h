#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace virga::model {

// Whether the word is a place of data: eu, eea, or a country's two letters (ISO 3166-1 alpha-2, small), uk for gb.
bool isPlace(std::string_view place);

// The country of a provider's region, in two small letters; empty where it isn't known.
std::string placeOfRegion(std::string_view provider, std::string_view region);

// Whether all of the place is in one of the allowed ones: de is in eu, eu isn't in de.
bool liesIn(std::string_view place, const std::vector<std::string>& allowed);

}  // namespace virga::model
