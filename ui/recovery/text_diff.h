#pragma once

#include <vector>

#include <QString>

namespace virga::ui {

// A line of two texts laid over each other.
struct DiffLine {
  enum class Side { both, before, after };
  Side side = Side::both;
  QString text;
  bool operator==(const DiffLine&) const = default;
};

// The lines of both texts in order, with as many as possible in both.
std::vector<DiffLine> diffLines(const QString& before, const QString& after);

}  // namespace virga::ui
