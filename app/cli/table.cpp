#include "app/cli/table.h"

#include <algorithm>
#include <cassert>
#include <string_view>

namespace virga::cli {

namespace {

constexpr std::string_view kGap = "  ";

bool isControl(char c) { return (static_cast<unsigned char>(c) < 0x20) || c == 0x7f; }

// Characters, each one column wide: UTF-8 without its continuation bytes.
std::size_t width(std::string_view text) {
  return static_cast<std::size_t>(
      std::count_if(text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }));
}

}  // namespace

void Table::add(std::vector<std::string> cells) {
  assert(cells.size() == columns_.size());
  for (auto& cell : cells) std::replace_if(cell.begin(), cell.end(), isControl, '?');
  rows_.push_back(std::move(cells));
}

std::string Table::text(std::string_view indent) const {
  std::vector<std::size_t> widths;
  for (std::size_t i = 0; i < columns_.size(); ++i) {
    std::size_t widest = width(columns_[i].title);
    for (const auto& row : rows_)
      if (const std::size_t cell = width(row[i]); cell <= columns_[i].widest) widest = std::max(widest, cell);
    widths.push_back(widest);
  }
  std::string out;
  const auto addLine = [&](const auto& cellOf) {
    std::string line(indent);
    for (std::size_t i = 0; i < columns_.size(); ++i) {
      const std::string& cell = cellOf(i);
      const std::string pad(widths[i] - std::min(widths[i], width(cell)), ' ');
      if (i > 0) line += kGap;
      line += columns_[i].align == Align::left ? cell + pad : pad + cell;
    }
    line.erase(line.find_last_not_of(' ') + 1);
    out += line + '\n';
  };
  addLine([&](std::size_t i) -> const std::string& { return columns_[i].title; });
  for (const auto& row : rows_) addLine([&](std::size_t i) -> const std::string& { return row[i]; });
  return out;
}

}  // namespace virga::cli
