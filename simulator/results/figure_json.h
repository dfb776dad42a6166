#pragma once

#include <cmath>
#include <optional>

#include <nlohmann/json.hpp>

#include "simulator/results/result.h"

namespace virga::simulator {

// {"mean": x, "ci95": [lo, hi] or null}; null where nothing was observed.
inline nlohmann::ordered_json figureJson(const std::optional<Figure>& figure) {
  if (!figure || !std::isfinite(figure->mean)) return nullptr;
  nlohmann::ordered_json ci = nullptr;
  if (figure->ci95) ci = nlohmann::ordered_json::array({figure->ci95->first, figure->ci95->second});
  return {{"mean", figure->mean}, {"ci95", std::move(ci)}};
}

}  // namespace virga::simulator
