#pragma once

#include <cstddef>
#include <string>

#include <QWidget>

#include "simulator/results/comparison.h"

class QCustomPlot;

namespace virga::ui {

// A flow's latency on each platform: p50, p90, p95 and p99 as marks over each other on a logarithmic axis.
class LatencyChart : public QWidget {
  Q_OBJECT

 public:
  explicit LatencyChart(QWidget* parent = nullptr);

  void setComparison(const simulator::Comparison& comparison, std::size_t scenario, const std::string& flow);

 private:
  void addLabel(double platform, double latency, Qt::Alignment side);

  QCustomPlot* plot_;
};

}  // namespace virga::ui
