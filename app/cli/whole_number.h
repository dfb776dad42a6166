#pragma once

#include <charconv>
#include <string>
#include <string_view>
#include <system_error>

#include <fmt/format.h>
#include <tl/expected.hpp>

namespace virga::cli {

// A plain whole number within the bounds: no sign, no other base. The error names the option.
template <typename Number>
tl::expected<Number, std::string> parseWhole(std::string_view option, std::string_view text, Number least, Number most) {
  Number number{};
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc{} || end != text.data() + text.size() || number < least || number > most)
    return tl::unexpected(fmt::format("{}: '{}' isn't a whole number from {} to {}", option, text, least, most));
  return number;
}

}  // namespace virga::cli
