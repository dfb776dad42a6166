#include <algorithm>

#include "model/units/quantity.h"
#include "ui/compare/compare_rows.h"
#include "ui/export/csv_text.h"

namespace virga::ui {

namespace {

const char* word(simulator::Verdict verdict) {
  switch (verdict) {
    case simulator::Verdict::best: return "best";
    case simulator::Verdict::noDifferenceShown: return "no difference shown";
    case simulator::Verdict::higher: return "higher";
    case simulator::Verdict::unknown: return "unknown";
    case simulator::Verdict::none: break;
  }
  return "";
}

std::string number(double value) { return value < 0 ? "-" + model::plainText(-value) : model::plainText(value); }

// Values of figures that a scenario of the comparison has, of one run.
struct FigureName {
  std::string name, flow;
  bool operator==(const FigureName&) const = default;
};

std::vector<FigureName> namesOf(const simulator::Comparison& comparison) {
  std::vector<FigureName> names;
  for (const auto& scenario : comparison.scenarios)
    for (const auto& figure : scenario.figures) {
      const FigureName name{figure.name, figure.flow};
      if (std::find(names.begin(), names.end(), name) == names.end()) names.push_back(name);
    }
  return names;
}

void appendFigure(std::vector<std::string>& row, const simulator::ComparedScenario& scenario, const FigureName& name,
                  std::size_t platform) {
  for (const auto& figure : scenario.figures) {
    if (FigureName{figure.name, figure.flow} != name) continue;
    const auto& value = figure.values[platform];
    row.push_back(value ? number(value->mean) : "");
    row.push_back(value && value->ci95 ? number(value->ci95->first) : "");
    row.push_back(value && value->ci95 ? number(value->ci95->second) : "");
    row.push_back(word(figure.verdicts[platform]));
    return;
  }
  row.insert(row.end(), 4, "");
}

}  // namespace

std::string compareCsv(const simulator::Comparison& comparison) {
  const auto names = namesOf(comparison);
  std::vector<std::string> head{"provider", "plan", "scenario"};
  for (const auto& name : names) {
    const auto column = name.flow.empty() ? name.name : name.flow + ": " + name.name;
    for (const auto* part : {"", " low", " high", " verdict"}) head.push_back(column + part);
  }
  head.push_back("why not");
  std::vector<std::vector<std::string>> rows{head};
  for (const auto& row : compareRows(comparison, {})) {
    const auto& platform = comparison.platforms[row.platform];
    const auto& scenario = comparison.scenarios[row.scenario];
    std::vector<std::string> cells{platform.provider, platform.plan, scenario.scenario};
    for (const auto& name : names) appendFigure(cells, scenario, name, row.platform);
    cells.push_back(row.whyNot.toStdString());
    rows.push_back(std::move(cells));
  }
  return csvText(rows);
}

}  // namespace virga::ui
