#include <algorithm>
#include <optional>

#include <fmt/format.h>

#include "model/project/suggestion.h"
#include "simulator/workload/csv.h"
#include "simulator/workload/timestamp.h"
#include "simulator/workload/trace_file.h"

namespace virga::simulator {

namespace {

enum class TimeKind { seconds, timestamp };

std::optional<std::pair<TimeKind, std::int64_t>> parseTime(std::string_view text) {
  if (const auto seconds = parseSeconds(text)) return std::pair{TimeKind::seconds, *seconds};
  if (const auto timestamp = parseTimestamp(text)) return std::pair{TimeKind::timestamp, *timestamp};
  return std::nullopt;
}

class TimestampReader {
 public:
  explicit TimestampReader(std::string_view column) : column_(column), hasHeader_(!column.empty()) {}

  void field(std::size_t column, std::string_view text) {
    if (hasHeader_ && !headerRead_) header_.emplace_back(text);
    if (column == index_) {
      text_.assign(text);
      present_ = true;
    }
  }

  std::string rowEnd(std::size_t row) {
    if (hasHeader_ && !headerRead_) return readHeader();
    if (!present_) return fmt::format("the row has no column {}", index_ + 1);
    present_ = false;
    const auto time = parseTime(text_);
    if (!time) {
      if (row == 0) return {};  // without a named column the first row may be a header
      return fmt::format("'{}' isn't a time; expected seconds (12.5) or a timestamp (2023-11-16 18:17:03.97)", text_);
    }
    if (!kind_) kind_ = time->first;
    if (*kind_ != time->first) return fmt::format("'{}' mixes seconds and timestamps; a column holds either of them", text_);
    if (*kind_ == TimeKind::seconds && time->second < 0)
      return fmt::format("'{}' lies before the start; seconds count from 0", text_);
    times_.push_back(time->second);
    return {};
  }

  std::vector<std::int64_t> sorted() {
    if (!std::is_sorted(times_.begin(), times_.end())) std::sort(times_.begin(), times_.end());
    if (kind_ == TimeKind::timestamp) {
      const std::int64_t start = times_.front();
      for (auto& time : times_) time -= start;
    }
    return std::move(times_);
  }
  bool empty() const { return times_.empty(); }

 private:
  std::string readHeader() {
    headerRead_ = true;
    present_ = false;
    const auto found = std::find(header_.begin(), header_.end(), column_);
    if (found == header_.end()) {
      const std::string hint = model::suggestion(column_, header_);
      return fmt::format("there is no column '{}'{}{}", column_, hint.empty() ? "" : "; ", hint);
    }
    index_ = static_cast<std::size_t>(found - header_.begin());
    return {};
  }

  std::string column_;
  bool hasHeader_;
  bool headerRead_ = false;
  std::vector<std::string> header_;
  std::size_t index_ = 0;
  bool present_ = false;
  std::string text_;
  std::optional<TimeKind> kind_;
  std::vector<std::int64_t> times_;
};

}  // namespace

tl::expected<std::vector<std::int64_t>, std::string> readTimestamps(const std::filesystem::path& path,
                                                                    std::string_view column) {
  TimestampReader reader(column);
  const auto read = readCsv(path, {[&](std::size_t index, std::string_view text) { reader.field(index, text); },
                                   [&](std::size_t row) { return reader.rowEnd(row); }});
  if (!read) return tl::unexpected(read.error());
  if (reader.empty())
    return tl::unexpected(fmt::format("{}: there are no times; expected one request per row", path.string()));
  return reader.sorted();
}

}  // namespace virga::simulator
