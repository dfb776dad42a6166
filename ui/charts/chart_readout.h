#pragma once

#include <optional>
#include <vector>

#include <QString>

#include "ui/charts/chart_content.h"
#include "ui/charts/series_buckets.h"

namespace virga::ui {

// What a chart's lines say of one bucket.
struct ChartReadout {
  double middle = 0;                          // of the bucket, seconds
  QString text;                               // the time it begins at, and a row for each line
  std::vector<std::optional<double>> values;  // by line; nothing where it is hidden or nothing was observed
};

// Of the bucket that the instant lies in. `shown` tells by line whether it is to be seen; `seen`, by line, are the figures
// of the visible range, and stand beside the values unless there are none.
ChartReadout readoutAt(const ChartContent& content, double bucketSeconds, double seconds, const std::vector<bool>& shown,
                       const std::vector<WindowFigures>& seen = {});

}  // namespace virga::ui
