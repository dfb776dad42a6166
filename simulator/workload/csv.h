#pragma once

#include <cstddef>
#include <filesystem>
#include <functional>
#include <string>
#include <string_view>

#include <tl/expected.hpp>

namespace virga::simulator {

// What a reader does with the rows of a CSV as they come, so that only what it keeps is in memory.
struct CsvHandler {
  // A field of the present row, without its quotes and without blanks around it; columns count from 0.
  std::function<void(std::size_t column, std::string_view text)> field;
  // The row has ended; rows count from 0, blank lines are no rows. A text that isn't empty says what is wrong with the
  // row and ends the reading.
  std::function<std::string(std::size_t row)> rowEnd;
};

// Reads a comma-separated file (RFC 4180, UTF-8 with or without a byte order mark). Errors read "path:line: what".
tl::expected<void, std::string> readCsv(const std::filesystem::path& path, const CsvHandler& handler);

}  // namespace virga::simulator
