#include "ui/playback/run_state.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

#include "simulator/results/offered.h"
#include "simulator/results/strain_limits.h"
#include "ui/charts/series_buckets.h"

namespace virga::ui {
namespace {

constexpr auto kWaiting = std::to_array<std::string_view>({"depth", "backlog", "waiting", "queue", "changes_backlog"});

using simulator::kFailedMuch, simulator::kThrottledMuch, simulator::kUtilisedMuch, simulator::kWaitedMuchMs;
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

std::map<std::string_view, double> deepestOf(const simulator::ComponentResult& component) {
  std::map<std::string_view, double> deepest;
  for (const auto name : kWaiting)
    for (const auto& series : component.series)
      if (series.name == name)
        for (const double value : series.values)
          if (value > deepest[name]) deepest[name] = value;
  return deepest;
}

ComponentState stateOf(const simulator::ComponentResult& component, const Bucket& bucket,
                       const std::map<std::string_view, double>& deepest) {
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
  for (const auto name : kWaiting)
    if (const auto waiting = bucket.value(name)) {
      state.waiting = waiting;
      if (const auto found = deepest.find(name); found != deepest.end()) state.deepest = found->second;
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

RunStates::RunStates(std::shared_ptr<const simulator::Result> result) : result_(std::move(result)) {
  if (!result_) return;
  deepest_.reserve(result_->components.size());
  for (const auto& component : result_->components) deepest_.push_back(deepestOf(component));
}

const std::vector<ComponentState>& RunStates::at(double seconds) {
  const double width = result_ ? result_->bucket.seconds() : 0;
  const double run = result_ ? result_->simulated.seconds() : 0;
  if (width <= 0 || run <= 0) return states_;
  const auto count = (result_->simulated.nanoseconds + result_->bucket.nanoseconds - 1) / result_->bucket.nanoseconds;
  const auto bucket = std::clamp<std::int64_t>(bucketOf(seconds, width), 0, count - 1);
  if (bucket == bucket_) return states_;
  bucket_ = bucket;
  const double length = std::min(width, run - static_cast<double>(bucket) * width);
  states_.clear();
  states_.reserve(result_->components.size());
  for (std::size_t i = 0; i < result_->components.size(); ++i) {
    const auto& component = result_->components[i];
    const Bucket values(component.series, static_cast<std::size_t>(bucket), length > 0 ? length : width);
    states_.push_back(stateOf(component, values, deepest_[i]));
  }
  return states_;
}

std::optional<std::string> mostStrained(const std::vector<ComponentState>& states) {
  if (auto id = greatest(states, kThrottledMuch, [](const auto& s) { return s.throttledShare(); })) return id;
  if (auto id = greatest(states, kFailedMuch, [](const auto& s) { return s.kind == "http-api" ? 0 : s.failedShare(); }))
    return id;
  if (auto id = greatest(states, kWaitedMuchMs, [](const auto& s) { return s.oldestMs.value_or(0); })) return id;
  return greatest(states, kUtilisedMuch, [](const auto& s) { return s.utilisation().value_or(0); });
}

}  // namespace virga::ui
