#pragma once

#include <span>
#include <string>
#include <string_view>

namespace virga::model {

// The known name that a misspelt one most likely means: equal but for the case, or within a third of its length in
// edits (a swap of neighbours is one); empty if none is near. The first of equally near ones.
std::string nearestName(std::string_view word, std::span<const std::string> known);

}  // namespace virga::model
