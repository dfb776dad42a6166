#pragma once

#include <QString>

#include "simulator/results/result.h"

namespace virga::ui {

// "Stopped after 1:30:00 of 24:00:00", or of how many runs; empty for a whole result.
QString stoppedText(const simulator::Result& result);

}  // namespace virga::ui
