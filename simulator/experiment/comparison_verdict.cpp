#include "simulator/experiment/comparison_verdict.h"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "simulator/experiment/compared_figures.h"
#include "simulator/results/figure_text.h"

namespace virga::simulator {
namespace {

std::string moneyText(double amount) {
  if (amount != 0 && std::abs(amount) < 0.1) return fmt::format("{:.2g} USD", amount);
  return fmt::format("{} USD", model::toMoneyText(model::Decimal(amount)));
}

std::string textOf(const ComparedFigure& figure, double value) {
  return figure.name == "bill.total" ? moneyText(value) : valueText(measureOf(figure.name), value);
}

// A difference of shares is in points: 2 % more of 10 % could be 10.2 %.
std::string differenceText(const ComparedFigure& figure, double value) {
  auto text = textOf(figure, value);
  if (measureOf(figure.name) == Measure::share && text.ends_with(" %"))
    text.replace(text.size() - 2, 2, " percentage points");
  return text;
}

std::string withInterval(const ComparedFigure& figure, const Figure& difference) {
  const auto text = differenceText(figure, difference.mean);
  constexpr double kNothing = 1e-9;  // of doubles, not of the runs
  if (!difference.ci95) return text;
  const double half = (difference.ci95->second - difference.ci95->first) / 2;
  if (half <= kNothing * std::abs(difference.mean)) return text;
  return fmt::format("{} ± {}", text, differenceText(figure, half));
}

std::string titleOf(const ComparedFigure& figure) {
  if (figure.name == "bill.total") return "Cost per month";
  if (figure.name == "cold_start_share") return "Cold starts";
  if (figure.name == "throttles") return "Throttled";
  if (figure.name == "failed_share") return fmt::format("Failed, {}", figure.flow);
  return fmt::format("Latency {}, {}", figure.name.substr(figure.name.find('.') + 1), figure.flow);
}

// The bill and the slow answers always; of the rest only what differs.
bool isTold(const ComparedFigure& figure) {
  if (!figure.best) return false;
  if (figure.name == "bill.total" || figure.name == "latency_ms.p95") return true;
  if (figure.name != "cold_start_share" && figure.name != "throttles" && figure.name != "failed_share") return false;
  return std::any_of(figure.verdicts.begin(), figure.verdicts.end(),
                     [](Verdict verdict) { return verdict == Verdict::higher || verdict == Verdict::unknown; });
}

std::string sentence(const std::vector<ComparedPlatform>& platforms, const ComparedFigure& figure) {
  std::vector<std::string> same, more, unproved;
  for (std::size_t i = 0; i < platforms.size(); ++i) {
    const auto name = nameOf(platforms[i]);
    switch (figure.verdicts[i]) {
      case Verdict::noDifferenceShown: same.push_back(name); break;
      case Verdict::higher:
        more.push_back(fmt::format("{} {} more", name, withInterval(figure, *figure.differences[i])));
        break;
      case Verdict::unknown:
        unproved.push_back(fmt::format("{} {} more", name, differenceText(figure, figure.differences[i]->mean)));
        break;
      case Verdict::best:
      case Verdict::none: break;
    }
  }
  auto text = fmt::format("{}: {} has the least, {}", titleOf(figure), nameOf(platforms[*figure.best]),
                          textOf(figure, figure.values[*figure.best]->mean));
  if (!same.empty()) text += fmt::format("; no difference shown from {}", fmt::join(same, ", "));
  if (!more.empty()) text += fmt::format("; {}", fmt::join(more, ", "));
  if (!unproved.empty())
    text += fmt::format("; {}, of one replication, which doesn't tell by chance or not", fmt::join(unproved, ", "));
  return text + ".";
}

}  // namespace

std::vector<std::string> verdictOf(const std::vector<ComparedPlatform>& platforms, const ComparedScenario& scenario) {
  std::vector<std::string> out;
  for (const auto& figure : scenario.figures)
    if (isTold(figure)) out.push_back(sentence(platforms, figure));
  for (std::size_t i = 0; i < platforms.size(); ++i) {
    const auto& run = scenario.runs[i];
    const auto name = nameOf(platforms[i]);
    if (const double failed = run.result ? failedShareOf(*run.result) : 0; failed > kManyFail)
      out.push_back(
          fmt::format("{} fails {} of the requests: its bill and latencies are of a service that isn't what was asked for.",
                      name, shareText(failed)));
    if (run.result && !run.result->bill.unpriced.empty())
      out.push_back(fmt::format("{}: the bill isn't compared; no price is known of {}.", name,
                                fmt::join(run.result->bill.unpriced, ", ")));
    if (!run.fit.refusals.empty()) {
      std::vector<std::string> reasons;
      for (const auto& refusal : run.fit.refusals)
        reasons.push_back(refusal.hint.empty() ? refusal.message : fmt::format("{} ({})", refusal.message, refusal.hint));
      out.push_back(fmt::format("{} can't run it: {}.", name, fmt::join(reasons, "; ")));
    }
  }
  std::string regions;
  for (std::size_t i = 0; i < platforms.size(); ++i)
    if (scenario.runs[i].result && !platforms[i].region.empty())
      regions += fmt::format("{}{} {}", regions.empty() ? "" : ", ", nameOf(platforms[i]), platforms[i].region);
  if (!regions.empty()) out.push_back(fmt::format("Prices of {}.", regions));
  return out;
}

std::vector<BreakEven> breakEvens(const std::vector<std::vector<CostPoint>>& all) {
  std::vector<BreakEven> out;
  auto curves = all;
  for (auto& curve : curves)
    curve.erase(std::find_if(curve.begin(), curve.end(), [](const auto& point) { return point.failedShare > kManyFail; }),
                curve.end());
  constexpr double kTouching = 1e-12;
  // The bill at a number of requests; nothing beyond the curve's ends.
  const auto at = [](const std::vector<CostPoint>& curve, double requests) -> std::optional<double> {
    for (std::size_t i = 1; i < curve.size(); ++i) {
      const auto &from = curve[i - 1], &to = curve[i];
      if (requests < from.requestsPerMonth || requests > to.requestsPerMonth) continue;
      const double width = to.requestsPerMonth - from.requestsPerMonth;
      const double part = width > 0 ? (requests - from.requestsPerMonth) / width : 0;
      return from.total + part * (to.total - from.total);
    }
    return std::nullopt;
  };
  for (std::size_t a = 0; a < curves.size(); ++a)
    for (std::size_t b = a + 1; b < curves.size(); ++b) {
      std::vector<double> knots;
      for (const auto* curve : {&curves[a], &curves[b]})
        for (const auto& point : *curve) knots.push_back(point.requestsPerMonth);
      std::sort(knots.begin(), knots.end());
      std::optional<double> before, beforeAt;
      for (const double requests : knots) {
        const auto here = at(curves[a], requests), there = at(curves[b], requests);
        if (!here || !there) continue;
        const double difference = *here - *there;
        if (before && *before * difference < 0) {
          const double part = *before / (*before - difference);
          const double crossing = *beforeAt + part * (requests - *beforeAt);
          out.push_back({difference < 0 ? a : b, difference < 0 ? b : a, crossing, *at(curves[a], crossing)});
        }
        if (difference != 0)
          before = difference;
        else if (before)
          before = std::copysign(kTouching, *before);  // crosses here, if it does
        if (before) beforeAt = requests;
      }
    }
  std::sort(out.begin(), out.end(),
            [](const BreakEven& x, const BreakEven& y) { return x.requestsPerMonth < y.requestsPerMonth; });
  return out;
}

}  // namespace virga::simulator
