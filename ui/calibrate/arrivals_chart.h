#pragma once

#include <vector>

#include <QWidget>

#include "simulator/calibrate/start_counts.h"

class QCustomPlot;

namespace virga::ui {

// Mean rates of starts over equal intervals: at most `most` of them, each a whole number of the counts' own intervals.
struct RateSteps {
  double beginSeconds = 0;  // Unix time
  double widthSeconds = 1;
  std::vector<double> perSecond;
};
RateSteps rateSteps(const simulator::StartCounts& starts, std::size_t most = 300);

// How many invocations a second began, over the time of the logs.
class ArrivalsChart : public QWidget {
  Q_OBJECT

 public:
  explicit ArrivalsChart(QWidget* parent = nullptr);

  void setStarts(const simulator::StartCounts& starts);

 private:
  void paint();

  QCustomPlot* plot_;
  RateSteps steps_;
};

}  // namespace virga::ui
