#include <algorithm>
#include <map>
#include <set>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "model/checks/rules.h"
#include "model/edit/references.h"

// What retries multiply. Google, "Site Reliability Engineering", 2016, chapter 22: four attempts in each of three layers
// make 64 of one request. AWS Builders' Library, "Timeouts, retries, and backoff with jitter".
namespace virga::model {
namespace {

constexpr double kMuchAtOnce = 10;       // attempts of one request by calls, within seconds
constexpr double kMuchRedelivered = 30;  // with the deliveries of its message, which lie minutes apart

// Calls that one call can become at most. A breaker ends the retries of a fault that lasts.
double attemptsOf(const CallStep& call) {
  if (!call.retry || call.breaker) return 1;
  const double retries = call.retry->attempts;
  return 1 + (call.retry->budget ? std::min(retries, call.retry->budget->value) : retries);
}

// The way on which one request becomes the most calls.
struct Storm {
  double factor = 1;
  std::string lastRetry;           // path of the innermost call that is tried again
  std::vector<std::string> words;  // "4 attempts by 'a'", from outside
};

class Storms {
 public:
  explicit Storms(const Checked& checked) {
    for (const auto& component : checked.architecture.components)
      if (const auto* steps = stepsOf(component))
        forEachStep(*steps, stepsPath(component), [&, &id = component.id](const Step& step, const std::string& path) {
          if (const auto* call = std::get_if<CallStep>(&step.what)) calls_[id].push_back({call, path});
        });
  }

  // From the component's calls inwards.
  const Storm& from(const ComponentId& id) {
    if (const auto known = worst_.find(id); known != worst_.end()) return known->second;
    worst_[id];  // a circle of calls goes round once
    Storm worst;
    for (const auto& [call, path] : calls_[id]) {
      const double attempts = attemptsOf(*call);
      auto storm = from(call->to.id);
      storm.factor *= attempts;
      if (attempts > 1) {
        if (storm.lastRetry.empty()) storm.lastRetry = path + ".retry";
        storm.words.insert(storm.words.begin(), fmt::format("{:.3g} attempts by '{}'", attempts, id));
      }
      if (storm.factor > worst.factor) worst = std::move(storm);
    }
    return worst_[id] = std::move(worst);
  }

 private:
  struct Call {
    const CallStep* call;
    std::string path;
  };
  std::map<ComponentId, std::vector<Call>> calls_;
  std::map<ComponentId, Storm> worst_;
};

// How often the message of an edge can be worked on, and who hands it out; 1 for what isn't handed out again, or without
// end.
double deliveries(const Checked& checked, const Edge& edge) {
  if (const auto* queue = checked.find<Queue>(edge.from); queue && edge.role == EdgeRole::consumer && queue->deadLetter)
    return queue->maxReceives;
  switch (edge.role) {
    case EdgeRole::send:
    case EdgeRole::subscription:
    case EdgeRole::rule:
    case EdgeRole::target:
    case EdgeRole::notification: return checked.find<Function>(edge.to) ? asyncAttempts(checked.catalog) : 1;
    default: return 1;
  }
}

}  // namespace

double asyncAttempts(const Catalog& catalog) {
  return catalog.find("function.async-retries") ? 1 + catalog.number("function.async-retries") : 1;
}

void checkRetryStorms(const Checked& checked, Problems& problems) {
  Storms storms(checked);
  std::set<std::string> reported;  // by the innermost retry, from the outermost caller
  const auto tell = [&](Severity severity, const Storm& storm) {
    if (!reported.insert(storm.lastRetry).second) return;
    report(problems, severity, "retry-storm", storm.lastRetry,
           fmt::format("one request can become {:.3g} calls while what it needs is down: {}", storm.factor,
                       fmt::join(storm.words, " × ")),
           "retry in one layer only, or bound the retries by a budget or a breaker");
  };
  for (const auto& component : checked.architecture.components) {
    if (checked.hasEdgeTo(component.id, {EdgeRole::call})) continue;
    if (const auto& storm = storms.from(component.id); storm.factor > kMuchAtOnce) tell(Severity::warning, storm);
  }
  for (const auto& component : checked.architecture.components)  // those in a circle of calls have no outermost caller
    if (const auto& storm = storms.from(component.id); storm.factor > kMuchAtOnce) tell(Severity::warning, storm);
  for (const auto& edge : checked.edges) {
    const double times = deliveries(checked, edge);
    auto storm = storms.from(edge.to);
    if (times <= 1 || storm.factor <= 1 || storm.factor > kMuchAtOnce || storm.factor * times <= kMuchRedelivered) continue;
    storm.factor *= times;
    storm.words.insert(storm.words.begin(), fmt::format("{:.0f} deliveries from '{}'", times, edge.from));
    tell(Severity::info, storm);
  }
}

void checkBackoff(const Checked& checked, Problems& problems) {
  for (const auto& component : checked.architecture.components)
    if (const auto* steps = stepsOf(component))
      forEachStep(*steps, stepsPath(component), [&](const Step& step, const std::string& path) {
        const auto* call = std::get_if<CallStep>(&step.what);
        if (!call || !call->retry || call->retry->attempts < 2 || call->retry->backoff > Duration{}) return;
        report(problems, Severity::info, "no-backoff", path + ".retry",
               fmt::format("the {} retries of the call of '{}' come at once, while it is still in trouble",
                           call->retry->attempts, call->to.id),
               "wait before each, the longer the more of them: backoff: 100 ms", "100 ms");
      });
}

}  // namespace virga::model
