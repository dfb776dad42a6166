#pragma once

#include <string>
#include <vector>

namespace virga::ui {

// The rows as CSV (RFC 4180, lines end in LF): a cell with a comma, a quote or a line break is quoted.
std::string csvText(const std::vector<std::vector<std::string>>& rows);

}  // namespace virga::ui
