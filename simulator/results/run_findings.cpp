#include "simulator/results/run_findings.h"

#include <algorithm>
#include <iterator>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "model/checks/check_settings.h"
#include "model/edit/edges.h"
#include "simulator/results/figure_text.h"
#include "simulator/results/offered.h"
#include "simulator/results/run_advice.h"
#include "simulator/results/strain_limits.h"

namespace virga::simulator {

namespace {

using model::Severity;

// A limit of the design that a run came up against.
struct Limit {
  std::string path;
  std::string words;  // "max-concurrency"
  std::string value, doubled;
};

Limit numberLimit(const model::ComponentId& id, const char* field, int value) {
  return {id + "." + field, field, fmt::to_string(value), fmt::to_string(std::max(1, 2 * value))};
}

template <typename Kind>
std::optional<Limit> throttleOf(const model::ComponentId& id, const Kind& kind) {
  if (!kind.throttle) return std::nullopt;
  const auto& rate = kind.throttle->rate;
  return Limit{id + ".throttle.rate", "its throttle", model::toText(rate), model::toText(model::Rate{2 * rate.perSecond})};
}

std::optional<Limit> throttlingLimit(const model::Component& component) {
  if (const auto* function = std::get_if<model::Function>(&component.kind))
    return function->reservedConcurrency
               ? std::optional(numberLimit(component.id, "reserved-concurrency", *function->reservedConcurrency))
               : std::nullopt;
  if (const auto* api = std::get_if<model::HttpApi>(&component.kind)) return throttleOf(component.id, *api);
  if (const auto* api = std::get_if<model::WebsocketApi>(&component.kind)) return throttleOf(component.id, *api);
  if (const auto* other = std::get_if<model::External>(&component.kind)) return throttleOf(component.id, *other);
  return std::nullopt;
}

std::optional<Limit> refusingLimit(const model::Component& component) {
  if (const auto* database = std::get_if<model::SqlDb>(&component.kind))
    return database->pool ? numberLimit(component.id + ".pool", "size", database->pool->size)
                          : numberLimit(component.id, "connection-limit", database->connectionLimit);
  if (const auto* service = std::get_if<model::ContainerService>(&component.kind); service && service->queueLimit)
    return numberLimit(component.id, "queue-limit", *service->queueLimit);
  return std::nullopt;
}

// The one consumer whose concurrency holds a queue's messages back.
std::optional<Limit> waitingLimit(const model::Component& component) {
  const auto* queue = std::get_if<model::Queue>(&component.kind);
  if (!queue || queue->consumers.size() != 1 || !queue->consumers.front().maxConcurrency) return std::nullopt;
  auto limit = numberLimit(component.id + ".consumers.0", "max-concurrency", *queue->consumers.front().maxConcurrency);
  return limit;
}

// A gateway hands on what those behind it refuse; less than this share of all is chance at the ends of the run.
constexpr double kHandedOn = 0.02;

class Findings {
 public:
  Findings(const Result& result, const model::Architecture& architecture)
      : result_(result), architecture_(architecture), edges_(model::edges(architecture)) {}

  model::Problems of() {
    for (const auto& component : result_.components) {
      const auto* drawn = architecture_.find(component.id);
      if (!drawn) continue;
      share(component, "throttles", "run-throttled", "throttled", throttlingLimit(*drawn));
      share(component, "refused", "run-refused", "refused", refusingLimit(*drawn));
      waited(component, waitingLimit(*drawn));
      failed(component);
    }
    return std::move(problems_);
  }

 private:
  void share(const ComponentResult& component, const char* figure, const char* rule, const char* word,
             const std::optional<Limit>& limit) {
    const double whole = meanOf(component.figures, figure), all = offeredOf(component);
    const double count = whole - throttledBehind(component.id);
    if (count < 0.5 || count < kHandedOn * whole) return;
    const auto severity = all > 0 && count >= kThrottledBadly * all ? Severity::warning : Severity::info;
    tell(severity, rule, component.id, fmt::format("{} of {} requests were {}", countText(count), countText(all), word),
         limit);
  }

  // Requests that the components behind a gateway's routes throttled.
  double throttledBehind(const model::ComponentId& id) const {
    std::set<model::ComponentId> behind;
    for (const auto& edge : edges_)
      if (edge.from == id && edge.role == model::EdgeRole::route) behind.insert(edge.to);
    double throttles = 0;
    for (const auto& component : result_.components)
      if (behind.contains(component.id)) throttles += meanOf(component.figures, "throttles");
    return throttles;
  }

  void waited(const ComponentResult& component, const std::optional<Limit>& limit) {
    const auto age = valueOf(component.figures, "age_ms.p95");
    if (!age || *age < kWaitedMuchMs || !limit) return;
    tell(*age >= kWaitedBadlyMs ? Severity::warning : Severity::info, "run-waited", component.id,
         fmt::format("5 % of the messages waited longer than {}", timeText(*age)), limit);
  }

  void failed(const ComponentResult& component) {
    const double all = offeredOf(component), errors = meanOf(component.figures, "errors");
    if (all <= 0 || errors < kFailedMuch * all) return;
    problems_.push_back({Severity::warning, "run-failed", "", 0, 0, component.id,
                         fmt::format("{} of {} requests failed", countText(errors), countText(all)),
                         "look at what it calls, and at its errors"});
  }

  void tell(Severity severity, const char* rule, const model::ComponentId& id, const std::string& what,
            const std::optional<Limit>& limit) {
    model::Problem problem{severity, rule, "", 0, 0, id, what, ""};
    if (!limit) {
      problem.hint = "the limit is the provider's: reserve less elsewhere, or state a raised quota in the project";
    } else {
      problem.path = limit->path;
      problem.message += fmt::format(" because {} is {}", limit->words, limit->value);
      problem.hint = "raise it, or send less at once";
      if (!isSetByScenario(limit->path)) problem.nearest = limit->doubled;
    }
    problems_.push_back(std::move(problem));
  }

  // A raise of the drawn value changes nothing where the scenario says another.
  bool isSetByScenario(const std::string& path) const {
    for (const auto& scenario : architecture_.scenarios)
      if (scenario.name == result_.scenario)
        for (const auto& setting : scenario.set)
          if (path == setting.path || path.starts_with(setting.path + ".")) return true;
    return false;
  }

  const Result& result_;
  const model::Architecture& architecture_;
  std::vector<model::Edge> edges_;
  model::Problems problems_;
};

}  // namespace

model::Problems allRunFindings(const Result& result, const model::Architecture& architecture) {
  auto problems = Findings(result, architecture).of();
  auto advice = runAdvice(result, architecture);
  problems.insert(problems.end(), std::make_move_iterator(advice.begin()), std::make_move_iterator(advice.end()));
  return problems;
}

model::Problems runFindings(const Result& result, const model::Architecture& architecture) {
  return model::withSettingsOfRunChecks(architecture.checks, allRunFindings(result, architecture)).problems;
}

bool isOfRun(const model::Problem& problem) { return problem.id.starts_with("run-"); }

}  // namespace virga::simulator
