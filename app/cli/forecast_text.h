#pragma once

#include <string>

#include "simulator/forecast/forecast.h"

namespace virga::cli {

// What virga forecast prints: a table for each figure, month by month, and how often the budget is exceeded.
std::string forecastText(const simulator::Forecast& forecast);

}  // namespace virga::cli
