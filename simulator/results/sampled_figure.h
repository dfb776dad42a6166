#pragma once

#include <string>
#include <string_view>

#include <tl/expected.hpp>

#include "simulator/results/expectation.h"
#include "simulator/results/result.h"

namespace virga::simulator {

// What an expectation's left side names, with the sample of each replication. "cost" is the month's bill in its currency,
// not observed where something has no price; a component's cost is known of the mean alone and has no samples. The error:
// an unknown name, with the nearest one.
tl::expected<NamedFigure, std::string> sampledFigureAt(std::string_view figure, const Result& result);

// The expectation's right side in the figure's unit. The error: an unknown figure, or a value in the wrong unit.
tl::expected<double, std::string> boundOf(const Expectation& expectation, const Result& result);

}  // namespace virga::simulator
