#include "simulator/experiment/whole_figures.h"

#include <algorithm>
#include <span>

#include "simulator/measure/replication_statistics.h"

namespace virga::simulator {
namespace {

using Samples = std::vector<std::optional<double>>;

// A figure's value in one replication; 0 where it has none.
double at(const std::vector<NamedFigure>& figures, std::string_view name, std::size_t replication) {
  const auto* figure = findNamed(figures, name);
  return figure && replication < figure->samples.size() ? figure->samples[replication].value_or(0) : 0;
}

NamedFigure named(std::string name, Samples samples) {
  const auto figure = figureOf(std::span<const std::optional<double>>(samples));
  return {std::move(name), figure, std::move(samples)};
}

// Of each replication.
template <typename Value>
NamedFigure derived(std::string name, const Result& result, const Value& value) {
  Samples samples;
  for (std::size_t i = 0; i < static_cast<std::size_t>(result.replications); ++i) samples.push_back(value(i));
  return named(std::move(name), std::move(samples));
}

}  // namespace

const NamedFigure* findNamed(const std::vector<NamedFigure>& figures, std::string_view name) {
  const auto found = std::find_if(figures.begin(), figures.end(), [&](const auto& figure) { return figure.name == name; });
  return found == figures.end() ? nullptr : &*found;
}

std::optional<NamedFigure> billTotal(const Result& result) {
  if (result.bill.lines.empty() && !result.bill.unpriced.empty()) return std::nullopt;
  NamedFigure total{"bill.total", Figure{static_cast<double>(result.bill.total), result.billTotalCi95}};
  total.samples.assign(result.billTotals.begin(), result.billTotals.end());
  return total;
}

NamedFigure failedShare(const Result& result, const FlowResult& flow) {
  return derived("failed_share", result, [&](std::size_t i) -> std::optional<double> {
    const double succeeded = at(flow.figures, "succeeded", i);
    const double failed = at(flow.figures, "failed", i) + at(flow.figures, "throttled", i);
    return succeeded + failed > 0 ? std::optional(failed / (succeeded + failed)) : std::nullopt;
  });
}

NamedFigure coldStartShare(const Result& result) {
  return derived("cold_start_share", result, [&](std::size_t i) -> std::optional<double> {
    double invocations = 0, coldStarts = 0;
    for (const auto& component : result.components) {
      if (component.kind != "function") continue;
      invocations += at(component.figures, "invocations", i);
      coldStarts += at(component.figures, "cold_starts", i);
    }
    return invocations > 0 ? std::optional(coldStarts / invocations) : std::nullopt;
  });
}

NamedFigure sumOf(std::string name, const Result& result, const std::vector<std::string_view>& figures) {
  return derived(std::move(name), result, [&](std::size_t i) -> std::optional<double> {
    double sum = 0;
    for (const auto& component : result.components)
      for (const auto figure : figures) sum += at(component.figures, figure, i);
    return sum;
  });
}

NamedFigure refusals(const Result& result) {
  return sumOf("throttles", result, {"throttles", "changes.throttles", "refused"});
}

NamedFigure longestBacklog(const Result& result) {
  return derived("backlog.max", result, [&](std::size_t i) -> std::optional<double> {
    std::optional<double> longest;
    for (const auto& component : result.components)
      for (const std::string_view figure : {"depth.max", "backlog.max", "changes.backlog.max"})
        if (findNamed(component.figures, figure)) longest = std::max(longest.value_or(0), at(component.figures, figure, i));
    return longest;
  });
}

}  // namespace virga::simulator
