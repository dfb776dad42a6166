#include <algorithm>
#include <charconv>
#include <optional>
#include <utility>

#include <fmt/format.h>

#include "simulator/workload/counts_files.h"
#include "simulator/workload/csv.h"
#include "simulator/workload/trace_file.h"

namespace virga::simulator {

namespace {

constexpr std::size_t kFunctionColumn = 2;
constexpr std::size_t kFirstMinuteColumn = 4;
constexpr std::uint32_t kMostPerMinute = 100'000'000;

template <class Integer>
std::optional<Integer> parseWhole(std::string_view text) {
  Integer value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return value;
}

std::size_t commonPrefix(std::string_view a, std::string_view b) {
  return static_cast<std::size_t>(std::mismatch(a.begin(), a.end(), b.begin(), b.end()).first - a.begin());
}

// Reads both layouts; of the rows only the present and the chosen one are kept, or all those whose function starts with
// one of many names.
class CountsReader {
 public:
  explicit CountsReader(std::string_view function) : function_(function) {}
  explicit CountsReader(const std::set<std::string, std::less<>>& functions) : many_(&functions) {}

  // Of many, sorted by name; nothing of a file in the plain layout.
  CountsFiles::Rows rows() {
    std::stable_sort(rows_.begin(), rows_.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
    return std::move(rows_);
  }

  void field(std::size_t column, std::string_view text) {
    columns_ = column + 1;
    if (row_ == 0 && column == 0) azure_ = text == "HashOwner";
    if (row_ == 0 && azure_) return headerField(column, text);
    if (azure_ && column < kFirstMinuteColumn) {
      if (column == kFunctionColumn) consider(text);
      return;
    }
    if (keep_ || !azure_) count(text);
  }

  std::string rowEnd(std::size_t row) {
    row_ = row + 1;
    auto error = std::exchange(error_, {});
    if (row == 0 && azure_) {
      minutes_ = columns_ - std::min(columns_, kFirstMinuteColumn);
      if (error.empty() && minutes_ == 0) error = "the header has no minutes after HashOwner,HashApp,HashFunction,Trigger";
    } else if (azure_) {
      if (error.empty() && columns_ != minutes_ + kFirstMinuteColumn)
        error = fmt::format("the row has {} columns, the header {}", columns_, minutes_ + kFirstMinuteColumn);
      if (keep_ && many_) rows_.emplace_back(std::move(name_), std::make_shared<const MinuteCounts>(present_));
      if (keep_ && !many_) chosen_ = std::move(present_);
    } else {
      if (row == 0) chosen_ = std::move(present_);
      longest_ = std::max(longest_, columns_);
    }
    present_.clear();
    columns_ = 0;
    keep_ = false;
    return error;
  }

  // The chosen row, or why there is none.
  tl::expected<std::vector<std::uint32_t>, std::string> result() {
    if (row_ == 0) return tl::unexpected<std::string>("there are no counts");
    if (!azure_ && !function_.empty())
      return tl::unexpected(fmt::format(
          "there are no functions to find '{}' among; expected the header HashOwner,HashApp,HashFunction,Trigger,1,…",
          function_));
    if (!azure_ && row_ > 1 && longest_ == 1)
      return tl::unexpected<std::string>("there is one count in a row; expected the counts of all minutes in one row");
    if (azure_ && matches_ == 0) {
      if (function_.empty()) return tl::unexpected<std::string>("there is no row of counts after the header");
      return tl::unexpected(fmt::format(
          "no HashFunction starts with '{}'{}", function_,
          nearest_.empty() ? "; expected one row per function" : fmt::format("; the nearest is '{}'", nearest_)));
    }
    if (azure_ && !function_.empty() && matches_ > 1)
      return tl::unexpected(fmt::format("{} rows have a HashFunction that starts with '{}', such as '{}' and '{}'", matches_,
                                        function_, firstMatch_, secondMatch_));
    return std::move(chosen_);
  }

 private:
  void headerField(std::size_t column, std::string_view text) {
    static constexpr std::string_view kNames[] = {"HashOwner", "HashApp", "HashFunction", "Trigger"};
    if (column < kFirstMinuteColumn) {
      if (text != kNames[column]) fail(fmt::format("column {} is '{}'; expected {}", column + 1, text, kNames[column]));
      return;
    }
    const auto minute = parseWhole<std::int64_t>(text);
    if (!minute || (column > kFirstMinuteColumn && *minute != lastMinute_ + 1))
      fail(fmt::format("column {} is '{}'; expected {}", column + 1, text,
                       column > kFirstMinuteColumn ? fmt::format("minute {}", lastMinute_ + 1) : "the number of a minute"));
    lastMinute_ = minute.value_or(0);
  }

  void consider(std::string_view name) {
    if (many_) {
      // A wanted name that this one starts with sorts before it. Where the nearest before isn't one, only one within what
      // the two have in common can be.
      auto common = name;
      for (auto next = many_->upper_bound(common); next != many_->begin() && !keep_ && !common.empty();
           next = many_->upper_bound(common)) {
        const auto& before = *std::prev(next);
        keep_ = name.starts_with(before);
        common = name.substr(0, commonPrefix(name, before));
      }
      if (keep_) name_ = name;
      return;
    }
    if (!name.starts_with(function_)) {
      const auto common = commonPrefix(name, function_);
      if (nearest_.empty() || common > commonPrefix(nearest_, function_)) nearest_ = name;
      return;
    }
    ++matches_;
    if (matches_ == 1) {
      firstMatch_ = name;
      keep_ = true;
    }
    if (matches_ == 2) secondMatch_ = name;
  }

  void count(std::string_view text) {
    const auto value = parseWhole<std::uint32_t>(text);
    if (!value || *value > kMostPerMinute)
      return fail(fmt::format("'{}' isn't a count; expected whole numbers from 0 to {}{}", text, kMostPerMinute,
                              row_ == 0 ? ", or the header HashOwner,HashApp,HashFunction,Trigger,1,…" : ""));
    if (azure_ || row_ == 0) present_.push_back(*value);
  }

  void fail(std::string text) {
    if (error_.empty()) error_ = std::move(text);
  }

  std::string function_;
  const std::set<std::string, std::less<>>* many_ = nullptr;
  std::string name_;
  CountsFiles::Rows rows_;
  bool azure_ = false;
  bool keep_ = false;
  std::size_t row_ = 0;
  std::size_t columns_ = 0;
  std::size_t minutes_ = 0;
  std::size_t longest_ = 0;
  std::int64_t lastMinute_ = 0;
  std::size_t matches_ = 0;
  std::string firstMatch_, secondMatch_, nearest_, error_;
  std::vector<std::uint32_t> present_, chosen_;
};

}  // namespace

tl::expected<std::vector<std::uint32_t>, std::string> readCounts(const std::filesystem::path& path,
                                                                 std::string_view function) {
  CountsReader reader(function);
  const auto read = readCsv(path, {[&](std::size_t column, std::string_view text) { reader.field(column, text); },
                                   [&](std::size_t row) { return reader.rowEnd(row); }});
  if (!read) return tl::unexpected(read.error());
  return reader.result().map_error([&](const std::string& what) { return fmt::format("{}: {}", path.string(), what); });
}

void CountsFiles::want(const std::filesystem::path& path, const std::string& function) {
  if (!function.empty()) files_[path].wanted.insert(function);
}

tl::expected<std::shared_ptr<const MinuteCounts>, std::string> CountsFiles::counts(const std::filesystem::path& path,
                                                                                   const std::string& function) {
  const auto one = [&] {
    return readCounts(path, function).map([](const auto& counts) { return std::make_shared<const MinuteCounts>(counts); });
  };
  const auto found = files_.find(path);
  if (found == files_.end() || found->second.wanted.size() < 2) return one();
  auto& file = found->second;
  if (!std::exchange(file.read, true)) {
    CountsReader reader(file.wanted);
    if (readCsv(path, {[&](std::size_t column, std::string_view text) { reader.field(column, text); },
                       [&](std::size_t row) { return reader.rowEnd(row); }}))
      file.rows = reader.rows();
  }
  const auto from = std::lower_bound(file.rows.begin(), file.rows.end(), function,
                                     [](const auto& row, const std::string& name) { return row.first < name; });
  const auto is = [&](auto row) { return row != file.rows.end() && row->first.starts_with(function); };
  // Whatever is wrong with it is told by the reading of the one.
  if (!is(from) || is(from + 1)) return one();
  return from->second;
}

}  // namespace virga::simulator
