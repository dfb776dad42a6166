#include <algorithm>
#include <optional>

#include <fmt/format.h>

#include "simulator/workload/csv.h"
#include "simulator/workload/timestamp.h"
#include "simulator/workload/trace_file.h"

namespace virga::simulator {

namespace {

constexpr std::int64_t kThousand = 1000;
constexpr double kNano = 1e-9;

class QuantilesReader {
 public:
  void field(std::size_t column, std::string_view text) {
    columns_ = column + 1;
    // A decimal in nano-units, exact, whatever its unit.
    if (column < 2) values_[column] = parseSeconds(text);
    if (column < 2 && !values_[column]) wrong_ = text;
  }

  std::string rowEnd(std::size_t row) {
    const std::size_t columns = std::exchange(columns_, 0);
    const bool numbers = std::exchange(wrong_, {}).empty();
    if (row == 0 && !numbers) return {};  // a header
    if (!numbers) return "expected a number of milliseconds, or a share and a number of milliseconds";
    if (columns > 2) return fmt::format("the row has {} columns; expected milliseconds, or share,milliseconds", columns);
    if (width_ == 0) width_ = columns;
    if (columns != width_) return fmt::format("the row has {} columns, the rows before it {}", columns, width_);
    const auto& milliseconds = values_[columns - 1];
    if (*milliseconds < 0) return "a duration is negative";
    const model::Duration duration{(*milliseconds + kThousand / 2) / kThousand};
    if (columns == 1) {
      durations_.push_back(duration);
      return {};
    }
    const model::Share share{static_cast<double>(*values_[0]) * kNano};
    if (share.value < 0 || share.value > 1) return fmt::format("the share {} isn't between 0 and 1", share.value);
    if (!quantiles_.empty() && (share < quantiles_.back().first || duration < quantiles_.back().second))
      return "shares and durations must rise from row to row";
    quantiles_.emplace_back(share, duration);
    return {};
  }

  Quantiles result() {
    if (width_ != 1) return std::move(quantiles_);
    std::sort(durations_.begin(), durations_.end());
    const auto last = static_cast<double>(std::max<std::size_t>(durations_.size() - 1, 1));
    for (std::size_t i = 0; i < durations_.size(); ++i)
      quantiles_.emplace_back(model::Share{static_cast<double>(i) / last}, durations_[i]);
    return std::move(quantiles_);
  }

 private:
  std::size_t columns_ = 0;
  std::size_t width_ = 0;
  std::optional<std::int64_t> values_[2];
  std::string wrong_;
  std::vector<model::Duration> durations_;
  Quantiles quantiles_;
};

}  // namespace

tl::expected<Quantiles, std::string> readQuantiles(const std::filesystem::path& path) {
  QuantilesReader reader;
  const auto read = readCsv(path, {[&](std::size_t column, std::string_view text) { reader.field(column, text); },
                                   [&](std::size_t row) { return reader.rowEnd(row); }});
  if (!read) return tl::unexpected(read.error());
  auto quantiles = reader.result();
  if (quantiles.empty()) return tl::unexpected(fmt::format("{}: there are no durations", path.string()));
  return quantiles;
}

}  // namespace virga::simulator
