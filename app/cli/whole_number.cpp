#include "app/cli/whole_number.h"

#include <charconv>

#include <fmt/format.h>

namespace virga::cli {

tl::expected<std::size_t, std::string> wholeOf(std::string_view option, std::string_view text, std::size_t most) {
  std::size_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc{} || end != text.data() + text.size() || number < 1 || number > most)
    return tl::unexpected(fmt::format("{}: '{}' isn't a whole number from 1 to {}", option, text, most));
  return number;
}

}  // namespace virga::cli
