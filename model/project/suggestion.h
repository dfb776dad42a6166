#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace virga::model {

// "did you mean 'memory'?" when one of the known words is near, else "known: memory, timeout, …" (all, in their order),
// or nothing where none are known.
std::string suggestion(std::string_view word, const std::vector<std::string>& known);

// Edits (insert, delete, replace, swap of neighbours) that make one word of the other.
std::size_t editDistance(std::string_view a, std::string_view b);

}  // namespace virga::model
