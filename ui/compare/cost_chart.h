#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include <QWidget>

#include "simulator/results/comparison.h"

class QCustomPlot;

namespace virga::ui {

// One component's part of each platform's bill, in its currency per month; 0 where it has none.
struct CostPart {
  QString name;
  std::vector<double> amounts;
};

// The bills of a scenario by component, the dearest first; what comes after the largest ones is one part.
std::vector<CostPart> costParts(const simulator::ComparedScenario& scenario);

// A bar for each platform: the month's bill, one component over the other.
class CostChart : public QWidget {
  Q_OBJECT

 public:
  explicit CostChart(QWidget* parent = nullptr);

  void setComparison(const simulator::Comparison& comparison, std::size_t scenario);

 private:
  QCustomPlot* plot_;
};

}  // namespace virga::ui
