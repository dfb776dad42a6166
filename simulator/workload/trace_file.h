#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <tl/expected.hpp>

#include "model/units/duration.h"
#include "model/units/share.h"

namespace virga::simulator {

// The readers of workload files. Errors read "path:line: what is wrong; what would be right".

// Arrival times in nanoseconds from the start, sorted, one per row of `column` (a name of the header; empty: the first
// column, with or without a header). Either numbers, which are seconds from the start, or timestamps, of which the
// soonest is the start. 8 bytes a row.
tl::expected<std::vector<std::int64_t>, std::string> readTimestamps(const std::filesystem::path& path,
                                                                    std::string_view column);

// Arrivals in each minute of the run: the file's first count is minute 0 of the run. A plain file has rows of counts only
// and its first row is taken. A file with a header in the layout of the Azure Functions 2019 trace
// (HashOwner,HashApp,HashFunction,Trigger, then minutes one after the other, 1 or any other first) gives the only row
// whose HashFunction starts with `function`; with an empty `function` the first row.
tl::expected<std::vector<std::uint32_t>, std::string> readCounts(const std::filesystem::path& path,
                                                                 std::string_view function);

// Quantiles of an empirical law, rising in both: from rows of `share,milliseconds` (share 0 … 1), or from one duration in
// milliseconds per row in any order, of which the i-th smallest of n is the quantile of (i - 1) / (n - 1). A header is
// allowed.
using Quantiles = std::vector<std::pair<model::Share, model::Duration>>;
tl::expected<Quantiles, std::string> readQuantiles(const std::filesystem::path& path);

}  // namespace virga::simulator
