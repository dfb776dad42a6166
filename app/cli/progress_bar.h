#pragma once

#include <chrono>
#include <string_view>

#include "simulator/experiment/simulate.h"

namespace virga::cli {

// Progress and the time that is left, on standard error where that is a terminal; nothing elsewhere. The bar vanishes at the
// end.
class ProgressBar {
 public:
  ProgressBar();
  ~ProgressBar();
  ProgressBar(const ProgressBar&) = delete;
  ProgressBar& operator=(const ProgressBar&) = delete;

  bool isShown() const { return isTerminal_; }
  void show(const simulator::Progress& progress);
  // `share` of 1, and what it is a share of.
  void show(double share, std::string_view what);

 private:
  bool isTerminal_ = false;
  std::chrono::steady_clock::time_point begun_ = std::chrono::steady_clock::now();
};

}  // namespace virga::cli
