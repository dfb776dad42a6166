#include <algorithm>
#include <map>
#include <set>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "model/checks/rules.h"
#include "model/edit/references.h"

// Messages that come twice, that are lost, and that are tried for too long or not often enough.
namespace virga::model {
namespace {

std::string quoted(const std::set<ComponentId>& ids) {
  std::vector<std::string> names;
  for (const auto& id : ids) names.push_back(fmt::format("'{}'", id));
  return fmt::format("{}", fmt::join(names, ", "));
}

// An invocation that nobody waits for.
bool isAsynchronous(const Checked& checked, const Edge& edge) {
  switch (edge.role) {
    case EdgeRole::send:
    case EdgeRole::subscription:
    case EdgeRole::rule:
    case EdgeRole::target:
    case EdgeRole::notification: return checked.find<Function>(edge.to) != nullptr;
    default: return false;
  }
}

// What comes again soon by itself: the next run does what a lost one hasn't.
bool comesAgainSoon(const Checked& checked, const Edge& edge) {
  const auto* schedule = checked.find<Schedule>(edge.from);
  return schedule && schedule->every && *schedule->every <= hours(1);
}

// Where the function's failed events go: a branch that no invocation takes, and that sends, stands for the platform's own
// destination for failures, which is how an import writes it.
std::set<ComponentId> failureDestinations(const Function& function) {
  std::set<ComponentId> destinations;
  forEachStep(function.steps, "", [&](const Step& step, const std::string&) {
    const auto* branch = std::get_if<BranchStep>(&step.what);
    if (!branch) return;
    for (const auto& option : branch->options)
      for (const auto& inner : option.steps)
        if (const auto* send = std::get_if<SendStep>(&inner.what); send && option.share.value <= 0 && !option.shift)
          destinations.insert(send->to.id);
  });
  return destinations;
}

// What the component does that a second time does again: the others that its steps change.
std::set<ComponentId> changedBy(const Checked& checked, const Function& function) {
  std::set<ComponentId> changed;
  forEachStep(function.steps, "", [&](const Step& step, const std::string&) {
    if (const auto* send = std::get_if<SendStep>(&step.what)) changed.insert(send->to.id);
    const auto* call = std::get_if<CallStep>(&step.what);
    if (!call) return;
    const bool isStore = checked.find<NosqlDb>(call->to.id) || checked.find<SqlDb>(call->to.id);
    if (checked.find<External>(call->to.id) || (isStore && call->operation == Operation::write)) changed.insert(call->to.id);
  });
  for (const auto& id : failureDestinations(function)) changed.erase(id);
  return changed;
}

// Whether the model says that an invocation fails now and then.
bool canFail(const Checked& checked, const Function& function) {
  bool can = function.errors.value > 0;
  forEachStep(function.steps, "", [&](const Step& step, const std::string&) {
    const auto* call = std::get_if<CallStep>(&step.what);
    const auto* other = call && !call->caught ? checked.find<External>(call->to.id) : nullptr;
    can = can || (other && other->errors.value > 0);
  });
  return can;
}

// AWS advises at least 5, so that a throttle or a restart doesn't set messages aside.
// https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html
constexpr int kFewReceives = 1, kManyReceives = 20;

}  // namespace

void checkLostEvents(const Checked& checked, Problems& problems) {
  std::map<ComponentId, std::set<ComponentId>> sources;
  for (const auto& edge : checked.edges)
    if (isAsynchronous(checked, edge) && !comesAgainSoon(checked, edge)) sources[edge.to].insert(edge.from);
  const double attempts = asyncAttempts(checked.catalog);
  for (const auto& [id, from] : sources) {
    if (!failureDestinations(*checked.find<Function>(id)).empty()) continue;
    report(
        problems, Severity::info, "lost-events", id,
        fmt::format("nobody waits for '{}' when {} {} it: an event that fails {} is lost", id, quoted(from),
                    from.size() == 1 ? "invokes" : "invoke", attempts > 1 ? fmt::format("{:.0f} times", attempts) : "once"),
        "lead the events through a queue with a dead-letter queue");
  }
}

void checkDuplicates(const Checked& checked, Problems& problems) {
  std::map<ComponentId, std::set<ComponentId>> sources;
  for (const auto& edge : checked.edges)
    if (isAsynchronous(checked, edge) || (edge.role == EdgeRole::consumer && checked.find<Function>(edge.to)))
      sources[edge.to].insert(edge.from);
  for (const auto& [id, from] : sources) {
    const auto& function = *checked.find<Function>(id);
    if (function.duplicates == Duplicates::harmless) continue;
    const auto changed = changedBy(checked, function);
    if (changed.empty()) continue;
    report(problems, Severity::info, "harmful-duplicates", id,
           fmt::format("{} can deliver the same message to '{}' twice, and what it does at {} is then done twice",
                       quoted(from), id, quoted(changed)),
           "make a second time change nothing, and write duplicates: harmless", "harmless");
  }
}

void checkFailedBatches(const Checked& checked, Problems& problems) {
  for (const auto& [id, description, kind] : checked.architecture.components) {
    const auto* queue = std::get_if<Queue>(&kind);
    for (std::size_t i = 0; queue && i < queue->consumers.size(); ++i) {
      const auto& consumer = queue->consumers[i];
      const auto* function = checked.find<Function>(consumer.to.id);
      if (!function || consumer.batch < 2 || consumer.failures != ReportedFailures::wholeBatch) continue;
      if (!canFail(checked, *function)) continue;
      report(problems, Severity::info, "whole-batch-again", fmt::format("{}.consumers.{}.failures", id, i),
             fmt::format("one message on which '{}' fails brings up to {} others back with it, and can take them to the "
                         "dead letters",
                         consumer.to.id, consumer.batch - 1),
             "let it report which messages failed, and write failures: per-message", "per-message");
    }
  }
}

void checkReceives(const Checked& checked, Problems& problems) {
  for (const auto& [id, description, kind] : checked.architecture.components) {
    const auto* queue = std::get_if<Queue>(&kind);
    if (!queue || !queue->deadLetter || queue->consumers.empty()) continue;
    if (queue->maxReceives <= kFewReceives)
      report(problems, Severity::info, "single-receive", id + ".max-receives",
             fmt::format("one throttle or timeout takes a message of '{}' to the dead letters", id),
             "let it be tried at least 5 times", "5");
    else if (queue->maxReceives > kManyReceives)
      report(
          problems, Severity::info, "many-receives", id + ".max-receives",
          fmt::format("a message of '{}' that always fails is worked on {} times before it rests", id, queue->maxReceives),
          "5 to 10 attempts get over what passes by itself", "10");
  }
}

}  // namespace virga::model
