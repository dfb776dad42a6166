#pragma once

#include "simulator/results/figure_text.h"

namespace virga::cli {

using simulator::countText;
using simulator::figureText;
using simulator::Measure;
using simulator::measureOf;
using simulator::shareText;
using simulator::timeText;
using simulator::valueText;

}  // namespace virga::cli
