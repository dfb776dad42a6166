#include "app/cli/comparison_text.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <string_view>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "app/cli/figure_text.h"
#include "app/cli/table.h"
#include "model/units/duration.h"
#include "model/units/money.h"
#include "simulator/experiment/comparison_verdict.h"

namespace virga::cli {

namespace {

using simulator::ComparedFigure;
using simulator::ComparedScenario;
using simulator::Comparison;
using simulator::Verdict;

constexpr std::array<std::pair<std::string_view, std::string_view>, 5> kWhole = {{{"bill.total", "USD a month"},
                                                                                  {"cold_start_share", "cold starts"},
                                                                                  {"throttles", "throttled"},
                                                                                  {"backlog.max", "longest backlog"},
                                                                                  {"dead_lettered", "dead-lettered"}}};
constexpr std::array<std::pair<std::string_view, std::string_view>, 5> kOfFlow = {{{"latency_ms.mean", "mean"},
                                                                                   {"latency_ms.p50", "p50"},
                                                                                   {"latency_ms.p95", "p95"},
                                                                                   {"latency_ms.p99", "p99"},
                                                                                   {"failed_share", "failed"}}};

std::string markOf(const ComparedFigure& figure, std::size_t platform) {
  // Where all are alike, nobody is best.
  const bool alike = std::all_of(figure.values.begin(), figure.values.end(), [&](const auto& value) {
    return !value || value->mean == figure.values[figure.best.value_or(platform)]->mean;
  });
  if (!figure.best || alike) return "  ";
  switch (figure.verdicts[platform]) {
    case Verdict::best: return " *";
    case Verdict::noDifferenceShown: return " ≈";
    case Verdict::higher:
    case Verdict::unknown:
    case Verdict::none: break;
  }
  return "  ";
}

std::string cellOf(const ComparedScenario& scenario, const ComparedFigure& figure, std::size_t platform) {
  const auto& value = figure.values[platform];
  if (!value) return "-  ";
  if (figure.name == "bill.total" && !scenario.runs[platform].result->bill.unpriced.empty())
    return model::toMoneyText(model::Decimal(value->mean)) + " +";
  const auto text =
      figure.name == "bill.total" ? model::toMoneyText(model::Decimal(value->mean)) : figureText(figure.name, value);
  return text + markOf(figure, platform);
}

template <typename Columns>
std::string tableOf(const Comparison& comparison, const ComparedScenario& scenario, const std::string& title,
                    const std::string& flow, const Columns& columns) {
  std::vector<Table::Column> heads = {{title, Table::Align::left}};
  std::vector<const ComparedFigure*> figures;
  for (const auto& [name, head] : columns)
    if (const auto* figure = findFigure(scenario, name, flow)) {
      figures.push_back(figure);
      heads.push_back({std::string(head) + "  "});
    }
  if (figures.empty()) return {};
  Table table(std::move(heads));
  for (std::size_t i = 0; i < comparison.platforms.size(); ++i) {
    std::vector<std::string> cells = {nameOf(comparison.platforms[i])};
    for (const auto* figure : figures) cells.push_back(cellOf(scenario, *figure, i));
    table.add(std::move(cells));
  }
  return table.text() + "\n";
}

std::string notHadText(const Comparison& comparison, const ComparedScenario& scenario) {
  std::string text;
  for (std::size_t i = 0; i < scenario.runs.size(); ++i) {
    const auto& fit = scenario.runs[i].fit;
    const auto name = nameOf(comparison.platforms[i]);
    for (const auto& adjustment : fit.adjustments)
      text += fmt::format("  {}: {} {}{} ({})\n", name, adjustment.path,
                          adjustment.from.empty() ? "" : adjustment.from + " → ", adjustment.to, adjustment.message);
    for (const auto& limitation : fit.limitations)
      text += fmt::format("  {}: {}: {}{}\n", name, limitation.path, limitation.message,
                          limitation.hint.empty() ? "" : "; " + limitation.hint);
    for (const auto& refusal : fit.refusals)
      text += fmt::format("  {}: not run: {}{}{}\n", name, refusal.path.empty() ? "" : refusal.path + ": ", refusal.message,
                          refusal.hint.empty() ? "" : "; " + refusal.hint);
  }
  return text.empty() ? text : "What isn't had as designed:\n" + text + "\n";
}

std::string limitsText(const Comparison& comparison, const ComparedScenario& scenario) {
  std::string text;
  for (std::size_t i = 0; i < scenario.runs.size(); ++i) {
    std::string hits;
    for (const auto& hit : scenario.runs[i].limitsHit)
      hits += fmt::format("{}{} {} {}", hits.empty() ? "" : ", ", hit.component, countText(hit.count), hit.figure);
    if (!hits.empty()) text += fmt::format("  {}: {}\n", nameOf(comparison.platforms[i]), hits);
  }
  return text.empty() ? text : "Limits hit:\n" + text + "\n";
}

std::string curvesText(const Comparison& comparison, const ComparedScenario& scenario) {
  std::vector<Table::Column> heads = {{"traffic"}, {"requests a month"}};
  std::vector<std::size_t> shown;
  for (std::size_t i = 0; i < scenario.curves.size(); ++i)
    if (!scenario.curves[i].empty()) {
      shown.push_back(i);
      heads.push_back({nameOf(comparison.platforms[i])});
    }
  if (shown.empty()) return {};
  Table table(std::move(heads));
  bool anyFails = false;
  for (const auto& point : scenario.curves[shown.front()]) {
    std::vector<std::string> cells = {fmt::format("x {:g}", point.traffic), countText(point.requestsPerMonth)};
    for (const auto i : shown) {
      const auto& curve = scenario.curves[i];
      const auto own =
          std::find_if(curve.begin(), curve.end(), [&](const auto& other) { return other.traffic == point.traffic; });
      if (own == curve.end()) {
        cells.emplace_back("-");
        continue;
      }
      const bool fails = own->failedShare > simulator::kManyFail;
      anyFails = anyFails || fails;
      cells.push_back(model::toMoneyText(model::Decimal(own->total)) + (fails ? " !" : ""));
    }
    table.add(std::move(cells));
  }
  std::string text = "USD a month against traffic\n\n" + table.text() + "\n";
  if (anyFails)
    text += fmt::format("! More than {} of the requests fail there: the bill is of the others.\n",
                        shareText(simulator::kManyFail));
  for (const auto& point : simulator::breakEvens(scenario.curves))
    text += fmt::format("{} costs less than {} from {} requests a month on ({} USD).\n",
                        nameOf(comparison.platforms[point.below]), nameOf(comparison.platforms[point.above]),
                        countText(std::round(point.requestsPerMonth)), model::toMoneyText(model::Decimal(point.total)));
  return text + "\n";
}

std::string headOf(const Comparison& comparison, const ComparedScenario& scenario) {
  const auto run = std::find_if(scenario.runs.begin(), scenario.runs.end(), [](const auto& r) { return r.result; });
  std::string text = comparison.project;
  if (!scenario.scenario.empty()) text += ", " + scenario.scenario;
  if (run == scenario.runs.end()) return text + "\n\n";
  const auto& result = *run->result;
  text += fmt::format(": {} simulated", model::toText(result.simulated));
  if (result.warmup.nanoseconds > 0) text += fmt::format(", {} of it warm-up", model::toText(result.warmup));
  return text + fmt::format(", {} replication{}, seed {}\n\n", result.replications, result.replications == 1 ? "" : "s",
                            comparison.seed);
}

}  // namespace

std::string comparisonText(const Comparison& comparison) {
  std::string text;
  for (const auto& scenario : comparison.scenarios) {
    if (!text.empty()) text += "\n";
    text += headOf(comparison, scenario);
    text += tableOf(comparison, scenario, "", "", kWhole);
    for (const auto& flow : flowsOf(scenario)) text += tableOf(comparison, scenario, flow, flow, kOfFlow);
    text += curvesText(comparison, scenario);
    text += notHadText(comparison, scenario);
    text += limitsText(comparison, scenario);
    for (const auto& sentence : scenario.verdict) text += sentence + "\n";
  }
  return text;
}

}  // namespace virga::cli
