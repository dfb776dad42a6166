#include "ui/compare/compare_rows.h"

#include <algorithm>
#include <cmath>

#include <QCoreApplication>

#include "ui/bill/amount_text.h"
#include "ui/charts/quantity_text.h"

namespace virga::ui {

namespace {

using simulator::ComparedFigure;
using simulator::ComparedScenario;
using simulator::Comparison;
using simulator::Figure;
using simulator::Verdict;

const char* const kBestMark = "★ ";
const char* const kSameMark = "≈ ";

QString tr(const char* text) { return QCoreApplication::translate("virga::ui", text); }

QString text(const std::string& value) { return QString::fromStdString(value); }

QString currencyOf(const Comparison& comparison) {
  for (const auto& scenario : comparison.scenarios)
    for (const auto& run : scenario.runs)
      if (run.result) return text(run.result->bill.currency);
  return QStringLiteral("USD");
}

// A value of the figure without its unit where the column's title says it.
QString valueOf(const std::string& figure, double value) {
  if (figure == "bill.total") return amountText(model::Decimal(value));
  if (figure.find("_ms") != std::string::npos) return millisecondsText(value);
  if (figure.find("share") != std::string::npos) return shareText(value);
  return countText(value);
}

// Of a difference: shares differ by points, as a part of a share would be told in percent too.
QString signedValueOf(const std::string& figure, double value) {
  auto text = valueOf(figure, std::abs(value));
  if (text.endsWith(" %")) text.replace(text.size() - 1, 1, tr("percentage points"));
  return (value < 0 ? QStringLiteral("−") : QStringLiteral("+")) + text;
}

const ComparedFigure* figureOf(const ComparedScenario& scenario, const CompareColumn& column, const std::string& flow) {
  return simulator::findFigure(scenario, column.figure, column.ofFlow ? flow : std::string());
}

QString verdictText(Verdict verdict) {
  switch (verdict) {
    case Verdict::best: return tr("best");
    case Verdict::noDifferenceShown: return tr("no difference shown");
    case Verdict::higher: return tr("higher");
    case Verdict::unknown: return tr("higher, perhaps by chance");
    case Verdict::none: break;
  }
  return {};
}

// Where all are the same there is no best one.
bool isTheSameEverywhere(const ComparedFigure& figure) {
  std::optional<double> first;
  for (const auto& value : figure.values) {
    if (!value) continue;
    if (first && value->mean != *first) return false;
    first = value->mean;
  }
  return true;
}

QString toolTipOf(const Comparison& comparison, const ComparedFigure& figure, std::size_t platform) {
  const auto& value = *figure.values[platform];
  QStringList lines{value.ci95 ? tr("%1, 95 % confidence interval %2 … %3")
                                     .arg(valueOf(figure.name, value.mean), valueOf(figure.name, value.ci95->first),
                                          valueOf(figure.name, value.ci95->second))
                               : valueOf(figure.name, value.mean)};
  const auto verdict = isTheSameEverywhere(figure) ? Verdict::none : figure.verdicts[platform];
  const auto& difference = figure.differences[platform];
  if (difference && figure.best && *figure.best != platform) {
    const auto best = platformText(comparison.platforms[*figure.best]);
    lines << (difference->ci95 ? tr("Difference from %1: %2, 95 % confidence interval %3 … %4")
                                     .arg(best, signedValueOf(figure.name, difference->mean),
                                          signedValueOf(figure.name, difference->ci95->first),
                                          signedValueOf(figure.name, difference->ci95->second))
                               : tr("Difference from %1: %2").arg(best, signedValueOf(figure.name, difference->mean)));
  }
  if (verdict == Verdict::noDifferenceShown)
    lines
        << tr("No difference from the best is shown by %1 replications: the interval holds 0.").arg(comparison.replications);
  if (verdict == Verdict::unknown) lines << tr("One replication doesn't tell whether the difference is chance.");
  if (verdict == Verdict::best) lines << tr("The best.");
  return lines.join('\n');
}

CompareCell cellOf(const Comparison& comparison, const ComparedFigure* figure, std::size_t platform) {
  CompareCell cell{{}, QStringLiteral("–"), tr("nothing observed"), tr("Nothing was observed here."), Verdict::none};
  if (!figure || !figure->values[platform]) return cell;
  const double mean = figure->values[platform]->mean;
  const auto shown = valueOf(figure->name, mean);
  cell.value = mean;
  cell.verdict = isTheSameEverywhere(*figure) ? Verdict::none : figure->verdicts[platform];
  cell.text = (cell.verdict == Verdict::best                ? kBestMark
               : cell.verdict == Verdict::noDifferenceShown ? kSameMark
                                                            : "") +
              shown;
  cell.spoken = cell.verdict == Verdict::none ? shown : QString("%1, %2").arg(shown, verdictText(cell.verdict));
  cell.toolTip = toolTipOf(comparison, *figure, platform);
  return cell;
}

// A bill that leaves something out is a lower bound, and one without any price says nothing.
void tellMissingPrices(CompareCell& cell, const model::Bill& bill) {
  QStringList items;
  for (const auto& item : bill.unpriced) items << text(item);
  const auto missing = tr("No price is known of %1.").arg(items.join(", "));
  if (bill.lines.empty()) {
    cell = {{}, tr("no prices"), tr("no prices"), missing, Verdict::none};
    return;
  }
  cell.spoken = tr("at least %1").arg(cell.text);
  cell.text = QStringLiteral("≥ ") + cell.text;
  cell.toolTip += '\n' + missing;
}

bool isZeroEverywhere(const Comparison& comparison, const CompareColumn& column) {
  for (const auto& scenario : comparison.scenarios)
    if (const auto* figure = figureOf(scenario, column, {}))
      for (const auto& value : figure->values)
        if (value && value->mean != 0) return false;
  return true;
}

QString whyNot(const simulator::ComparedRun& run) {
  if (run.result) return {};
  QStringList reasons;
  for (const auto& refusal : run.fit.refusals) reasons << text(refusal.message);
  return reasons.isEmpty() ? tr("not run: the comparison was stopped before")
                           : tr("the design can't run there: %1").arg(reasons.join("; "));
}

}  // namespace

std::vector<CompareColumn> compareColumns(const Comparison& comparison) {
  std::vector<CompareColumn> columns = {
      {tr("Cost (%1/month)").arg(currencyOf(comparison)), tr("The month's bill"), "bill.total", false},
      {tr("p50"), tr("Median latency of the flow"), "latency_ms.p50", true},
      {tr("p95"), tr("95 % of the flow's requests are faster"), "latency_ms.p95", true},
      {tr("p99"), tr("99 % of the flow's requests are faster"), "latency_ms.p99", true},
      {tr("Cold starts"), tr("Share of the invocations that waited for a new instance"), "cold_start_share", false},
      {tr("Throttles"), tr("Requests refused by a limit"), "throttles", false},
      {tr("Failed"), tr("Share of the flow's requests that failed"), "failed_share", true},
      {tr("Backlog"), tr("Most messages or records that waited at once in one place"), "backlog.max", false},
      {tr("Dead letters"), tr("Messages given up after the most receives"), "dead_lettered", false, true}};
  std::erase_if(columns, [&](const CompareColumn& column) { return column.rare && isZeroEverywhere(comparison, column); });
  return columns;
}

std::vector<CompareRow> compareRows(const Comparison& comparison, const std::string& flow) {
  const auto columns = compareColumns(comparison);
  std::vector<CompareRow> rows;
  for (std::size_t s = 0; s < comparison.scenarios.size(); ++s) {
    const auto& scenario = comparison.scenarios[s];
    for (std::size_t p = 0; p < comparison.platforms.size(); ++p) {
      const auto& platform = comparison.platforms[p];
      CompareRow row{s, p, platformText(platform), scenarioText(scenario.scenario), text(platform.service), {}, {}};
      row.whyNot = whyNot(scenario.runs[p]);
      for (const auto& column : columns) row.cells.push_back(cellOf(comparison, figureOf(scenario, column, flow), p));
      if (const auto& result = scenario.runs[p].result; result && !result->bill.unpriced.empty())
        tellMissingPrices(row.cells.front(), result->bill);
      rows.push_back(std::move(row));
    }
  }
  return rows;
}

QString platformText(const simulator::ComparedPlatform& platform) { return text(simulator::nameOf(platform)); }

QString platformLines(const simulator::ComparedPlatform& platform) {
  auto lines = text(platform.providerName);
  if (!platform.planName.empty()) lines += '\n' + text(platform.planName);
  return lines;
}

QString scenarioText(const std::string& scenario) { return scenario.empty() ? tr("as drawn") : text(scenario); }

std::vector<std::string> comparedFlows(const Comparison& comparison) {
  std::vector<std::string> flows;
  for (const auto& scenario : comparison.scenarios)
    for (const auto& flow : flowsOf(scenario))
      if (std::find(flows.begin(), flows.end(), flow) == flows.end()) flows.push_back(flow);
  return flows;
}

}  // namespace virga::ui
