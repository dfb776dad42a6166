#pragma once

#include <cstddef>
#include <vector>

#include <QWidget>

#include "simulator/results/comparison.h"

class QCustomPlot;
class QLabel;
class QListWidget;
class QStackedWidget;

namespace virga::ui {

// The month's bill of each platform over the requests of a month, both on logarithmic axes. Where two lines cross, the
// point has a number, and the list beside says who is below whom from there on.
class TrafficChart : public QWidget {
  Q_OBJECT

 public:
  explicit TrafficChart(QWidget* parent = nullptr);

  void setComparison(const simulator::Comparison& comparison, std::size_t scenario);

 private:
  void drawCurves(const simulator::Comparison& comparison, const simulator::ComparedScenario& scenario);
  void drawBreakEvens(const simulator::Comparison& comparison, const simulator::ComparedScenario& scenario);

  QStackedWidget* pages_;
  QLabel* nothing_;
  QCustomPlot* plot_;
  QListWidget* breakEvens_;
  QLabel* notes_;
};

// "3.2 M": counts of requests in thousands, millions and billions, with three significant digits.
QString requestsText(double requests);

}  // namespace virga::ui
