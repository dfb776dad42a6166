#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include <QString>

#include "simulator/results/comparison.h"

namespace virga::ui {

// A column of figures of the compare table.
struct CompareColumn {
  QString title;       // with the unit, if the cells don't say it
  QString help;        // one sentence
  std::string figure;  // ComparedFigure::name
  bool ofFlow = false;
  bool rare = false;  // 0 as a rule, and only worth a column where it isn't
};

// One figure of one platform, as it is shown and sorted.
struct CompareCell {
  std::optional<double> value;  // nothing was observed: sorts last
  QString text;                 // "★ 12.34", "≈ 51 ms", "–"
  QString spoken;               // the same in words, for screen readers: "12.34, best"
  QString toolTip;              // interval and difference from the best
  simulator::Verdict verdict = simulator::Verdict::none;
};

// One platform in one scenario.
struct CompareRow {
  std::size_t scenario = 0, platform = 0;
  QString platformName, scenarioName;
  QString service;                 // what runs functions there: "Lambda"
  std::vector<CompareCell> cells;  // as the columns
  QString whyNot;                  // why there are no figures; empty: there are
};

// The columns, with the currency of the comparison's bills; without rare ones that are 0 everywhere.
std::vector<CompareColumn> compareColumns(const simulator::Comparison& comparison);

// All rows, by scenario and then platform. Latencies are those of the flow.
std::vector<CompareRow> compareRows(const simulator::Comparison& comparison, const std::string& flow);

// "Azure Flex Consumption", "AWS".
QString platformText(const simulator::ComparedPlatform& platform);

// The same on two lines: names stand side by side under a chart.
QString platformLines(const simulator::ComparedPlatform& platform);

// "sale"; a project without scenarios runs as it is drawn.
QString scenarioText(const std::string& scenario);

// The flows whose latencies were compared, in order.
std::vector<std::string> comparedFlows(const simulator::Comparison& comparison);

// What is said of one run: the scenario's verdict and warnings, why it can't run, what is adjusted, limitations
// and the limits that it hit. As HTML.
QString compareDetails(const simulator::Comparison& comparison, std::size_t scenario, std::size_t platform);

// A row for each scenario and platform; of every figure its value, the ends of its 95 % interval and the verdict. Numbers
// have a point.
std::string compareCsv(const simulator::Comparison& comparison);

}  // namespace virga::ui
