#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace virga::model {

// "did you mean 'memory'?" when one of the known words is near, else "known: memory, timeout, …" (all, in their order),
// or nothing where none are known.
std::string suggestion(std::string_view word, const std::vector<std::string>& known);

}  // namespace virga::model
