#include "app/cli/history_json.h"

#include <cmath>

#include <nlohmann/json.hpp>

#include "app/cli/history_text.h"
#include "simulator/results/figure_json.h"

namespace virga::cli {

namespace {

using Json = nlohmann::ordered_json;
using simulator::Change;

Json runJson(const simulator::RunFacts& run) {
  return {{"run", run.number},
          {"time", timeOfRun(run) + "Z"},
          {"project", run.project},
          {"scenario", run.scenario},
          {"provider", run.provider},
          {"plan", run.plan},
          {"region", run.region},
          {"seed", run.seed},
          {"replications", run.replications},
          {"simulated_s", run.simulated.seconds()},
          {"partial", run.partial},
          {"version", run.version},
          {"catalog", run.catalogEdition},
          {"figures", Json::parse(simulator::toJson(run.figures))},
          {"note", run.note},
          {"pinned", run.pinned}};
}

const char* wordOf(Change change) {
  switch (change) {
    case Change::same: return "same";
    case Change::notShown: return "not shown";
    case Change::better: return "better";
    case Change::worse: return "worse";
    case Change::other: return "differs";
    case Change::none: break;
  }
  return "not observed in both";
}

Json changeJson(const simulator::FigureChange& figure) {
  const auto mean = [](const std::optional<simulator::Figure>& value) {
    return value && std::isfinite(value->mean) ? Json(value->mean) : Json();
  };
  return {{"before", mean(figure.before)},
          {"after", mean(figure.after)},
          {"difference", simulator::figureJson(figure.difference)},
          {"relative", figure.relative ? Json(*figure.relative) : Json()},
          {"change", wordOf(figure.change)}};
}

Json changesJson(const std::vector<simulator::FigureChange>& figures) {
  Json out = Json::object();
  for (const auto& figure : figures) out[figure.name] = changeJson(figure);
  return out;
}

Json partsJson(const std::vector<simulator::PartChange>& parts) {
  Json out = Json::object();
  for (const auto& part : parts) {
    out[part.name] = changesJson(part.figures);
    if (part.cost.change != Change::none) out[part.name]["cost"] = changeJson(part.cost);
  }
  return out;
}

std::string print(const Json& json) { return json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n"; }

}  // namespace

std::string historyJson(const std::vector<simulator::RunFacts>& runs) {
  Json list = Json::array();
  for (const auto& run : runs) list.push_back(runJson(run));
  return print({{"virga", VIRGA_VERSION}, {"runs", std::move(list)}});
}

std::string differenceJson(const simulator::RunFacts& before, const simulator::RunFacts& after,
                           const simulator::RunDifference& difference, const std::string& verdict) {
  return print({{"virga", VIRGA_VERSION},
                {"before", runJson(before)},
                {"after", runJson(after)},
                {"paired", difference.paired},
                {"whole", changesJson(difference.whole)},
                {"flows", partsJson(difference.flows)},
                {"components", partsJson(difference.components)},
                {"only_before", difference.onlyBefore},
                {"only_after", difference.onlyAfter},
                {"remarks", difference.remarks},
                {"verdict", verdict}});
}

}  // namespace virga::cli
