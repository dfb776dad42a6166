#pragma once

#include "simulator/experiment/simulate.h"

namespace virga::cli {

// Progress on standard error where that is a terminal; nothing elsewhere. The bar vanishes at the end.
class ProgressBar {
 public:
  ProgressBar();
  ~ProgressBar();
  ProgressBar(const ProgressBar&) = delete;
  ProgressBar& operator=(const ProgressBar&) = delete;

  bool isShown() const { return isTerminal_; }
  void show(const simulator::Progress& progress);

 private:
  bool isTerminal_ = false;
};

}  // namespace virga::cli
