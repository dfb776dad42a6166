#pragma once

#include <optional>
#include <string>
#include <vector>

#include "model/architecture/architecture.h"
#include "simulator/optimise/grid.h"
#include "simulator/sweep/factor.h"

namespace virga::simulator {

// A factor's values as levels of a grid: rising where all are numbers, or quantities of one kind, whichever their units.
struct FactorLevels {
  std::string path;
  std::vector<std::string> values;
  bool ordered = true;

  bool operator==(const FactorLevels&) const = default;
};

// `levels`: of a range without steps.
FactorLevels levelledFactor(const Factor& factor, std::size_t levels);

GridFactors gridOf(const std::vector<FactorLevels>& factors);

std::vector<model::Setting> settingsAt(const std::vector<FactorLevels>& factors, const GridPoint& point);

// The level that the design has already under the scenario (empty: the first); nothing where none is.
std::optional<std::size_t> ownLevel(const FactorLevels& factor, const model::Architecture& architecture,
                                    const std::string& scenario);

}  // namespace virga::simulator
