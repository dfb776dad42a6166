#pragma once

#include <vector>

#include <QPointF>

#include "model/architecture/distribution.h"

namespace virga::ui {

// What a picture of a distribution shows. All from the model's own quantiles: the density is how fast the probability
// grows between neighbouring ones.
struct DensityCurve {
  std::vector<QPointF> points;  // ms → density, of the middle 99.8 %; empty where all of it is at one time
  double mean = 0;              // ms
  double p50 = 0, p95 = 0, p99 = 0;
  double start = 0, end = 0;  // ms; the range worth showing
};

// Of a law that validate() accepts, with its quantiles read if they are in a file.
DensityCurve densityCurve(const model::Distribution& distribution);

}  // namespace virga::ui
