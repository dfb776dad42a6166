#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "simulator/results/result.h"

namespace virga::simulator {

// What a figure measures, told by its name in the result JSON.
enum class Measure { count, time, share, rate };
Measure measureOf(std::string_view figureName);

// For people, to three digits: "1,234", "0.35"; "34.2 ms", "1.25 s", "12.5 min"; "4.2 %".
std::string countText(double count);
std::string timeText(double milliseconds);
std::string shareText(double share);

// The figure's mean in its measure, "-" where nothing was observed; with the interval's half width if asked for and
// known: "34.2 ms ± 0.8 ms".
std::string figureText(std::string_view figureName, const std::optional<Figure>& figure, bool withInterval = false);
std::string valueText(Measure measure, double value);

}  // namespace virga::simulator
