#include "simulator/experiment/run_difference.h"

#include <algorithm>
#include <cmath>
#include <map>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "simulator/experiment/paired.h"
#include "simulator/experiment/whole_figures.h"
#include "simulator/measure/latency_histogram.h"
#include "simulator/results/figure_text.h"

namespace virga::simulator {

namespace {

constexpr double kNothing = 1e-9;  // relative: what doubles make of equal figures isn't a difference

bool isPair(const Result& before, const Result& after) {
  return before.seed == after.seed && before.replications == after.replications && !before.partOf && !after.partOf;
}

Figure independentDifference(const std::string& name, const Figure& before, const Figure& after) {
  Figure out{after.mean - before.mean, std::nullopt};
  if (!before.ci95 || !after.ci95) return out;
  const auto half = [](const Figure& figure) { return (figure.ci95->second - figure.ci95->first) / 2; };
  double width = std::hypot(half(before), half(after));
  // Quantiles move in steps of the histogram's buckets.
  if (name.find(".p") != std::string::npos) width += LatencyHistogram::kQuantileError * (before.mean + after.mean);
  out.ci95 = {out.mean - width, out.mean + width};
  return out;
}

Change judged(const FigureChange& figure) {
  const auto& difference = *figure.difference;
  if (std::abs(difference.mean) <= kNothing * std::max(std::abs(figure.before->mean), std::abs(figure.after->mean)))
    return Change::same;
  if (difference.ci95 && difference.ci95->first <= 0 && difference.ci95->second >= 0) return Change::notShown;
  switch (betterWay(figure.name)) {
    case Better::lower: return difference.mean < 0 ? Change::better : Change::worse;
    case Better::higher: return difference.mean > 0 ? Change::better : Change::worse;
    case Better::neither: break;
  }
  return Change::other;
}

bool isFinite(const std::optional<Figure>& figure) { return figure && std::isfinite(figure->mean); }

FigureChange changeOf(const NamedFigure& before, const NamedFigure& after, bool paired) {
  FigureChange out{before.name, before.figure, after.figure, std::nullopt, Change::none, std::nullopt};
  if (!isFinite(before.figure) || !isFinite(after.figure)) return out;
  if (paired) out.difference = pairedFigure(after, before).difference;
  if (!out.difference || !out.difference->ci95)
    out.difference = independentDifference(before.name, *before.figure, *after.figure);
  out.change = judged(out);
  if (before.figure->mean != 0) out.relative = out.difference->mean / std::abs(before.figure->mean);
  return out;
}

std::vector<FigureChange> changesOf(const std::vector<NamedFigure>& before, const std::vector<NamedFigure>& after,
                                    bool paired) {
  std::vector<FigureChange> out;
  for (const auto& figure : before)
    if (const auto* other = findNamed(after, figure.name)) out.push_back(changeOf(figure, *other, paired));
  return out;
}

NamedFigure failures(const Result& result) {
  NamedFigure out{"failed", Figure{}, {}};
  for (const auto& flow : result.flows) out.figure->mean += meanOf(flow.figures, "failed");
  if (result.intervals == Intervals::replications) {
    Result flows;  // of which the samples are summed as those of components are
    flows.replications = result.replications;
    for (const auto& flow : result.flows) flows.components.push_back({flow.name, {}, flow.figures, {}});
    out = sumOf("failed", flows, {"failed"});
  }
  return out;
}

std::map<std::string, double> costs(const Result& result) {
  std::map<std::string, double> out;
  for (const auto& line : result.bill.lines) out[line.component] += line.amount.convert_to<double>();
  return out;
}

// Names of the parts of one run that the other doesn't have.
template <typename Parts, typename Name>
void addMissing(std::vector<std::string>& out, const Parts& parts, const Parts& others, Name name) {
  for (const auto& part : parts)
    if (std::none_of(others.begin(), others.end(), [&](const auto& other) { return other.*name == part.*name; }))
      out.push_back(part.*name);
}

std::vector<std::string> remarksOn(const Result& before, const Result& after) {
  std::vector<std::string> out;
  if (before.partOf || after.partOf) out.push_back("A run was stopped before its end: its figures are of a part.");
  if (before.scenario != after.scenario)
    out.push_back(fmt::format("The scenarios differ: '{}' and '{}'.", before.scenario, after.scenario));
  if (before.simulated - before.warmup != after.simulated - after.warmup)
    out.push_back("The runs are of different lengths: counts don't compare, rates and latencies do.");
  for (const auto* result : {&before, &after})
    if (!result->bill.unpriced.empty())
      out.push_back(
          fmt::format("No price is known of {}: the bill is a lower bound.", fmt::join(result->bill.unpriced, ", ")));
  out.erase(std::unique(out.begin(), out.end()), out.end());
  return out;
}

std::string titleOf(const FigureChange& figure) {
  if (figure.name == "bill.total") return "cost";
  if (figure.name == "latency_ms.p95") return "p95";
  if (figure.name == "cold_start_share") return "cold starts";
  return figure.name;
}

std::string sentenceOf(const FigureChange& figure, const std::string& currency) {
  const auto title = titleOf(figure);
  const auto value = [&](double mean) { return valueText(measureOf(figure.name), mean); };
  if (figure.change == Change::same) return figure.after->mean == 0 ? title + " 0" : title + " the same";
  if (!figure.relative || measureOf(figure.name) == Measure::share || title == "throttles")
    return fmt::format("{} {} → {}{}", title, value(figure.before->mean), value(figure.after->mean),
                       figure.name == "bill.total" ? " " + currency : "");
  return fmt::format("{} {} {}", title, shareText(std::abs(*figure.relative)), *figure.relative < 0 ? "lower" : "higher");
}

}  // namespace

RunDifference differenceOf(const Result& before, const Result& after) {
  RunDifference out;
  out.paired = isPair(before, after);
  out.replications = std::min(before.replications, after.replications);
  out.currency = after.bill.currency;
  if (const auto* main = mainFlowOf(before)) out.mainFlow = main->name;

  const auto oldTotal = billTotal(before), newTotal = billTotal(after);
  if (oldTotal && newTotal) out.whole.push_back(changeOf(*oldTotal, *newTotal, out.paired));
  out.whole.push_back(changeOf(refusals(before), refusals(after), out.paired));
  out.whole.push_back(changeOf(failures(before), failures(after), out.paired));
  out.whole.push_back(changeOf(coldStartShare(before), coldStartShare(after), out.paired));

  for (const auto& flow : before.flows)
    for (const auto& other : after.flows)
      if (other.name == flow.name)
        out.flows.push_back({flow.name, {}, changesOf(flow.figures, other.figures, out.paired), {}});
  auto oldCosts = costs(before), newCosts = costs(after);
  for (const auto& component : before.components)
    for (const auto& other : after.components) {
      if (other.id != component.id) continue;
      PartChange part{component.id, component.kind, changesOf(component.figures, other.figures, out.paired), {}};
      // A part of a bill has no interval of its own; where none is shown of the whole, none is claimed of its parts.
      if (oldCosts.contains(component.id) || newCosts.contains(component.id))
        part.cost = changeOf({"cost", Figure{oldCosts[component.id], std::nullopt}, {}},
                             {"cost", Figure{newCosts[component.id], std::nullopt}, {}}, false);
      const auto* total = findChange(out.whole, "bill.total");
      if (total && total->change == Change::notShown && part.cost.change != Change::same && part.cost.change != Change::none)
        part.cost.change = Change::notShown;
      out.components.push_back(std::move(part));
    }
  addMissing(out.onlyBefore, before.flows, after.flows, &FlowResult::name);
  addMissing(out.onlyBefore, before.components, after.components, &ComponentResult::id);
  addMissing(out.onlyAfter, after.flows, before.flows, &FlowResult::name);
  addMissing(out.onlyAfter, after.components, before.components, &ComponentResult::id);
  out.remarks = remarksOn(before, after);
  return out;
}

std::string verdictOf(const RunDifference& difference) {
  std::vector<std::string> parts, notShown;
  bool anyUnproved = false;
  for (const auto* figure : toldChanges(difference)) {
    if (figure->change == Change::notShown)
      notShown.push_back(titleOf(*figure));
    else
      parts.push_back(sentenceOf(*figure, difference.currency));
    anyUnproved = anyUnproved || (figure->change != Change::same && !figure->isProved());
  }
  std::string text = fmt::format("{}", fmt::join(parts, ", "));
  if (!notShown.empty()) {
    const auto by = difference.replications > 1 ? fmt::format("{} replications", difference.replications) : "the intervals";
    text += fmt::format("{}no difference shown by {} in {}", text.empty() ? "" : "; ", by, fmt::join(notShown, ", "));
  }
  if (text.empty()) return "Nothing was observed in both runs.";
  if (anyUnproved) text += "; of one replication, which doesn't tell by chance or not";
  return text + ".";
}

}  // namespace virga::simulator
