#pragma once

#include <string>
#include <string_view>
#include <vector>

#include <tl/expected.hpp>

namespace virga::simulator {

// A figure's name without its units, with '_' for '-': "cold-start-share" and "latency.p99" name what the JSON calls
// "cold_start_share" and "latency_ms.p99".
std::string withoutUnits(std::string_view name);

// A flow's name may be typed with "->" instead of the arrow.
std::string asciiArrows(std::string text);

// Which of the full names ("checkout.latency_ms.p99", "cost", "checkout.cost") a person means by `typed`, "bill.total" too.
// The error names the nearest one.
tl::expected<std::string, std::string> figureNamed(std::string_view typed, const std::vector<std::string>& names);

}  // namespace virga::simulator
