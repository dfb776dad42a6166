#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace virga::model {

inline constexpr std::size_t kLongestComponentId = 63;  // bytes

// Why it can't be the name of a scenario, a provider or a group; nothing if it can: 1 to 100 bytes without control
// characters.
std::string nameFault(std::string_view name);

}  // namespace virga::model
