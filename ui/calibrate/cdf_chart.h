#pragma once

#include <optional>
#include <vector>

#include <QString>
#include <QWidget>

#include "simulator/calibrate/service_law.h"
#include "ui/calibrate/cdf_curve.h"

class QCustomPlot;

namespace virga::ui {

// Percentiles of a run of the design: (ms, share).
struct RunMarks {
  std::vector<std::pair<double, double>> before, after;
};

// Shares of times up to a length, over a logarithmic axis: those of the logs as a stepped line, the law that stands for
// them, the design's present law, and percentiles of runs as marks.
class CdfChart : public QWidget {
  Q_OBJECT

 public:
  // `what` names the horizontal axis and, for the screen reader, the chart.
  explicit CdfChart(const QString& what, QWidget* parent = nullptr);

  void setLaw(const std::optional<simulator::ServiceLaw>& law, const std::optional<CdfCurve>& present = {},
              const RunMarks& marks = {});

 private:
  void paint();

  QCustomPlot* plot_;
  std::optional<simulator::ServiceLaw> law_;
  std::optional<CdfCurve> present_;
  RunMarks marks_;
};

}  // namespace virga::ui
