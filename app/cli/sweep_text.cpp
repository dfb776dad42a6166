#include "app/cli/sweep_text.h"

#include <algorithm>

#include <fmt/format.h>

#include "app/cli/figure_text.h"
#include "app/cli/table.h"

namespace virga::cli {

namespace {

constexpr std::size_t kMostRows = 40;

bool isMoney(const std::string& figure) { return figure == "cost" || figure.ends_with(".cost"); }

std::string numberText(const std::string& figure, double value) {
  return isMoney(figure) ? fmt::format("{:.2f}", value) : valueText(measureOf(figure), value);
}

std::string cellText(const std::string& figure, const std::optional<simulator::SweepCell>& cell) {
  if (!cell) return "-";
  auto text = numberText(figure, cell->mean);
  if (cell->ci95) text += " ± " + numberText(figure, (cell->ci95->second - cell->ci95->first) / 2);
  return text;
}

// The flow that all figures of flows are of, with the dot behind it; empty where there are several or none.
std::string flowPrefix(const std::vector<std::string>& figures) {
  std::string prefix;
  for (const auto& figure : figures) {
    const auto arrow = figure.find("→");
    if (arrow == std::string::npos) continue;
    // The name's own figure begins behind the last dot but one where it has two parts: "….latency_ms.p99".
    const auto dot = figure.find('.', figure.rfind(' '));
    if (dot == std::string::npos) return {};
    const auto own = figure.substr(0, dot + 1);
    if (!prefix.empty() && own != prefix) return {};
    prefix = own;
  }
  return prefix;
}

std::string pointsText(const simulator::SweepTable& table) {
  std::vector<Table::Column> heads{{"point"}};
  for (const auto& factor : table.factors) heads.push_back({factor});
  const auto prefix = flowPrefix(table.figures);
  for (const auto& figure : table.figures)
    heads.push_back({!prefix.empty() && figure.starts_with(prefix) ? figure.substr(prefix.size()) : figure});
  Table out(std::move(heads));
  for (std::size_t i = 0; i < std::min(kMostRows, table.rows.size()); ++i) {
    const auto& row = table.rows[i];
    std::vector<std::string> cells{std::to_string(row.point)};
    for (const auto& input : row.inputs) cells.push_back(input.empty() ? "as it is" : input);
    for (std::size_t f = 0; f < table.figures.size(); ++f)
      cells.push_back(row.refused.empty() ? cellText(table.figures[f], row.figures[f]) : f == 0 ? "refused" : "");
    out.add(std::move(cells));
  }
  auto text = prefix.empty() ? out.text() : prefix.substr(0, prefix.size() - 1) + "\n" + out.text();
  if (table.rows.size() > kMostRows)
    text += fmt::format("{} more points; --csv FILE has all\n", table.rows.size() - kMostRows);
  return text;
}

std::string refusedText(const simulator::SweepTable& table) {
  std::string text;
  std::size_t refused = 0;
  constexpr std::size_t kShown = 3;
  for (const auto& row : table.rows) {
    if (row.refused.empty()) continue;
    if (++refused <= kShown) text += fmt::format("point {} is refused: {}\n", row.point, row.refused);
  }
  if (refused > kShown) text += fmt::format("{} more points are refused\n", refused - kShown);
  return text;
}

std::string sobolText(const simulator::SweepPlan& plan, const simulator::SweepSensitivity& sensitivity) {
  Table out({{"variance of " + sensitivity.figure, Table::Align::left}, {"by itself"}, {"95 %"}, {"with others"}, {"95 %"}});
  for (std::size_t f = 0; f < sensitivity.sobol.size(); ++f) {
    const auto& index = sensitivity.sobol[f];
    const auto range = [](const auto& ends) { return fmt::format("{:.2f} to {:.2f}", ends.first, ends.second); };
    out.add({plan.factors[f].path, fmt::format("{:.3f}", index.first), range(index.firstCi95),
             fmt::format("{:.3f}", index.total), range(index.totalCi95)});
  }
  return out.isEmpty() ? fmt::format("{} doesn't vary\n", sensitivity.figure) : out.text();
}

std::string morrisText(const simulator::SweepPlan& plan, const simulator::SweepSensitivity& sensitivity) {
  Table out({{"effect on " + sensitivity.figure, Table::Align::left}, {"mean of |effect|"}, {"mean"}, {"deviation"}});
  for (std::size_t f = 0; f < sensitivity.morris.size(); ++f) {
    const auto& effect = sensitivity.morris[f];
    const auto& figure = sensitivity.figure;
    out.add({plan.factors[f].path, numberText(figure, effect.meanAbsolute), numberText(figure, effect.mean),
             numberText(figure, effect.deviation)});
  }
  return out.text();
}

}  // namespace

std::string sweepText(const simulator::SweepPlan& plan, const simulator::SweepTable& table) {
  std::string text = pointsText(table) + refusedText(table);
  for (const auto& sensitivity : sensitivityOf(plan, table))
    text += "\n" +
            (plan.design == simulator::SweepDesign::morris ? morrisText(plan, sensitivity) : sobolText(plan, sensitivity));
  return text;
}

}  // namespace virga::cli
