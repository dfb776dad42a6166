#include "simulator/alarms/period_runs.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <string_view>

#include <fmt/format.h>

#include "simulator/experiment/warmup.h"

namespace virga::simulator {
namespace {

using model::AlarmMetric;

constexpr double kNothing = std::numeric_limits<double>::quiet_NaN();
// Of all components and replications: about a gibibyte.
constexpr double kMostPeriods = 6e6;

SimulationFailure wrong(const char* path, std::string message, std::string hint) {
  return model::Problems{{model::Severity::error, "cannot-simulate", {}, 0, 0, path, std::move(message), std::move(hint)}};
}

const PeriodValues* seriesOf(const Observed& observed, std::string_view name) {
  const auto found = std::find_if(observed.series.begin(), observed.series.end(),
                                  [&](const Series& series) { return series.name == name; });
  return found == observed.series.end() ? nullptr : &found->values;
}

PeriodValues scaled(const PeriodValues* values, double factor) {
  PeriodValues out = values ? *values : PeriodValues{};
  for (double& value : out) value *= factor;
  return out;
}

// Requests of each period that ended badly, by those that began in it; a request may end in a later one.
PeriodValues errorShares(const Observed& observed, double period) {
  const auto* rates = seriesOf(observed, "requests_per_s");
  if (!rates) rates = seriesOf(observed, "messages_per_s");
  const auto* errors = seriesOf(observed, "errors");
  PeriodValues shares;
  for (std::size_t i = 0; rates && errors && i < rates->size(); ++i) {
    const double requests = std::round((*rates)[i] * period);
    shares.push_back(requests > 0 ? std::min(1.0, (*errors)[i] / requests) : kNothing);
  }
  return shares;
}

PeriodValues ages(const Observed& observed, const PeriodExtremes& extremes) {
  constexpr double kSecondsPerMillisecond = 1e-3, kSecondsPerNanosecond = 1e-9;
  if (observed.kind == "stream") return scaled(seriesOf(observed, "iterator_age_max_ms"), kSecondsPerMillisecond);
  auto values = scaled(seriesOf(observed, "age_max_ms"), kSecondsPerMillisecond);
  values.resize(std::max(values.size(), extremes.age.size()), kNothing);
  for (std::size_t i = 0; i < extremes.age.size(); ++i)
    values[i] = std::fmax(values[i], extremes.age[i] * kSecondsPerNanosecond);
  return values;
}

PeriodValues valuesOf(const Observed& observed, const PeriodExtremes& extremes, AlarmMetric metric, double period) {
  switch (metric) {
    case AlarmMetric::errorShare: return errorShares(observed, period);
    case AlarmMetric::throttles: return scaled(seriesOf(observed, "throttles"), 1);
    case AlarmMetric::latencyP99: return scaled(seriesOf(observed, "latency_p99_ms"), 1e-3);
    case AlarmMetric::durationP99: return scaled(&extremes.durationP99, 1e-9);
    case AlarmMetric::concurrency: return extremes.concurrency;
    case AlarmMetric::depth: return extremes.depth;
    case AlarmMetric::age: return ages(observed, extremes);
    case AlarmMetric::deadLetters: break;
  }
  return scaled(seriesOf(observed, observed.kind == "stream" ? "given_up" : "dead_lettered"), 1);
}

}  // namespace

tl::expected<PeriodRuns, SimulationFailure> runPeriods(const model::Architecture& architecture,
                                                       const model::Catalog& catalog, const SimulationOptions& options,
                                                       model::Duration period, int fewest, const std::stop_token& stop,
                                                       ProgressPart progress) {
  auto prepared = prepare(architecture, catalog, options);
  if (!prepared) return tl::unexpected(SimulationFailure(std::move(prepared.error())));
  PeriodRuns result{std::move(*prepared), {}, period};
  auto& system = result.prepared.system;
  const auto whole = system.duration / period.nanoseconds;
  const double all = static_cast<double>(whole) * static_cast<double>(system.parts.size()) * options.replications;
  if (all > kMostPeriods)
    return tl::unexpected(wrong("duration",
                                fmt::format("{} periods of {} components in {} replications are too many", whole,
                                            system.parts.size(), options.replications),
                                "take fewer replications or a shorter scenario"));
  if (result.prepared.scenario.warmup.automatic) {
    const double middle = (progress.from + progress.to) / 2;
    const auto found =
        findWarmup(result.prepared, options, options.replications, stop, {progress.sink, progress.from, middle});
    if (!found) return tl::unexpected(found.error());
    system.warmup = found->time.nanoseconds;
    progress.from = middle;
  }
  system.bucket = period.nanoseconds;
  result.periods = static_cast<std::size_t>(whole);
  result.settled = static_cast<std::size_t>((system.warmup + period.nanoseconds - 1) / period.nanoseconds);
  if (result.periods < result.settled + static_cast<std::size_t>(fewest))
    return tl::unexpected(
        wrong("duration",
              fmt::format("the scenario has {} whole periods of {} after its warm-up, and an alarm looks "
                          "at {}",
                          result.periods - std::min(result.periods, result.settled), toText(period), fewest),
              "take a longer scenario or --duration"));
  ReplicationRuns runs(result.prepared, options, {.periods = true}, stop, progress);
  if (auto done = runs.extend(options.replications); !done) return tl::unexpected(std::move(done.error()));
  result.runs = runs.takeResults();
  return result;
}

PeriodValues metricValues(const PeriodRuns& runs, std::size_t run, const model::ComponentId& component, AlarmMetric metric) {
  const auto& result = runs.runs[run];
  const auto found = std::find_if(result.components.begin(), result.components.end(),
                                  [&](const Observed& observed) { return observed.name == component; });
  const auto index = static_cast<std::size_t>(found - result.components.begin());
  auto values = valuesOf(*found, result.periods[index], metric, runs.period.seconds());
  values.resize(runs.periods, kNothing);  // without the last one where it isn't whole
  return values;
}

}  // namespace virga::simulator
