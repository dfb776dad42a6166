#include "simulator/calibrate/log_csv.h"

#include <algorithm>
#include <string>
#include <system_error>
#include <vector>

#include <fmt/format.h>

#include "simulator/calibrate/log_numbers.h"
#include "simulator/workload/csv.h"

namespace virga::simulator {

namespace {

constexpr std::string_view kStopped = "stopped";
constexpr std::uint64_t kBytesBetweenReports = std::uint64_t{1} << 20;

std::string_view unquoted(std::string_view text) {
  text = trimmed(text);
  if (text.size() >= 2 && text.starts_with('"') && text.ends_with('"')) text = text.substr(1, text.size() - 2);
  return text;
}

}  // namespace

bool isLogTable(std::string_view header) {
  std::vector<std::string> columns;
  for (;;) {
    const auto comma = header.find(',');
    columns.emplace_back(unquoted(header.substr(0, comma)));
    if (comma == std::string_view::npos) return isLogHeader(columns);
    header.remove_prefix(comma + 1);
  }
}

LogFileEnd readLogCsv(const std::filesystem::path& path, LogDispatch& dispatch, const LogFileHandler& handler,
                      const std::stop_token& stop) {
  using Use = LineVerdict::Use;
  LogFileEnd end;
  std::error_code ignored;
  const auto size = std::filesystem::file_size(path, ignored);
  std::vector<std::string> columns;
  EntryFields fields;
  std::string shown;
  std::size_t width = 0;
  std::uint64_t line = 1, next = 1, told = 0;
  CsvHandler csv;
  csv.field = [&](std::size_t column, std::string_view text) {
    width = column + 1;
    end.bytes += text.size() + 1;
    next += static_cast<std::uint64_t>(std::count(text.begin(), text.end(), '\n'));
    if (line == 1) {
      columns.emplace_back(text);
    } else if (column < columns.size()) {
      fields.add(columns[column], text);
    }
    if (shown.size() < 200) shown += fmt::format("{}{}", column == 0 ? "" : ",", text.substr(0, 200));
  };
  csv.rowEnd = [&](std::size_t row) -> std::string {
    if (row > 0) {
      LineVerdict verdict;
      if (width == columns.size()) {
        verdict = dispatch.readFields(fields);
      } else {
        verdict = {Use::unparsable, kApplicationText,
                   fmt::format("the row has {} fields; expected {} as in the header", width, columns.size())};
      }
      handler.read(verdict, line, shown);
    }
    line = ++next;
    fields.clear();
    shown.clear();
    width = 0;
    if (handler.progress && end.bytes - told >= kBytesBetweenReports) handler.progress(told = end.bytes);
    return stop.stop_requested() ? std::string(kStopped) : std::string();
  };
  const auto result = readCsv(path, csv);
  if (stop.stop_requested() && !result && result.error().ends_with(kStopped)) {
    end.stopped = true;
  } else if (!result) {
    const std::string_view error = result.error();
    const std::string place = path.string() + ":";
    const auto what = error.starts_with(place) ? error.substr(place.size()) : error;
    const auto space = what.find(": ");
    const auto why = space == std::string_view::npos ? what : what.substr(space + 2);
    handler.read({Use::unparsable, kApplicationText, fmt::format("{}; the rest of the file isn't read", why)}, line, shown);
  }
  if (!end.stopped && !ignored) end.bytes = size;
  return end;
}

}  // namespace virga::simulator
