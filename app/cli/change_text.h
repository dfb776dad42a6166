#pragma once

#include <string>
#include <string_view>

#include "simulator/results/run_difference.h"

namespace virga::cli {

// A figure of two runs, for people.
struct ChangeCells {
  std::string before, after;  // "-" where nothing was observed
  std::string difference;     // "+12 ms ± 3 ms", "0", "-"
  std::string relative;       // "+7.1 %"; empty of shares, and where nothing changed
  std::string word;           // "better", "worse?" where no interval proves it, "no difference shown", …
};

ChangeCells cellsOf(const simulator::FigureChange& figure);

// A figure's value in its measure, or an amount of money.
std::string changeValueText(std::string_view figure, double value);

}  // namespace virga::cli
