#include "ui/charts/chart_readout.h"

#include <cmath>
#include <limits>

#include <QCoreApplication>

#include "ui/charts/quantity_text.h"

namespace virga::ui {
namespace {

QString tr(const char* text) { return QCoreApplication::translate("virga::ui", text); }

bool has(const std::vector<double>& values, std::int64_t bucket) {
  return bucket >= 0 && bucket < static_cast<std::int64_t>(values.size());
}

double valueAt(const std::vector<double>& values, std::int64_t bucket) {
  return has(values, bucket) ? values[static_cast<std::size_t>(bucket)] : std::numeric_limits<double>::quiet_NaN();
}

}  // namespace

ChartReadout readoutAt(const ChartContent& content, double bucketSeconds, double seconds, const std::vector<bool>& shown,
                       const std::vector<WindowFigures>& seen) {
  const auto bucket = bucketOf(seconds, bucketSeconds);
  const double from = static_cast<double>(bucket) * bucketSeconds;
  ChartReadout readout{from + bucketSeconds / 2, clockText(from), {}};
  readout.values.resize(content.lines.size());
  for (std::size_t i = 0; i < content.lines.size(); ++i) {
    const auto& line = content.lines[i];
    if (!shown[i] || !has(*line.values, bucket)) continue;
    const double value = valueAt(*line.values, bucket);
    readout.text += QString("\n%1 %2").arg(line.name, valueText(value, line.unit));
    if (line.baseline) {
      const double before = valueAt(*line.baseline, bucketOf(seconds, content.baselineBucketSeconds));
      readout.text += tr(" (%1: %2)").arg(content.baselineName, valueText(before, line.unit));
    }
    if (!seen.empty())
      readout.text +=
          tr("   in view %1 … %2").arg(valueText(seen[i].least, line.unit), valueText(seen[i].greatest, line.unit));
    if (!std::isnan(value)) readout.values[i] = value;
  }
  return readout;
}

}  // namespace virga::ui
