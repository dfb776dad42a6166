#pragma once

#include "app/workbench/options.h"

namespace virga::workbench {

// Shows the window as the options ask, simulates if they do, and paints it into a file. The exit code: 0, or 2 with a
// message on standard error.
int takeScreenshot(ui::MainWindow& window, const Options& options);

}  // namespace virga::workbench
