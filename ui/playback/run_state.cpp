#include "ui/playback/run_state.h"

#include <algorithm>
#include <cmath>
#include <string_view>

#include "simulator/results/offered.h"

namespace virga::ui {
namespace {

constexpr double kThrottledMuch = 0.001;
constexpr double kFailedMuch = 0.01;
constexpr double kWaitedMuchMs = 1000;
constexpr double kUtilisedMuch = 0.8;

using simulator::Series;

// A bucket of a component's series.
class Bucket {
 public:
  Bucket(const std::vector<Series>& series, std::size_t index, double seconds)
      : series_(series), index_(index), seconds_(seconds) {}

  std::optional<double> value(std::string_view name) const {
    const auto* found = find(name);
    if (!found || index_ >= found->values.size() || std::isnan(found->values[index_])) return std::nullopt;
    return found->values[index_];
  }
  double perSecond(std::string_view count) const { return value(count).value_or(0) / seconds_; }
  double greatest(std::string_view name) const {
    double most = 0;
    if (const auto* found = find(name))
      for (const double v : found->values)
        if (v > most) most = v;
    return most;
  }

 private:
  const Series* find(std::string_view name) const {
    for (const auto& own : series_)
      if (own.name == name) return &own;
    return nullptr;
  }

  const std::vector<Series>& series_;
  std::size_t index_;
  double seconds_;
};

ComponentState stateOf(const simulator::ComponentResult& component, const Bucket& bucket) {
  ComponentState state;
  state.id = component.id;
  state.kind = component.kind;
  for (const char* name : {"requests_per_s", "messages_per_s"})
    if (const auto rate = bucket.value(name)) state.requestsPerSecond = *rate;
  if (component.kind == "schedule") state.requestsPerSecond = bucket.perSecond("fired");
  state.throttlesPerSecond = bucket.perSecond("throttles");
  state.errorsPerSecond = bucket.perSecond("errors");
  state.coldStartsPerSecond = bucket.perSecond("cold_starts");
  state.instances = bucket.value("instances");
  if (!state.instances) state.instances = bucket.value("servers");
  state.busy = bucket.value("concurrency");
  state.starting = bucket.value("starting");
  for (const char* name : {"depth", "backlog", "waiting", "queue", "changes_backlog"})
    if (const auto waiting = bucket.value(name)) {
      state.waiting = waiting;
      state.deepest = bucket.greatest(name);
      break;
    }
  for (const char* name : {"age_max_ms", "iterator_age_max_ms", "changes_iterator_age_max_ms"})
    if (const auto age = bucket.value(name)) {
      state.oldestMs = age;
      break;
    }
  state.connections = bucket.value("connections");
  state.latencyP95Ms = bucket.value("latency_p95_ms");
  state.costPerHour = bucket.value("cost_per_h");
  return state;
}

template <class Value>
std::optional<std::string> greatest(const std::vector<ComponentState>& states, double least, Value value) {
  const ComponentState* worst = nullptr;
  for (const auto& state : states)
    if (value(state) >= least && (!worst || value(state) > value(*worst))) worst = &state;
  return worst ? std::optional(worst->id) : std::nullopt;
}

}  // namespace

std::optional<double> ComponentState::utilisation() const {
  if (!instances || !busy || kind == "container-service" || *instances <= 0 || *busy > *instances * 1.0001)
    return std::nullopt;
  return std::min(1.0, *busy / *instances);
}

double ComponentState::offeredPerSecond() const {
  return simulator::offeredOf(kind, requestsPerSecond.value_or(0), throttlesPerSecond, errorsPerSecond);
}

double ComponentState::throttledShare() const {
  const double all = offeredPerSecond();
  return all > 0 ? std::min(1.0, throttlesPerSecond / all) : throttlesPerSecond > 0 ? 1.0 : 0.0;
}

double ComponentState::failedShare() const {
  const double all = offeredPerSecond();
  return all > 0 ? std::min(1.0, errorsPerSecond / all) : errorsPerSecond > 0 ? 1.0 : 0.0;
}

std::vector<ComponentState> statesAt(const simulator::Result& result, double seconds) {
  const double width = result.bucket.seconds();
  const double run = result.simulated.seconds();
  if (width <= 0 || run <= 0) return {};
  const auto count = static_cast<std::size_t>(
      std::max<std::int64_t>(1, (result.simulated.nanoseconds + result.bucket.nanoseconds - 1) / result.bucket.nanoseconds));
  const auto index = std::min(static_cast<std::size_t>(std::max(0.0, std::floor(seconds / width + 1e-9))), count - 1);
  const double length = std::min(width, run - static_cast<double>(index) * width);
  std::vector<ComponentState> states;
  states.reserve(result.components.size());
  for (const auto& component : result.components)
    states.push_back(stateOf(component, Bucket(component.series, index, length > 0 ? length : width)));
  return states;
}

std::optional<std::string> mostStrained(const std::vector<ComponentState>& states) {
  if (auto id = greatest(states, kThrottledMuch, [](const auto& s) { return s.throttledShare(); })) return id;
  if (auto id = greatest(states, kFailedMuch, [](const auto& s) { return s.kind == "http-api" ? 0 : s.failedShare(); }))
    return id;
  if (auto id = greatest(states, kWaitedMuchMs, [](const auto& s) { return s.oldestMs.value_or(0); })) return id;
  return greatest(states, kUtilisedMuch, [](const auto& s) { return s.utilisation().value_or(0); });
}

}  // namespace virga::ui
