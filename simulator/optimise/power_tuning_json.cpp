#include <nlohmann/json.hpp>

#include "simulator/optimise/power_tuning.h"

namespace virga::simulator {

std::string toJson(const MemoryCurve& curve) {
  using Json = nlohmann::ordered_json;
  const auto figure = [](const std::optional<Figure>& own) {
    if (!own) return Json();
    return Json{{"mean", own->mean}, {"ci95", own->ci95 ? Json{own->ci95->first, own->ci95->second} : Json()}};
  };
  const auto memory = [&](const std::optional<std::size_t>& point) {
    return point ? Json(curve.points[*point].memory.mebibytes()) : Json();
  };
  Json points = Json::array();
  for (const auto& point : curve.points) {
    Json own = {{"memory_mib", point.memory.mebibytes()}, {"is_own", point.isOwn}};
    if (!point.refused.empty()) {
      own["refused"] = point.refused;
    } else {
      own["duration_ms"] = {{"mean", figure(point.duration)}, {"p99", figure(point.p99)}};
      own["cost_per_million"] = point.costPerMillion ? Json(*point.costPerMillion) : Json();
    }
    points.push_back(std::move(own));
  }
  const Json json = {{"virga", VIRGA_VERSION},
                     {"project", curve.project},
                     {"scenario", curve.scenario},
                     {"provider", curve.provider},
                     {"catalog", curve.catalogEdition},
                     {"currency", curve.currency},
                     {"function", curve.function},
                     {"seed", curve.seed},
                     {"replications", curve.replications},
                     {"points", std::move(points)},
                     {"cheapest_mib", memory(curve.cheapest)},
                     {"fastest_mib", memory(curve.fastest)},
                     {"balanced_mib", memory(curve.balanced)}};
  return json.dump(2) + "\n";
}

}  // namespace virga::simulator
