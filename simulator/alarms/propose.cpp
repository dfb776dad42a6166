#include "simulator/alarms/propose.h"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "model/alarm/alarm_platform.h"
#include "model/pricing/month.h"
#include "simulator/alarms/detect.h"
#include "simulator/alarms/period_runs.h"

namespace virga::simulator {
namespace {

using namespace model;

// A finer share of errors says little: of a hundred requests in a period it is one. Ages come in whole seconds (SQS
// Developer Guide, "Available CloudWatch metrics for Amazon SQS").
double leastThreshold(AlarmMetric metric) {
  if (metric == AlarmMetric::errorShare) return 0.01;
  return metric == AlarmMetric::age ? 1 : 0;
}

Alarm alarmOn(const ComponentId& component, AlarmMetric metric, Duration period) {
  Alarm alarm;
  alarm.on = {component};
  alarm.metric = metric;
  alarm.period = period;
  // Each message that is given up is one that somebody must look at.
  if (metric == AlarmMetric::deadLetters) alarm.datapoints = alarm.of = 1;
  return alarm;
}

// The value that the metric can't pass; nothing where it is without bound.
std::optional<double> ceilingOf(const Component& component, AlarmMetric metric) {
  if (metric == AlarmMetric::errorShare) return 1;
  if (metric == AlarmMetric::durationP99) {
    if (const auto* function = std::get_if<Function>(&component.kind)) return function->timeout.seconds();
    if (const auto* workflow = std::get_if<Workflow>(&component.kind)) return workflow->timeout.seconds();
    if (const auto* service = std::get_if<ContainerService>(&component.kind)) return service->timeout.seconds();
  }
  if (metric == AlarmMetric::concurrency)
    if (const auto* function = std::get_if<Function>(&component.kind); function && function->reservedConcurrency)
      return static_cast<double>(*function->reservedConcurrency);
  return std::nullopt;
}

// Queues in which only what others have given up waits: nobody takes it, so it has no normal depth.
bool isDeadLetterQueue(const Architecture& architecture, const Component& component) {
  const auto* queue = std::get_if<Queue>(&component.kind);
  return queue && queue->consumers.empty() &&
         std::any_of(architecture.components.begin(), architecture.components.end(), [&](const Component& other) {
           const auto* source = std::get_if<Queue>(&other.kind);
           return source && source->deadLetter && source->deadLetter->id == component.id;
         });
}

// Of the periods with a value.
void describe(AlarmProposal& proposal, const std::vector<PeriodValues>& runs) {
  std::vector<double> all;
  for (const auto& run : runs)
    std::copy_if(run.begin(), run.end(), std::back_inserter(all), [](double value) { return !std::isnan(value); });
  if (all.empty()) return;
  const auto middle = all.begin() + static_cast<std::ptrdiff_t>(all.size() / 2);
  std::nth_element(all.begin(), middle, all.end());
  proposal.median = *middle;
  proposal.most = *std::max_element(all.begin(), all.end());
}

class Proposing {
 public:
  Proposing(const PeriodRuns& runs, AlarmProposals& into, double months) : runs_(runs), into_(into), months_(months) {}

  void propose(const Component& component, AlarmMetric metric) {
    const auto leaveOut = [&](std::string why) { into_.leftOut.push_back({component.id, metric, std::move(why)}); };
    AlarmProposal proposal{alarmOn(component.id, metric, into_.period), {}, {}, false, 0, 0, {}};
    auto& alarm = proposal.alarm;
    if (auto why = whyUnwatched(into_.provider, component, metric)) return leaveOut(std::move(*why));
    alarm = countable(into_.provider, component, alarm);
    if (auto why = whyPeriodUnfit(into_.provider, component, alarm)) return leaveOut(std::move(*why));

    std::vector<PeriodValues> values, levels;
    for (std::size_t run = 0; run < runs_.runs.size(); ++run) {
      auto all = metricValues(runs_, run, component.id, metric);
      all.erase(all.begin(), all.begin() + static_cast<std::ptrdiff_t>(runs_.settled));
      levels.push_back(alarmLevels(all, alarm.datapoints, alarm.of));
      values.push_back(std::move(all));
    }
    describe(proposal, values);
    const auto choice = chooseThreshold(levels, unitOf(metric), leastThreshold(metric), months_, into_.wanted);
    if (const auto ceiling = ceilingOf(component, metric); ceiling && choice.threshold.value >= *ceiling)
      return leaveOut(fmt::format("its normal comes up to {}, and it can't pass {}",
                                  toText(AlarmThreshold{unitOf(metric), rounded(proposal.most)}),
                                  toText(AlarmThreshold{unitOf(metric), *ceiling})));
    proposal.threshold = choice.threshold;
    proposal.shown = choice.shown;
    proposal.falseAlarms = falseAlarms(levels, choice.threshold.value, months_);
    alarm.above = toText(choice.threshold);
    into_.proposals.push_back(std::move(proposal));
  }

 private:
  // To three figures, for people.
  static double rounded(double value) {
    if (value <= 0) return 0;
    const double scale = std::pow(10, 2 - std::floor(std::log10(value)));
    return std::round(value * scale) / scale;
  }

  const PeriodRuns& runs_;
  AlarmProposals& into_;
  double months_;
};

}  // namespace

tl::expected<AlarmProposals, SimulationFailure> proposeAlarms(const Architecture& architecture, const Catalog& catalog,
                                                              const AlarmOptions& options, std::stop_token stop,
                                                              const ProgressSink& progress) {
  const double normalPart = options.detect.empty() ? 1 : 0.5;
  const auto normal =
      runPeriods(architecture, catalog, options.simulation, options.period, Alarm{}.of, stop, {progress, 0, normalPart});
  if (!normal) return tl::unexpected(normal.error());
  const auto& scenario = normal->prepared.scenario;
  AlarmProposals result;
  result.project = architecture.name;
  result.scenario = scenario.name;
  result.provider = catalog.provider;
  result.detect = options.detect;
  result.replications = static_cast<int>(normal->runs.size());
  result.period = options.period;
  result.wanted = options.perMonth;
  const auto ofOne = options.period * static_cast<std::int64_t>(normal->periods - normal->settled);
  result.counted = ofOne * result.replications;
  result.perMonth = scenario.timePerMonth.value_or(hours(1) * static_cast<std::int64_t>(hoursPerMonth(scenario)));
  const double months = result.counted.seconds() / result.perMonth.seconds();
  const double kThree = -std::log(0.05);  // the rule of three's
  result.replicationsNeeded =
      static_cast<int>(std::ceil(kThree / options.perMonth * result.perMonth.seconds() / ofOne.seconds()));

  Proposing proposing(*normal, result, months);
  for (const auto& component : normal->prepared.architecture->components)
    if (!std::holds_alternative<Client>(component.kind) && !isDeadLetterQueue(architecture, component))
      for (const auto metric : metricsOf(component.kind)) proposing.propose(component, metric);
  if (options.detect.empty()) return result;

  auto faulty = options.simulation;
  faulty.scenario = options.detect;
  faulty.duration.reset();
  const auto trial = runPeriods(architecture, catalog, faulty, options.period, 1, stop, {progress, normalPart, 1});
  if (!trial) return tl::unexpected(trial.error());
  if (trial->prepared.scenario.faults.empty())
    return tl::unexpected(SimulationFailure(Problems{{Severity::error,
                                                      "cannot-simulate",
                                                      {},
                                                      0,
                                                      0,
                                                      "scenarios",
                                                      fmt::format("scenario '{}' has no faults to detect", options.detect),
                                                      "name one with faults"}}));
  for (auto& proposal : result.proposals) proposal.detections = detections(*trial, proposal);
  return result;
}

std::vector<Alarm> alarmsOf(const AlarmProposals& proposals) {
  std::vector<Alarm> alarms;
  for (const auto& proposal : proposals.proposals) alarms.push_back(proposal.alarm);
  return alarms;
}

}  // namespace virga::simulator
