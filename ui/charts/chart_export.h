#pragma once

#include <string>

#include <QString>

#include "ui/charts/chart_content.h"
#include "ui/charts/series_buckets.h"

class QCustomPlot;
class QWidget;

// Charts as files and on the clipboard.
namespace virga::ui {

// A row for each bucket that lies in the range, at least in part: its start in seconds, and a column for each line, with
// low, high and baseline where there are any. Empty where nothing was observed.
std::string chartCsv(const ChartContent& content, double bucketSeconds, TimeRange range);

// The same with tabs, and with times as h:mm:ss.
QString chartTable(const ChartContent& content, double bucketSeconds, TimeRange range);

// Title, legend and plot as they are seen; the reason why it isn't written, or nothing.
QString writeChartPng(QCustomPlot& plot, const ChartContent& content, const QString& path, double scale);
QString writeChartSvg(QCustomPlot& plot, const ChartContent& content, const QString& path);

}  // namespace virga::ui
