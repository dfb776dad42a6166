#include "model/alarm/alarm_metric.h"

#include <algorithm>
#include <variant>

#include "model/architecture/fields_project.h"

namespace virga::model {
namespace {

template <class... Kinds>
bool isOneOf(const ComponentKind& kind) {
  return (std::holds_alternative<Kinds>(kind) || ...);
}

}  // namespace

AlarmUnit unitOf(AlarmMetric metric) {
  switch (metric) {
    case AlarmMetric::errorShare: return AlarmUnit::share;
    case AlarmMetric::latencyP99:
    case AlarmMetric::durationP99:
    case AlarmMetric::age: return AlarmUnit::time;
    case AlarmMetric::throttles:
    case AlarmMetric::concurrency:
    case AlarmMetric::depth:
    case AlarmMetric::deadLetters: break;
  }
  return AlarmUnit::count;
}

std::string_view nameOf(AlarmMetric metric) { return kEnumNames<AlarmMetric>[static_cast<std::size_t>(metric)]; }

std::string_view meaningOf(AlarmMetric metric) {
  switch (metric) {
    case AlarmMetric::errorShare: return "errors among the requests";
    case AlarmMetric::throttles: return "refusals as too many";
    case AlarmMetric::latencyP99: return "what one caller in a hundred waits at least";
    case AlarmMetric::durationP99: return "what one execution in a hundred takes at least";
    case AlarmMetric::concurrency: return "most executions at once";
    case AlarmMetric::depth: return "most waiting messages";
    case AlarmMetric::age: return "age of the oldest message";
    case AlarmMetric::deadLetters: break;
  }
  return "messages that were given up";
}

bool hasMetric(const ComponentKind& kind, AlarmMetric metric) {
  const bool isStore = isOneOf<ObjectStore, NosqlDb, SqlDb, Cache, SecretStore, External>(kind);
  const bool isGateway = isOneOf<HttpApi, WebsocketApi>(kind);
  const bool runs = isOneOf<Function, Workflow, ContainerService>(kind);
  switch (metric) {
    case AlarmMetric::errorShare: return isStore || isGateway || runs;
    case AlarmMetric::throttles: return isGateway || isOneOf<Function, Workflow, Stream, NosqlDb, Topic, EventBus>(kind);
    case AlarmMetric::latencyP99: return isStore || isGateway || isOneOf<Function, ContainerService>(kind);
    case AlarmMetric::durationP99:
    case AlarmMetric::concurrency: return runs;
    case AlarmMetric::depth:
    case AlarmMetric::age:
    case AlarmMetric::deadLetters: break;
  }
  return isOneOf<Queue, Stream>(kind);
}

std::vector<AlarmMetric> metricsOf(const ComponentKind& kind) {
  std::vector<AlarmMetric> metrics;
  std::copy_if(kAlarmMetrics.begin(), kAlarmMetrics.end(), std::back_inserter(metrics),
               [&](AlarmMetric metric) { return hasMetric(kind, metric); });
  return metrics;
}

}  // namespace virga::model
