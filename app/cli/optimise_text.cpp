#include "app/cli/optimise_text.h"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "app/cli/figure_text.h"
#include "app/cli/table.h"

namespace virga::cli {

namespace {

using simulator::ConfirmedPoint;
using simulator::Evidence;
using simulator::NamedFigure;
using simulator::Optimum;
using simulator::PointFigures;

std::string numberText(const std::string& figure, double value) {
  return figure == "cost" ? fmt::format("{:.2f}", value) : valueText(measureOf(figure), value);
}

std::string withInterval(const NamedFigure& figure) {
  if (!figure.figure) return "-";
  auto text = numberText(figure.name, figure.figure->mean);
  if (const auto& ci = figure.figure->ci95) text += " ± " + numberText(figure.name, (ci->second - ci->first) / 2);
  return text;
}

std::string valueOf(const PointFigures& point, const std::string& path) {
  for (const auto& setting : point.settings)
    if (setting.path == path) return setting.value;
  return "as it is";
}

// "-20.3 %, 95 %: -21.0 to -19.7 %"; the difference itself where there is nothing to be a part of.
std::string differenceText(const simulator::PairedFigure& difference) {
  if (!difference.difference || !difference.there) return "-";
  const double whole = std::abs(difference.there->mean);
  const auto part = [&](double value) {
    return whole > 0 ? fmt::format("{:+.1f}", 100 * value / whole)
                     : (value < 0 ? "-" : "+") + numberText(difference.name, std::abs(value));
  };
  const std::string unit = whole > 0 ? " %" : "";
  auto text = part(difference.difference->mean) + unit;
  if (const auto& ci = difference.difference->ci95)
    text += fmt::format(", 95 %: {} to {}{}", part(ci->first), part(ci->second), unit);
  return text;
}

std::string effortText(const Optimum& optimum) {
  const auto refused =
      std::count_if(optimum.points.begin(), optimum.points.end(), [](const auto& point) { return !point.refused.empty(); });
  auto text = fmt::format("{} of {} points simulated, replications {}", optimum.points.size(), optimum.grid,
                          optimum.searchReplications);
  if (optimum.raceReplications > 0)
    text += fmt::format("; race of {} with up to {}, {} left", optimum.raced, optimum.raceReplications, optimum.left);
  text += fmt::format("; what follows is of {} others, seed {}\n", optimum.confirmReplications, optimum.confirmSeed);
  if (refused == 0) return text;
  const auto& first =
      *std::find_if(optimum.points.begin(), optimum.points.end(), [](const auto& point) { return !point.refused.empty(); });
  std::string where;
  for (const auto& setting : first.settings) where += (where.empty() ? "" : ", ") + setting.path + "=" + setting.value;
  return text + fmt::format("{} of them refused, e.g. {}: {}\n", refused, where, first.refused);
}

// What the constraint's interval says beside the mean.
std::string constraintText(const PointFigures& point, std::size_t k) {
  if (!point.refused.empty()) return "refused";
  const auto& figure = point.bounded[k];
  std::string verdict = point.holds[k] ? "holds" : "BROKEN";
  if (const auto& ci = figure.figure->ci95; ci && ci->first < point.bounds[k] && point.bounds[k] < ci->second)
    verdict += ", but not for sure";
  return withInterval(figure) + " " + verdict;
}

std::string winnerTables(const Optimum& optimum, const ConfirmedPoint& winner) {
  const auto& start = optimum.start.point;
  Table settings({{"setting", Table::Align::left}, {"project"}, {"found"}});
  for (const auto& factor : optimum.factors)
    settings.add({factor.path, valueOf(start, factor.path), valueOf(winner.point, factor.path)});
  Table figures({{"figure", Table::Align::left}, {"project"}, {"found"}, {"difference"}});
  for (std::size_t k = 0; k < optimum.minimise.size(); ++k)
    figures.add({optimum.minimise[k], start.refused.empty() ? withInterval(start.objectives[k]) : "refused",
                 winner.point.refused.empty() ? withInterval(winner.point.objectives[k]) : "refused",
                 k < winner.differences.size() ? differenceText(winner.differences[k]) : "-"});
  for (std::size_t k = 0; k < optimum.subjectTo.size(); ++k)
    figures.add({optimum.subjectTo[k], constraintText(start, k), constraintText(winner.point, k), ""});
  return "\n" + settings.text() + "\n" + figures.text() + "\n";
}

std::string verdictText(const Optimum& optimum, const ConfirmedPoint& winner) {
  const auto& what = optimum.minimise.front();
  if (!winner.point.refused.empty()) return fmt::format("the point found is refused: {}\n", winner.point.refused);
  std::string text;
  if (!winner.point.allHold()) text += "no point of those that were looked at keeps every constraint; this one comes near\n";
  if (winner.isStart) return text + fmt::format("the project's own settings stay: nothing with less {} was found\n", what);
  if (winner.differences.empty())
    return text + fmt::format("the project as it is can't be simulated: {}\n", optimum.start.point.refused);
  const auto& difference = winner.differences.front();
  const auto by = differenceText(difference);
  switch (evidenceOf(difference)) {
    case Evidence::better: return text + fmt::format("what was found beats the project: {} {}\n", what, by);
    case Evidence::same: return text + fmt::format("what was found has the same {} as the project\n", what);
    case Evidence::worse:
      if (!optimum.start.point.allHold())
        return text + fmt::format("{} is more than the project's ({}), which breaks a constraint\n", what, by);
      return text + fmt::format("the project is better after all: {} {}\n", what, by);
    case Evidence::unclear: break;
  }
  return text + fmt::format("{} can't be told apart from the project's: {}{}\n", what, by,
                            difference.difference && difference.difference->ci95
                                ? "; more --most-replications may tell"
                                : "; it takes --most-replications of two or more to tell");
}

std::string frontText(const Optimum& optimum) {
  if (optimum.best.empty()) return "no point keeps every constraint\n";
  std::vector<Table::Column> heads;
  for (const auto& factor : optimum.factors) heads.push_back({factor.path});
  for (const auto& what : optimum.minimise) {
    heads.push_back({what});
    heads.push_back({"against the project"});
  }
  heads.push_back({"", Table::Align::left});
  Table table(std::move(heads));
  for (const auto& own : optimum.best) {
    std::vector<std::string> cells;
    for (const auto& factor : optimum.factors) cells.push_back(valueOf(own.point, factor.path));
    for (std::size_t k = 0; k < optimum.minimise.size(); ++k) {
      cells.push_back(withInterval(own.point.objectives[k]));
      cells.push_back(own.isStart || k >= own.differences.size() ? "-" : differenceText(own.differences[k]));
    }
    cells.emplace_back(own.isStart ? "the project" : "");
    table.add(std::move(cells));
  }
  std::string text = "\n" + table.text();
  const bool startIsOn = std::any_of(optimum.best.begin(), optimum.best.end(), [](const auto& own) { return own.isStart; });
  if (!startIsOn) text += "the project as it is isn't on the front\n";
  return text;
}

}  // namespace

std::string optimumText(const Optimum& optimum) {
  auto text = effortText(optimum);
  if (optimum.minimise.size() > 1) return text + frontText(optimum);
  if (optimum.best.empty()) return text + "no point could be simulated\n";
  const auto& winner = optimum.best.front();
  return text + winnerTables(optimum, winner) + verdictText(optimum, winner);
}

std::string memoryCurveText(const simulator::MemoryCurve& curve) {
  Table table({{"memory"}, {"mean duration"}, {"p99"}, {curve.currency + " per million"}, {"", Table::Align::left}});
  for (std::size_t i = 0; i < curve.points.size(); ++i) {
    const auto& point = curve.points[i];
    std::string marks;
    const auto mark = [&](bool is, const char* word) {
      if (is) marks += (marks.empty() ? "" : ", ") + std::string(word);
    };
    mark(curve.cheapest == i, "cheapest");
    mark(curve.fastest == i, "fastest");
    mark(curve.balanced == i, "balanced");
    mark(point.isOwn, "the project's");
    if (!point.refused.empty()) mark(true, point.refused.c_str());
    table.add({toText(point.memory), figureText("duration_ms.mean", point.duration, true),
               figureText("duration_ms.p99", point.p99, true),
               point.costPerMillion ? fmt::format("{:.3f}", *point.costPerMillion) : "-", marks});
  }
  return fmt::format("{} on {}, without free allowances\n", curve.function, curve.provider) + table.text();
}

}  // namespace virga::cli
