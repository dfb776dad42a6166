#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

namespace virga::model {

// Length of the UTF-8 sequence at the start of `text`: 1 … 4, or 0 if it isn't a valid one (RFC 3629: no overlong
// forms, no surrogates, nothing above U+10FFFF).
std::size_t utf8Length(std::string_view text);

// Position of the first byte that isn't text: a control character but tab, line feed and carriage return, or invalid
// UTF-8. None: all is text.
std::optional<std::size_t> firstNonText(std::string_view text);

// Characters of a text that is valid UTF-8.
std::size_t characterCount(std::string_view text);

}  // namespace virga::model
