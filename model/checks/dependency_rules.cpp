#include <algorithm>
#include <cmath>
#include <map>
#include <set>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "model/checks/call_time.h"
#include "model/checks/rules.h"
#include "model/checks/waited_for.h"
#include "model/edit/references.h"

// What a component needs of others while somebody waits for it.
namespace virga::model {
namespace {

constexpr double kSecond = 1000;  // ms
constexpr double kRounding = 1e-9;

// What the calls of some steps may take by their timeouts, in seconds: one after the other, but branches side by side.
class Budget {
 public:
  explicit Budget(const Checked& checked) : checked_(checked) {}

  double of(const Steps& steps) {
    double sum = 0;
    for (const auto& step : steps) sum += std::visit([&](const auto& what) { return seconds(what); }, step.what);
    return sum;
  }

  int timed = 0;  // calls with a timeout of their own, or of what they call

 private:
  double seconds(const CallStep& call) {
    const auto limit = call.timeout ? call.timeout : timeoutAt(call.to.id);
    if (!limit) return 0;
    ++timed;
    auto timedCall = call;
    timedCall.timeout = limit;
    return longestSeconds(timedCall);
  }
  double seconds(const WaitStep& wait) { return mean(wait.time).seconds(); }
  double seconds(const LoopStep& loop) { return loop.times * of(loop.steps); }
  double seconds(const MapStep& map) {
    return (map.limit > 0 ? std::ceil(static_cast<double>(map.items) / map.limit) : 1) * of(map.steps);
  }
  double seconds(const ParallelStep& parallel) { return longest(parallel.branches); }
  double seconds(const WaitForStep& waitFor) { return longest(waitFor.branches); }
  double seconds(const BranchStep& branch) {
    double most = 0;
    for (const auto& option : branch.options) most = std::max(most, of(option.steps));
    return most;
  }
  double seconds(const auto&) { return 0; }

  double longest(const std::vector<Steps>& branches) {
    double most = 0;
    for (const auto& branch : branches) most = std::max(most, of(branch));
    return most;
  }

  std::optional<Duration> timeoutAt(const ComponentId& id) const {
    if (const auto* function = checked_.find<Function>(id)) return function->timeout;
    if (const auto* service = checked_.find<ContainerService>(id)) return service->timeout;
    return std::nullopt;
  }

  const Checked& checked_;
};

// A call that could outlast its caller alone; another rule tells of it.
bool hasTooLongCall(const Steps& steps, Duration timeout) {
  bool has = false;
  forEachStep(steps, "", [&](const Step& step, const std::string&) {
    const auto* call = std::get_if<CallStep>(&step.what);
    has = has || (call && call->timeout && longestSeconds(*call) > timeout.seconds());
  });
  return has;
}

// Twice what 99 % of the answers take, where the caller's own timeout leaves it; in begun tenths of a second.
std::string sensibleTimeout(const External& other, const CallStep& call, Duration callers) {
  const double attempts = call.retry ? 1 + call.retry->attempts : 1;
  const double room = (callers.seconds() - (call.retry ? longestWaits(*call.retry) : 0)) / attempts;
  const double tenths = std::floor(std::min(std::ceil(20 * quantile(other.latency, 0.99).seconds() - kRounding), 10 * room));
  return tenths < 1 ? std::string() : toText(milliseconds(static_cast<std::int64_t>(tenths * kSecond / 10)));
}

}  // namespace

void checkChainsOfTimeouts(const Checked& checked, Problems& problems) {
  const auto limit = checked.catalog.duration("http-api.timeout-max");
  std::set<ComponentId> reported;
  for (const auto& edge : checked.edges) {
    if (edge.role != EdgeRole::route) continue;
    const auto* api = checked.find<HttpApi>(edge.from);
    const auto* function = checked.find<Function>(edge.to);
    if (!api || !function) continue;
    const auto gateway = api->timeout.value_or(limit);
    if (function->timeout > gateway || hasTooLongCall(function->steps, function->timeout)) continue;
    Budget budget(checked);
    const double longest = budget.of(function->steps);
    if (longest <= gateway.seconds() || budget.timed < 2 || !reported.insert(edge.to).second) continue;
    report(problems, Severity::warning, "chain-beyond-gateway", edge.to,
           fmt::format("the timeouts of what '{}' calls one after the other add up to {:.3g} s, and '{}' gives up after {}",
                       edge.to, longest, edge.from, toText(gateway)),
           "shorter timeouts of the calls, calls in parallel, or answer at once and work from a queue");
  }
}

void checkOutlivedCallers(const Checked& checked, Problems& problems) {
  for (const auto& component : checked.architecture.components) {
    const auto* steps = stepsOf(component);
    const auto own = timeoutOf(component);
    if (!steps || !own || std::holds_alternative<Workflow>(component.kind)) continue;
    std::set<std::string> longer;
    forEachStep(*steps, stepsPath(component), [&](const Step& step, const std::string&) {
      const auto* call = std::get_if<CallStep>(&step.what);
      const auto* function = call ? checked.find<Function>(call->to.id) : nullptr;
      const auto* service = call ? checked.find<ContainerService>(call->to.id) : nullptr;
      if (!function && !service) return;
      const auto bound = std::min(call->timeout.value_or(*own), *own);
      const auto theirs = function ? function->timeout : service->timeout;
      if (theirs > bound) longer.insert(fmt::format("'{}' ({}, waited for {})", call->to.id, toText(theirs), toText(bound)));
    });
    if (!longer.empty())
      report(
          problems, Severity::info, "outlives-caller", component.id,
          fmt::format("what '{}' calls can work on when nobody waits any more: {}", component.id, fmt::join(longer, ", ")),
          "give those that are called a shorter timeout than their callers have");
  }
}

void checkThirdParties(const Checked& checked, Problems& problems) {
  const auto waited = waitedFor(checked);
  for (const auto& component : checked.architecture.components) {
    const auto* steps = stepsOf(component);
    const auto own = timeoutOf(component);
    if (!steps || !own || !waited.contains(component.id)) continue;
    std::set<ComponentId> unbounded, bare;
    forEachStep(*steps, stepsPath(component), [&](const Step& step, const std::string& path) {
      const auto* call = std::get_if<CallStep>(&step.what);
      const auto* other = call ? checked.find<External>(call->to.id) : nullptr;
      if (!other) return;
      if (!call->timeout && unbounded.insert(call->to.id).second)
        report(problems, Severity::warning, "no-call-timeout", path + ".timeout",
               fmt::format("while '{}' hangs, each request holds '{}' for {}", call->to.id, component.id, toText(*own)),
               "give the call a timeout a little above what its slow answers take", sensibleTimeout(*other, *call, *own));
      if (other->errors.value > 0 && !call->retry && !call->caught && bare.insert(call->to.id).second)
        report(problems, Severity::info, "no-fallback", path + ".call",
               fmt::format("each of the {} that fail at '{}' fails whoever waits for '{}'", toText(other->errors),
                           call->to.id, component.id),
               "add retry, or a catch that does without it");
    });
  }
}

void checkSingleServers(const Checked& checked, Problems& problems) {
  const auto waited = waitedFor(checked);
  for (const auto& [id, description, kind] : checked.architecture.components) {
    const auto* service = std::get_if<ContainerService>(&kind);
    if (service && service->servers == 1 && !service->autoscaling && waited.contains(id))
      report(problems, Severity::warning, "single-server", id + ".servers",
             fmt::format("while the one server of '{}' is away, requests that need it fail", id),
             "run at least 2, in different zones");
    if (const auto* cache = std::get_if<Cache>(&kind); cache && !cache->origin && cache->hits.value < 1)
      report(problems, Severity::info, "no-origin", id,
             fmt::format("{} of the reads miss '{}', and it has no origin to read from",
                         toText(Share{1 - cache->hits.value}), id),
             "state what a miss reads as origin");
  }
}

}  // namespace virga::model
