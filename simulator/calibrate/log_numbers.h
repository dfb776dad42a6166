#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace virga::simulator {

// A duration or size of a log: a finite number from 0 to 10¹⁵, written as a decimal ("1.5", "1.28E8"). Nothing where the
// text isn't one.
std::optional<double> parseMeasure(std::string_view text);
bool isMeasure(double value);

// The number at the front of the text, which is cut off there.
std::optional<double> takeMeasure(std::string_view& text);

// "'Duration' is '-5'; expected a number from 0 to 1e15"
std::string notAMeasure(std::string_view name, std::string_view text);

// The text without blanks, tabs and line ends around it.
std::string_view trimmed(std::string_view text);

}  // namespace virga::simulator
