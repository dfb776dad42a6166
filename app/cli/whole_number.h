#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include <tl/expected.hpp>

namespace virga::cli {

// The value of an option that takes a whole number from 1 to `most`.
tl::expected<std::size_t, std::string> wholeOf(std::string_view option, std::string_view text, std::size_t most);

}  // namespace virga::cli
