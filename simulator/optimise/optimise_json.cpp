#include <nlohmann/json.hpp>

#include "simulator/optimise/optimise.h"

namespace virga::simulator {
namespace {

using Json = nlohmann::ordered_json;

Json intervalJson(const std::optional<std::pair<double, double>>& interval) {
  return interval ? Json{interval->first, interval->second} : Json();
}

Json figureJson(const std::optional<Figure>& figure) {
  if (!figure) return {};
  return {{"mean", figure->mean}, {"ci95", intervalJson(figure->ci95)}};
}

Json settingsJson(const std::vector<model::Setting>& settings) {
  Json out = Json::object();
  for (const auto& setting : settings) out[setting.path] = setting.value;
  return out;
}

std::string_view toText(Evidence evidence) {
  switch (evidence) {
    case Evidence::better: return "better";
    case Evidence::worse: return "worse";
    case Evidence::same: return "same";
    case Evidence::unclear: break;
  }
  return "unclear";
}

Json pointJson(const PointFigures& point, const Optimum& optimum) {
  Json out = {{"set", settingsJson(point.settings)}};
  if (!point.refused.empty()) {
    out["refused"] = point.refused;
    return out;
  }
  Json objectives = Json::object(), constraints = Json::object();
  for (std::size_t k = 0; k < point.objectives.size(); ++k)
    objectives[optimum.minimise[k]] = figureJson(point.objectives[k].figure);
  for (std::size_t k = 0; k < point.bounded.size(); ++k) {
    constraints[optimum.subjectTo[k]] = figureJson(point.bounded[k].figure);
    constraints[optimum.subjectTo[k]]["holds"] = static_cast<bool>(point.holds[k]);
  }
  out["objectives"] = std::move(objectives);
  out["constraints"] = std::move(constraints);
  return out;
}

Json confirmedJson(const ConfirmedPoint& confirmed, const Optimum& optimum) {
  auto out = pointJson(confirmed.point, optimum);
  out["is_start"] = confirmed.isStart;
  Json differences = Json::object();
  for (std::size_t k = 0; k < confirmed.differences.size(); ++k) {
    const auto& difference = confirmed.differences[k];
    differences[optimum.minimise[k]] = figureJson(difference.difference);
    if (difference.difference) differences[optimum.minimise[k]]["evidence"] = toText(evidenceOf(difference));
  }
  out["against_start"] = std::move(differences);
  return out;
}

}  // namespace

std::string toJson(const Optimum& optimum) {
  Json factors = Json::array(), points = Json::array(), best = Json::array();
  for (const auto& factor : optimum.factors)
    factors.push_back({{"path", factor.path}, {"values", factor.values}, {"ordered", factor.ordered}});
  for (const auto& point : optimum.points) points.push_back(pointJson(point, optimum));
  for (const auto& own : optimum.best) best.push_back(confirmedJson(own, optimum));
  const Json json = {
      {"virga", VIRGA_VERSION},
      {"project", optimum.project},
      {"scenario", optimum.scenario},
      {"provider", optimum.provider},
      {"catalog", optimum.catalogEdition},
      {"minimise", optimum.minimise},
      {"subject_to", optimum.subjectTo},
      {"factors", std::move(factors)},
      {"grid", optimum.grid},
      {"search", {{"seed", optimum.seed}, {"replications", optimum.searchReplications}, {"points", std::move(points)}}},
      {"race", {{"candidates", optimum.raced}, {"left", optimum.left}, {"replications", optimum.raceReplications}}},
      {"confirmation",
       {{"seed", optimum.confirmSeed},
        {"replications", optimum.confirmReplications},
        {"start", confirmedJson(optimum.start, optimum)},
        {"best", std::move(best)}}},
      {"work", {{"events", optimum.events}, {"wall_s", optimum.wallSeconds}}}};
  return json.dump(2) + "\n";
}

}  // namespace virga::simulator
