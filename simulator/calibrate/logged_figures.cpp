#include "simulator/calibrate/logged_figures.h"

#include <array>
#include <string_view>

#include <fmt/format.h>

#include "simulator/calibrate/calm_run.h"

namespace virga::simulator {

namespace {

struct TimeFigure {
  std::string_view name, resultFigure;
  std::optional<double> share;  // of the times that are at most so long; nothing: their mean
};

constexpr std::array kDurations = {
    TimeFigure{"duration mean", "duration_ms.mean", std::nullopt}, TimeFigure{"duration p50", "duration_ms.p50", 0.5},
    TimeFigure{"duration p95", "duration_ms.p95", 0.95}, TimeFigure{"duration p99", "duration_ms.p99", 0.99}};
constexpr std::array kLatencies = {TimeFigure{"latency p50", "latency_ms.p50", 0.5},
                                   TimeFigure{"latency p95", "latency_ms.p95", 0.95},
                                   TimeFigure{"latency p99", "latency_ms.p99", 0.99}};
constexpr std::string_view kColdStarts = "cold starts", kFailures = "failures", kCost = "cost without free tier";

std::optional<double> percentOf(std::optional<double> share) { return share ? std::optional(*share * 100) : share; }

std::optional<double> failuresOf(const Result& result, const model::ComponentId& function) {
  const auto invocations = functionFigure(result, function, "invocations");
  if (!invocations || *invocations <= 0) return std::nullopt;
  return (functionFigure(result, function, "errors").value_or(0) +
          functionFigure(result, function, "timeouts").value_or(0)) /
         *invocations;
}

// Nothing where it has no priced line.
std::optional<double> costOf(const Result& result, const model::ComponentId& function) {
  std::optional<double> cost;
  for (const auto& line : result.bill.lines)
    if (line.component == function) cost = cost.value_or(0) + static_cast<double>(line.amount);
  return cost;
}

std::optional<double> simulatedFigure(const Result& result, const model::ComponentId& function, std::string_view name) {
  for (const auto& figure : kDurations)
    if (figure.name == name) return functionFigure(result, function, std::string(figure.resultFigure));
  for (const auto& figure : kLatencies)
    if (figure.name == name) return functionFigure(result, function, std::string(figure.resultFigure));
  if (name == kColdStarts) return percentOf(functionFigure(result, function, "cold_start_share"));
  if (name == kFailures) return percentOf(failuresOf(result, function));
  return costOf(result, function);
}

std::optional<double> loggedFigure(const LatencyHistogram& times, const TimeFigure& figure) {
  const auto ns = figure.share ? times.quantile(*figure.share) : times.mean();
  return ns ? std::optional(static_cast<double>(*ns) * 1e-6) : std::nullopt;
}

}  // namespace

std::vector<LoggedFigure> figuresOf(const std::vector<FunctionCalibration>& functions, const Observations& observations,
                                    const Result& before) {
  std::vector<LoggedFigure> figures;
  for (const auto& function : functions) {
    const auto& id = function.match.component;
    const auto& observed = observations.functions().find(function.logName)->second;
    const auto add = [&](std::string_view name, const std::string& unit, std::optional<double> logged) {
      LoggedFigure figure{id, std::string(name), unit, logged, simulatedFigure(before, id, name), std::nullopt};
      if (figure.logged || figure.before) figures.push_back(std::move(figure));
    };
    for (const auto& figure : kDurations) add(figure.name, "ms", loggedFigure(observed.durations, figure));
    // The design's latencies stand alone where no log is of requests.
    for (const auto& figure : kLatencies) add(figure.name, "ms", loggedFigure(observed.latencies, figure));
    add(kColdStarts, "%", function.coldShare ? percentOf(function.coldShare->value) : std::nullopt);
    add(kFailures, "%", function.errorShare ? percentOf(function.errorShare->value) : std::nullopt);
    add(kCost, before.bill.currency + "/month", std::nullopt);
  }
  return figures;
}

void setAfter(std::vector<LoggedFigure>& figures, const Result& after) {
  for (auto& figure : figures) figure.after = simulatedFigure(after, figure.function, figure.name);
}

}  // namespace virga::simulator
