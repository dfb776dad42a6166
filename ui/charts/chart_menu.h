#pragma once

class QMenu;

namespace virga::ui {

class TimeChart;

// Saves and copies what the chart shows: as a picture, as CSV or as a table. The chart's.
QMenu* makeChartMenu(TimeChart* chart);

}  // namespace virga::ui
