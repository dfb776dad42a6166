#include <algorithm>
#include <cmath>
#include <type_traits>

#include <fmt/format.h>

#include "model/checks/call_time.h"
#include "model/checks/fixes.h"
#include "model/checks/rules.h"
#include "model/edit/references.h"
#include "model/edit/remove.h"
#include "model/project/field_view.h"

// Fixes within a component's steps.
namespace virga::model {
namespace {

// The step whose own value, or the step itself, stands at the path: "checkout.steps.2.call".
template <typename AnyArchitecture>
auto* stepAt(AnyArchitecture& architecture, const std::string& path) {
  using AnyStep = std::conditional_t<std::is_const_v<AnyArchitecture>, const Step, Step>;
  auto* component = architecture.find(path.substr(0, path.find('.')));
  auto* steps = component ? stepsOf(*component) : nullptr;
  AnyStep* found = nullptr;
  const auto owner = path.substr(0, path.rfind('.'));
  if (steps)
    forEachStep(*steps, stepsPath(*component), [&](AnyStep& step, const std::string& at) {
      if (at == owner) found = &step;
    });
  return found;
}

template <typename What>
const What* whatAt(const Architecture& architecture, const std::string& path) {
  const auto* step = stepAt(architecture, path);
  return step ? std::get_if<What>(&step->what) : nullptr;
}

std::string wholeSeconds(double seconds) { return fmt::format("{:.0f} s", std::ceil(seconds)); }

// The component's own timeout raised, unless a queue would hand its messages out again meanwhile.
void offerLongerTimeout(const Architecture& architecture, const ComponentId& id, double seconds, Fixes& fixes) {
  const auto text = wholeSeconds(seconds);
  const auto duration = parseDuration(text);
  if (duration && queuesAllow(architecture, id, *duration)) fixes.push_back(settingValue("Raise", id + ".timeout", text));
}

}  // namespace

Fixes fixCallCycle(const Architecture& architecture, const Problem& problem) {
  const auto* call = whatAt<CallStep>(architecture, problem.path);
  if (!call || kindAt<ContainerService>(architecture, call->to.id)) return {};
  return {changing(fmt::format("Send to {} instead of waiting for its answer", call->to.id),
                   [path = problem.path](Architecture& result) {
                     auto* step = stepAt(result, path);
                     const auto& old = std::get<CallStep>(step->what);
                     step->what = SendStep{old.to, old.size, old.per};
                   })};
}

Fixes fixMessageLoop(const Architecture& architecture, const Problem& problem) {
  const auto* call = whatAt<CallStep>(architecture, problem.path);
  const auto* send = whatAt<SendStep>(architecture, problem.path);
  if (!call && !send) return {};
  return {{fmt::format("Remove the step of {} that leads to {}", componentOf(problem), call ? call->to.id : send->to.id),
           [path = problem.path](const Architecture& a) -> Edited {
             return withoutReferences(a, [&](const ComponentRef&, const std::string& at) { return at == path; });
           },
           true}};
}

// All shares shrink alike. The sum of the largest that each option ever has is no less than any sum.
Fixes fixBranchShares(const Architecture& architecture, const Problem& problem) {
  if (!whatAt<BranchStep>(architecture, problem.path)) return {};
  return {changing("Scale the shares of the branch to 100%", [path = problem.path](Architecture& result) {
    auto& branch = std::get<BranchStep>(stepAt(result, path)->what);
    double sum = 0;
    for (const auto& option : branch.options) sum += std::max(option.share.value, option.shift ? option.shift->to.value : 0);
    for (auto& option : branch.options) {
      option.share.value /= sum;
      if (option.shift) option.shift->to.value /= sum;
    }
  })};
}

Fixes fixWaitForCount(const Architecture& architecture, const Problem& problem) {
  const auto* waitFor = whatAt<WaitForStep>(architecture, problem.path);
  if (!waitFor || waitFor->branches.empty()) return {};
  const auto count = static_cast<int>(waitFor->branches.size());
  return {
      changing(fmt::format("Wait for all of the {} branches", count), [path = problem.path, count](Architecture& result) {
        std::get<WaitForStep>(stepAt(result, path)->what).count = count;
      })};
}

Fixes fixWaitForAll(const Architecture& architecture, const Problem& problem) {
  if (!whatAt<WaitForStep>(architecture, problem.path)) return {};
  return {changing("Write the step as parallel", [path = problem.path](Architecture& result) {
    auto* step = stepAt(result, path);
    auto branches = std::get<WaitForStep>(step->what).branches;
    step->what = ParallelStep{std::move(branches)};
  })};
}

Fixes fixIdleStep(const Architecture& architecture, const Problem& problem) {
  const auto* loop = whatAt<LoopStep>(architecture, problem.path);
  const auto* map = whatAt<MapStep>(architecture, problem.path);
  if (!loop && !map) return {};
  const bool holdsSteps = loop ? !loop->steps.empty() : !map->steps.empty();
  const auto step = problem.path.substr(0, problem.path.rfind('.'));
  Fixes fixes;
  if (holdsSteps) fixes.push_back(settingValue("Set", problem.path, "1"));
  fixes.push_back({fmt::format("Take the idle step out of {}", componentOf(problem)),
                   [step](const Architecture& a) { return removeItem(a, step); }, holdsSteps});
  return fixes;
}

Fixes fixRetryTimes(const Architecture& architecture, const Problem& problem) {
  constexpr double kShortest = 0.1;  // s; a call that has less time can't succeed
  const auto id = componentOf(problem);
  const auto* call = whatAt<CallStep>(architecture, problem.path);
  const auto* component = architecture.find(id);
  const auto timeout = component ? timeoutOf(*component) : std::nullopt;
  if (!call || !call->timeout || !timeout) return {};
  Fixes fixes;
  const double waits = call->retry ? longestWaits(*call->retry) : 0;
  const double attempts = call->retry ? 1 + call->retry->attempts : 1;
  if (const double each = std::floor((timeout->seconds() - waits) / attempts * 10) / 10; each >= kShortest)
    fixes.push_back(settingValue("Lower", problem.path, fmt::format("{:.0f} ms", each * 1000)));
  offerLongerTimeout(architecture, id, longestSeconds(*call), fixes);
  return fixes;
}

Fixes fixWaitBeyondTimeout(const Architecture& architecture, const Problem& problem) {
  constexpr double kRoom = 2;  // × the mean: most waits of any law are shorter
  const auto* wait = whatAt<WaitStep>(architecture, problem.path);
  Fixes fixes;
  if (wait) offerLongerTimeout(architecture, componentOf(problem), kRoom * mean(wait->time).seconds(), fixes);
  return fixes;
}

Fixes fixRetryStorm(const Architecture& architecture, const Problem& problem) {
  const auto* call = whatAt<CallStep>(architecture, problem.path);
  if (!call || !call->retry) return {};
  const auto id = componentOf(problem);
  return {changing(fmt::format("Let a breaker end the retries of {} at {}", id, call->to.id),
                   [path = problem.path](Architecture& result) {
                     std::get<CallStep>(stepAt(result, path)->what).breaker = Breaker{};
                   }),
          changing(
              fmt::format("Let {} not retry at {}: its callers do", id, call->to.id),
              [path = problem.path](Architecture& result) { std::get<CallStep>(stepAt(result, path)->what).retry.reset(); },
              true)};
}

Fixes fixBackoff(const Architecture& architecture, const Problem& problem) {
  if (!whatAt<CallStep>(architecture, problem.path)) return {};
  return {settingValue("Set", problem.path + ".backoff", problem.nearest)};
}

}  // namespace virga::model
