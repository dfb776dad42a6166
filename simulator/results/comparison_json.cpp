#include <string>
#include <string_view>
#include <vector>

#include <nlohmann/json.hpp>

#include "simulator/results/comparison.h"
#include "simulator/results/figure_json.h"

namespace virga::simulator {
namespace {

using Json = nlohmann::ordered_json;

std::string_view wordOf(Verdict verdict) {
  switch (verdict) {
    case Verdict::best: return "best";
    case Verdict::noDifferenceShown: return "no-difference-shown";
    case Verdict::higher: return "higher";
    case Verdict::unknown: return "unknown";
    case Verdict::none: break;
  }
  return "none";
}

Json problemsJson(const model::Problems& problems) {
  Json out = Json::array();
  for (const auto& problem : problems)
    out.push_back({{"rule", problem.id}, {"path", problem.path}, {"message", problem.message}, {"hint", problem.hint}});
  return out;
}

Json fitJson(const model::Fit& fit) {
  Json adjustments = Json::array();
  for (const auto& adjustment : fit.adjustments)
    adjustments.push_back(
        {{"path", adjustment.path}, {"from", adjustment.from}, {"to", adjustment.to}, {"message", adjustment.message}});
  return {{"adjustments", std::move(adjustments)},
          {"limitations", problemsJson(fit.limitations)},
          {"refusals", problemsJson(fit.refusals)}};
}

Json figuresJson(const ComparedScenario& scenario) {
  Json out = Json::array();
  for (const auto& figure : scenario.figures) {
    Json values = Json::array();
    for (std::size_t i = 0; i < figure.values.size(); ++i)
      values.push_back({{"value", figureJson(figure.values[i])},
                        {"difference", figureJson(figure.differences[i])},
                        {"verdict", wordOf(figure.verdicts[i])}});
    out.push_back({{"name", figure.name},
                   {"flow", figure.flow.empty() ? Json() : Json(figure.flow)},
                   {"best", figure.best ? Json(*figure.best) : Json()},
                   {"platforms", std::move(values)}});
  }
  return out;
}

Json curvesJson(const ComparedScenario& scenario) {
  Json out = Json::array();
  for (const auto& curve : scenario.curves) {
    Json points = Json::array();
    for (const auto& point : curve)
      points.push_back({{"traffic", point.traffic},
                        {"requests_per_month", point.requestsPerMonth},
                        {"bill_total", point.total},
                        {"failed_share", point.failedShare}});
    out.push_back(std::move(points));
  }
  return out;
}

// The text of a value that was printed by itself, as an item two levels down. No string in it holds a line break.
void appendIndented(std::string& out, std::string_view text) {
  constexpr std::string_view kIndent = "    ";
  while (!text.empty() && text.back() == '\n') text.remove_suffix(1);
  out += kIndent;
  for (const char c : text) {
    out += c;
    if (c == '\n') out += kIndent;
  }
}

}  // namespace

std::string toJson(const Comparison& comparison) {
  std::vector<const Result*> results;
  Json platforms = Json::array();
  for (const auto& platform : comparison.platforms)
    platforms.push_back({{"name", nameOf(platform)},
                         {"provider", platform.provider},
                         {"plan", platform.plan.empty() ? Json() : Json(platform.plan)},
                         {"service", platform.service},
                         {"region", platform.region}});
  Json scenarios = Json::array();
  for (const auto& scenario : comparison.scenarios) {
    Json runs = Json::array();
    for (const auto& run : scenario.runs) {
      Json own = fitJson(run.fit);
      Json hits = Json::array();
      for (const auto& hit : run.limitsHit)
        hits.push_back({{"component", hit.component}, {"figure", hit.figure}, {"count", hit.count}});
      own["limits_hit"] = std::move(hits);
      own["result"] = run.result ? Json(results.size()) : Json();
      if (run.result) results.push_back(&*run.result);
      runs.push_back(std::move(own));
    }
    scenarios.push_back({{"scenario", scenario.scenario},
                         {"verdict", scenario.verdict},
                         {"warnings", scenario.warnings},
                         {"figures", figuresJson(scenario)},
                         {"curves", curvesJson(scenario)},
                         {"runs", std::move(runs)}});
  }
  const Json document = {{"virga", VIRGA_VERSION},
                         {"project", comparison.project},
                         {"seed", comparison.seed},
                         {"replications", comparison.replications},
                         {"partial", comparison.stopped},
                         {"platforms", std::move(platforms)},
                         {"scenarios", std::move(scenarios)},
                         {"work", {{"events", comparison.events}, {"wall_s", comparison.wallSeconds}}}};
  auto text = document.dump(2, ' ', false, Json::error_handler_t::replace);
  // The results' own texts hold exact decimals, which a JSON value of this library can't.
  text.resize(text.rfind("\n}"));
  text += ",\n  \"results\": [";
  for (std::size_t i = 0; i < results.size(); ++i) {
    text += i > 0 ? ",\n" : "\n";
    appendIndented(text, toJson(*results[i]));
  }
  text += results.empty() ? "]\n}\n" : "\n  ]\n}\n";
  return text;
}

}  // namespace virga::simulator
