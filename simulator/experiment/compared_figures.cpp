#include "simulator/experiment/compared_figures.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <functional>
#include <string_view>

#include "simulator/experiment/paired.h"
#include "simulator/experiment/whole_figures.h"

namespace virga::simulator {
namespace {

constexpr std::array<std::string_view, 5> kLatencies = {"latency_ms.mean", "latency_ms.p50", "latency_ms.p90",
                                                        "latency_ms.p95", "latency_ms.p99"};

bool isPriced(const ComparedRun& run) { return run.result && run.result->bill.unpriced.empty(); }
bool isSimulated(const ComparedRun& run) { return run.result.has_value(); }

// Puts one figure of all runs beside each other; `of` gives a run's own, or null.
ComparedFigure compared(const std::vector<ComparedRun>& runs, const std::string& flow,
                        const std::function<std::optional<NamedFigure>(const Result&)>& of,
                        bool (*isComparable)(const ComparedRun&)) {
  ComparedFigure out;
  out.flow = flow;
  std::vector<std::optional<NamedFigure>> own;
  for (const auto& run : runs) {
    own.push_back(run.result ? of(*run.result) : std::nullopt);
    if (own.back()) out.name = own.back()->name;
    out.values.push_back(own.back() ? own.back()->figure : std::nullopt);
  }
  out.differences.resize(runs.size());
  out.verdicts.resize(runs.size(), Verdict::none);
  std::size_t comparable = 0;
  for (std::size_t i = 0; i < runs.size(); ++i) {
    if (!out.values[i] || !isComparable(runs[i])) continue;
    ++comparable;
    if (!out.best || out.values[i]->mean < out.values[*out.best]->mean) out.best = i;
  }
  if (comparable < 2) {
    out.best.reset();
    return out;
  }
  for (std::size_t i = 0; i < runs.size(); ++i) {
    if (!out.values[i] || !isComparable(runs[i])) continue;
    if (i == *out.best) {
      out.verdicts[i] = Verdict::best;
      continue;
    }
    out.differences[i] = pairedFigure(*own[i], *own[*out.best]).difference;
    const auto& difference = out.differences[i];
    // What doubles make of equal bills isn't a difference.
    constexpr double kNothing = 1e-9;
    if (!difference)
      out.verdicts[i] = Verdict::none;
    else if (std::abs(difference->mean) <= kNothing * std::abs(out.values[i]->mean))
      out.verdicts[i] = Verdict::noDifferenceShown;
    else if (difference->ci95)
      out.verdicts[i] = difference->ci95->first > 0 ? Verdict::higher : Verdict::noDifferenceShown;
    else
      out.verdicts[i] = Verdict::unknown;
  }
  return out;
}

std::vector<std::string> flowsOf(const std::vector<ComparedRun>& runs) {
  std::vector<std::string> names;
  for (const auto& run : runs)
    for (const auto& flow : run.result ? run.result->flows : std::vector<FlowResult>{})
      if (std::find(names.begin(), names.end(), flow.name) == names.end()) names.push_back(flow.name);
  return names;
}

const FlowResult* flowOf(const Result& result, const std::string& name) {
  for (const auto& flow : result.flows)
    if (flow.name == name) return &flow;
  return nullptr;
}

}  // namespace

std::vector<ComparedFigure> comparedFigures(const std::vector<ComparedRun>& runs) {
  std::vector<ComparedFigure> out;
  const auto add = [&](const std::string& flow, const std::function<std::optional<NamedFigure>(const Result&)>& of,
                       bool (*isComparable)(const ComparedRun&) = isSimulated) {
    auto figure = compared(runs, flow, of, isComparable);
    if (!figure.name.empty()) out.push_back(std::move(figure));
  };
  add("", billTotal, isPriced);
  for (const auto& name : flowsOf(runs)) {
    for (const auto latency : kLatencies)
      add(name, [&](const Result& result) -> std::optional<NamedFigure> {
        const auto* flow = flowOf(result, name);
        const auto* figure = flow ? findNamed(flow->figures, latency) : nullptr;
        return figure ? std::optional(*figure) : std::nullopt;
      });
    add(name, [&](const Result& result) -> std::optional<NamedFigure> {
      const auto* flow = flowOf(result, name);
      return flow ? std::optional(failedShare(result, *flow)) : std::nullopt;
    });
  }
  add("", coldStartShare);
  add("", refusals);
  add("", longestBacklog);
  add("", [](const Result& result) { return sumOf("dead_lettered", result, {"dead_lettered"}); });
  return out;
}

double failedShareOf(const Result& result) {
  double succeeded = 0, failed = 0;
  for (const auto& flow : result.flows) {
    succeeded += meanOf(flow.figures, "succeeded");
    failed += meanOf(flow.figures, "failed") + meanOf(flow.figures, "throttled");
  }
  return succeeded + failed > 0 ? failed / (succeeded + failed) : 0;
}

std::vector<LimitHit> limitsHit(const Result& result) {
  std::vector<LimitHit> out;
  for (const auto& component : result.components)
    for (const char* name :
         {"throttles", "changes.throttles", "refused", "dropped", "changes.dropped", "expired", "init_timeouts"})
      if (const double count = meanOf(component.figures, name); count > 0) out.push_back({component.id, name, count});
  return out;
}

}  // namespace virga::simulator
