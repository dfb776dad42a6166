#pragma once

#include <optional>
#include <span>

#include "simulator/results/result.h"

namespace virga::simulator {

// Mean and, from two samples on, the 95 % Student-t interval of independent replications. Sums run in the order given,
// so the same samples give the same bits. Replications that observed nothing don't count; no figure where none did.
std::optional<Figure> figureOf(std::span<const std::optional<double>> samples);
Figure figureOf(std::span<const double> samples);  // not empty

// Half the interval's width as a part of the mean's size: what --precision asks for. Nothing without an interval; 0
// where the interval is a point.
std::optional<double> relativePrecision(const Figure& figure);

}  // namespace virga::simulator
