#pragma once

#include <vector>

#include <QString>

#include "simulator/results/run_difference.h"

namespace virga::ui {

// A figure of two runs as people read it.
struct DifferenceRow {
  QString title, before, after, difference, relative;
  QString mark;     // "▼ better", "▲ worse", "≈ none shown": the word tells what the shape and the colour do
  QString toolTip;  // with the interval
  simulator::Change change = simulator::Change::none;
};

struct DifferenceGroup {
  QString title;
  std::vector<DifferenceRow> rows;
};

// The whole, then the flows, then the components: those of their figures that people compare.
std::vector<DifferenceGroup> differenceGroups(const simulator::RunDifference& difference);

// "p95 18 % lower, cost 7 % higher, throttles 0."
QString verdictText(const simulator::RunDifference& difference);

// "−18 %"; "≈" where no difference is shown, "=" where there is none, "new" where there was nothing before.
QString shortChangeText(const simulator::FigureChange& figure);

}  // namespace virga::ui
