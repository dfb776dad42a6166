#pragma once

#include <QString>

// Figures as people read them; all use the user's locale.
namespace virga::ui {

// "1,234" for counts of 100 and more or whole ones, else three significant digits; "–" for NaN.
QString countText(double value);

// A count in little room: "9,999", "203k", "1.2M"; less than 100 with three significant digits.
QString shortCountText(double value);

// A time in milliseconds in the unit that reads best: "0.35 ms", "312 ms", "1.25 s", "3.4 min"; or always in milliseconds,
// where TimeStyle says so.
QString millisecondsText(double milliseconds);

// A part of a whole in per cent: "0.5 %".
QString shareText(double share);

// A value of a series with its unit ("1/s", "ms", "1").
QString valueText(double value, const QString& unit);

// A point of simulated time as "h:mm:ss".
QString clockText(double seconds);

}  // namespace virga::ui
