#include "simulator/workload/csv.h"

#include <array>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <memory>
#include <system_error>

#include <csv.h>
#include <fmt/format.h>

namespace virga::simulator {

namespace {

struct FileCloser {
  void operator()(std::FILE* file) const { std::fclose(file); }
};

// A year of counts per minute takes a few MiB; a device or a binary file never ends its line.
constexpr std::size_t kLongestLine = std::size_t{64} << 20;

class CsvReading {
 public:
  explicit CsvReading(const CsvHandler& handler) : handler_(handler) { csv_init(&parser_, CSV_STRICT | CSV_STRICT_FINI); }
  ~CsvReading() { csv_free(&parser_); }
  CsvReading(const CsvReading&) = delete;
  CsvReading& operator=(const CsvReading&) = delete;

  // The parser gets one line at a time, so that an error's line is known. Whether to go on.
  bool take(std::string_view text) {
    while (!text.empty() && error_.empty()) {
      const auto end = text.find('\n');
      const auto piece = end == std::string_view::npos ? text : text.substr(0, end + 1);
      if (csv_parse(&parser_, piece.data(), piece.size(), onField, onRow, this) != piece.size()) fail();
      lineSize_ += piece.size();
      if (error_.empty() && lineSize_ > kLongestLine)
        error_ = fmt::format("the line is longer than {} MiB; expected a CSV file", kLongestLine >> 20);
      if (error_.empty() && end != std::string_view::npos) {
        ++line_;
        lineSize_ = 0;
      }
      text.remove_prefix(piece.size());
    }
    return error_.empty();
  }
  void finish() {
    if (error_.empty() && csv_fini(&parser_, onField, onRow, this) != 0) fail();
  }

  const std::string& error() const { return error_; }
  std::size_t line() const { return line_; }

 private:
  static void onField(void* text, std::size_t size, void* self) {
    auto& reading = *static_cast<CsvReading*>(self);
    if (!reading.error_.empty()) return;
    reading.handler_.field(reading.column_++, {static_cast<const char*>(text), size});
  }
  static void onRow(int, void* self) {
    auto& reading = *static_cast<CsvReading*>(self);
    if (!reading.error_.empty()) return;
    reading.column_ = 0;
    reading.error_ = reading.handler_.rowEnd(reading.row_++);
  }
  void fail() {
    if (csv_error(&parser_) == CSV_EPARSE) {
      error_ = "a quote stands where none may; a field with a quote is written in quotes, and the quote twice";
    } else {
      error_ = csv_strerror(csv_error(&parser_));
    }
  }

  const CsvHandler& handler_;
  csv_parser parser_{};
  std::string error_;
  std::size_t line_ = 1;
  std::size_t lineSize_ = 0;
  std::size_t row_ = 0;
  std::size_t column_ = 0;
};

constexpr std::string_view kByteOrderMark = "\xef\xbb\xbf";

}  // namespace

tl::expected<void, std::string> readCsv(const std::filesystem::path& path, const CsvHandler& handler) {
  std::error_code ignored;
  if (std::filesystem::is_directory(path, ignored))
    return tl::unexpected(fmt::format("{}: is a folder, not a CSV file", path.string()));
  const std::unique_ptr<std::FILE, FileCloser> file(std::fopen(path.c_str(), "rb"));
  if (!file) return tl::unexpected(fmt::format("{}: can't be read: {}", path.string(), std::strerror(errno)));
  CsvReading reading(handler);
  std::array<char, 1 << 16> buffer;
  bool first = true;
  while (const std::size_t size = std::fread(buffer.data(), 1, buffer.size(), file.get())) {
    std::string_view text(buffer.data(), size);
    if (first && text.starts_with(kByteOrderMark)) text.remove_prefix(kByteOrderMark.size());
    first = false;
    if (!reading.take(text)) break;
  }
  if (std::ferror(file.get()) != 0)
    return tl::unexpected(fmt::format("{}: can't be read: {}", path.string(), std::strerror(errno)));
  reading.finish();
  if (!reading.error().empty())
    return tl::unexpected(fmt::format("{}:{}: {}", path.string(), reading.line(), reading.error()));
  return {};
}

}  // namespace virga::simulator
