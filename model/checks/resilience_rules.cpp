#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include <fmt/format.h>

#include "model/architecture/fields_step.h"
#include "model/checks/call_time.h"
#include "model/checks/rules.h"
#include "model/edit/references.h"

namespace virga::model {
namespace {

// AWS advises a visibility timeout of six times the function's timeout plus the window, and refuses one below the
// timeout. https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html
constexpr int kVisibilityFactor = 6;

}  // namespace

void checkVisibility(const Checked& checked, Problems& problems) {
  const bool isAws = checked.catalog.provider == "aws";
  for (const auto& [id, description, kind] : checked.architecture.components) {
    const auto* queue = std::get_if<Queue>(&kind);
    if (!queue) continue;
    for (const auto& consumer : queue->consumers) {
      const auto* function = checked.find<Function>(consumer.to.id);
      if (!function) continue;
      const auto advised = function->timeout * (isAws ? kVisibilityFactor : 1) + consumer.window;
      const auto hint = fmt::format("write visibility: {}", toText(advised));
      if (queue->visibility < function->timeout)
        report(problems, isAws ? Severity::error : Severity::warning, "visibility-too-short", id + ".visibility",
               fmt::format("messages become visible again after {}, while '{}' may work on them for {}",
                           toText(queue->visibility), consumer.to.id, toText(function->timeout)),
               hint, toText(advised));
      else if (queue->visibility < advised)
        report(problems, Severity::warning, "visibility-too-short", id + ".visibility",
               isAws
                   ? fmt::format("{} is less than {} times the timeout of '{}' ({}) plus the window ({}), as AWS advises",
                                 toText(queue->visibility), kVisibilityFactor, consumer.to.id, toText(function->timeout),
                                 toText(consumer.window))
                   : fmt::format("{} is less than the timeout of '{}' ({}) plus the window ({})", toText(queue->visibility),
                                 consumer.to.id, toText(function->timeout), toText(consumer.window)),
               hint, toText(advised));
    }
  }
}

void checkDeadLetters(const Checked& checked, Problems& problems) {
  for (const auto& [id, description, kind] : checked.architecture.components) {
    const auto* queue = std::get_if<Queue>(&kind);
    if (queue && !queue->consumers.empty() && !queue->deadLetter)
      report(
          problems, Severity::warning, "no-dead-letter", id,
          fmt::format("a message that always fails stays in '{}' and is tried again for {}", id, toText(queue->retention)),
          "add a dead-letter queue");
  }
}

void checkGatewayChains(const Checked& checked, Problems& problems) {
  const auto limit = checked.catalog.duration("http-api.timeout-max");
  std::map<ComponentId, const Component*> components;
  for (const auto& component : checked.architecture.components) components[component.id] = &component;
  std::set<std::pair<ComponentId, ComponentId>> reported;  // several routes may lead to one component
  for (const auto& edge : checked.edges) {
    if (edge.role != EdgeRole::route) continue;
    const auto* api = checked.find<HttpApi>(edge.from);
    const auto* sockets = checked.find<WebsocketApi>(edge.from);
    if (!api && !sockets) continue;
    const Duration gateway = api ? api->timeout.value_or(limit) : sockets->timeout.value_or(kLongestTimeout);
    const auto timeout = timeoutOf(*components[edge.to]);
    if (timeout && *timeout > gateway && reported.emplace(edge.from, edge.to).second)
      report(problems, Severity::warning, "timeout-beyond-gateway", edge.to + ".timeout",
             fmt::format("'{}' gives up after {}, while '{}' goes on for up to {}", edge.from, toText(gateway), edge.to,
                         toText(*timeout)),
             fmt::format("at most {}, or answer at once and work from a queue", toText(gateway)), toText(gateway));
  }
}

void checkRetryTimes(const Checked& checked, Problems& problems) {
  for (const auto& component : checked.architecture.components) {
    const auto* steps = stepsOf(component);
    const auto timeout = timeoutOf(component);
    if (!steps || !timeout) continue;
    forEachStep(*steps, stepsPath(component), [&](const Step& step, const std::string& path) {
      const auto* call = std::get_if<CallStep>(&step.what);
      const auto* wait = std::get_if<WaitStep>(&step.what);
      if (wait && mean(wait->time) > *timeout)
        report(problems, Severity::warning, "wait-beyond-timeout", path + ".wait",
               fmt::format("the wait takes {} on average, but '{}' ends after {}", toText(mean(wait->time)), component.id,
                           toText(*timeout)),
               "a shorter wait, a longer timeout, or a schedule or workflow that comes back later");
      if (!call || !call->timeout) return;
      if (const double longest = longestSeconds(*call); longest > timeout->seconds())
        report(problems, Severity::warning, "retries-beyond-timeout", path + ".timeout",
               fmt::format("the call of '{}' can take {:.3g} s with its retries, but '{}' ends after {}", call->to.id,
                           longest, component.id, toText(*timeout)),
               fmt::format("a shorter timeout, fewer retries, or a longer timeout of '{}'", component.id));
    });
  }
}

}  // namespace virga::model
