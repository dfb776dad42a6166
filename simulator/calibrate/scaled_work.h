#pragma once

#include "model/architecture/architecture.h"

namespace virga::simulator {

// The law of times `factor` as long; one of a file stays as it is.
model::Distribution scaledLaw(const model::Distribution& law, double factor);

// Paths of all computations of the function: "checkout.steps.0.compute".
std::vector<std::string> computationsOf(const model::Architecture& architecture, const model::ComponentId& function);

// Settings that make each computation of the function `factor` as long.
std::vector<model::Setting> scaledWork(const model::Architecture& architecture, const model::ComponentId& function,
                                       double factor);

// The factor at which a mean that was `atOne` at 1 and `atOther` at `other` would be `wanted`, if it grew along a line;
// nothing where that isn't above 0.
std::optional<double> factorFor(double wanted, double atOne, double other, double atOther);

}  // namespace virga::simulator
