#include "ui/recovery/text_diff.h"

#include <algorithm>

#include <QStringList>

namespace virga::ui {

namespace {

// Longest common subsequence in a table of this many cells at most; larger middles are shown as replaced.
constexpr qsizetype kMostCells = 16'000'000;

}  // namespace

std::vector<DiffLine> diffLines(const QString& before, const QString& after) {
  using Side = DiffLine::Side;
  const auto a = before.split('\n'), b = after.split('\n');
  qsizetype head = 0, tail = 0;
  while (head < std::min(a.size(), b.size()) && a[head] == b[head]) ++head;
  while (tail < std::min(a.size(), b.size()) - head && a[a.size() - 1 - tail] == b[b.size() - 1 - tail]) ++tail;
  const auto rows = a.size() - head - tail, columns = b.size() - head - tail;
  std::vector<DiffLine> lines;
  for (qsizetype i = 0; i < head; ++i) lines.push_back({Side::both, a[i]});
  const auto line = [&](const QStringList& of, qsizetype index) { return of[head + index]; };
  qsizetype i = 0, j = 0;
  if ((rows + 1) * (columns + 1) <= kMostCells) {
    const auto width = static_cast<std::size_t>(columns + 1);
    std::vector<int> common(static_cast<std::size_t>(rows + 1) * width);  // of the rests from (row, column)
    const auto at = [&](qsizetype row, qsizetype column) -> int& {
      return common[static_cast<std::size_t>(row) * width + static_cast<std::size_t>(column)];
    };
    for (auto row = rows - 1; row >= 0; --row)
      for (auto column = columns - 1; column >= 0; --column)
        at(row, column) = line(a, row) == line(b, column) ? at(row + 1, column + 1) + 1
                                                          : std::max(at(row + 1, column), at(row, column + 1));
    while (i < rows && j < columns) {
      if (line(a, i) == line(b, j)) {
        lines.push_back({Side::both, line(a, i)});
        ++i;
        ++j;
      } else if (at(i + 1, j) >= at(i, j + 1)) {
        lines.push_back({Side::before, line(a, i++)});
      } else {
        lines.push_back({Side::after, line(b, j++)});
      }
    }
  }
  while (i < rows) lines.push_back({Side::before, line(a, i++)});
  while (j < columns) lines.push_back({Side::after, line(b, j++)});
  for (auto k = a.size() - tail; k < a.size(); ++k) lines.push_back({Side::both, a[k]});
  return lines;
}

}  // namespace virga::ui
