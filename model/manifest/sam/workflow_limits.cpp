// What Step Functions would refuse of a workflow, or can only say rounded.
#include <fmt/format.h>

#include "model/architecture/fields_component.h"
#include "model/manifest/sam/sam_context.h"
#include "model/manifest/sam/sam_limits.h"

namespace virga::model {

namespace {

// Step Functions Developer Guide, "Service quotas" and "Intrinsic functions", 2026.
constexpr std::int64_t kExpressMax = 5 * 60, kStandardMax = 365 * 24 * 3600;
constexpr int kRoundsMax = 1000, kInlineMax = 40;

class WorkflowLimits {
 public:
  WorkflowLimits(const Architecture& architecture, const ComponentId& id) : architecture_(architecture), id_(id) {}

  Problems found(const Workflow& workflow) {
    const std::int64_t longest = workflow.type == WorkflowType::express ? kExpressMax : kStandardMax;
    if (wholeSeconds(workflow.timeout) < 1 || wholeSeconds(workflow.timeout) > longest)
      error("out-of-range", id_ + ".timeout",
            fmt::format("{} isn't possible: such a workflow takes 1 s to {} s", toText(workflow.timeout), longest),
            fmt::format("choose a value from 1 s to {} s", longest));
    if (workflow.states.empty()) error("no-states", id_ + ".states", "the workflow has no states", "add what it does");
    whole(id_ + ".timeout", workflow.timeout);
    walk(workflow.states, id_ + ".states");
    return std::move(problems_);
  }

 private:
  void error(const std::string& id, const std::string& path, const std::string& message, const std::string& hint) {
    problems_.push_back({Severity::error, id, "", 0, 0, path, message, hint});
  }
  void warning(const std::string& id, const std::string& path, const std::string& message, const std::string& hint) {
    problems_.push_back({Severity::warning, id, "", 0, 0, path, message, hint});
  }

  void whole(const std::string& path, Duration value, std::int64_t least = 0) {
    const std::int64_t seconds = std::max(least, wholeSeconds(value));
    if (Duration{seconds * 1'000'000'000} != value)
      warning("rounded", path, fmt::format("Step Functions takes whole seconds; {} becomes {} s", toText(value), seconds),
              "choose whole seconds to deploy what is simulated");
  }

  void walk(const Steps& steps, const std::string& path) {
    for (std::size_t i = 0; i < steps.size(); ++i) check(steps[i], fmt::format("{}.{}", path, i));
  }

  void check(const Step& step, const std::string& path) {
    if (std::holds_alternative<ComputeStep>(step.what))
      error("not-expressible", path, "a workflow of Step Functions doesn't compute", "call a function that does");
    if (std::holds_alternative<WaitForStep>(step.what))
      error("not-expressible", path, "Step Functions waits for all branches, not for some", "use 'parallel'");
    if (const auto* wait = std::get_if<WaitStep>(&step.what)) {
      whole(path + ".wait", mean(wait->time));
      if (!std::holds_alternative<Constant>(wait->time))
        warning("rounded", path + ".wait", fmt::format("Step Functions waits always {}", toText(mean(wait->time))),
                "choose a constant wait to deploy what is simulated");
    }
    if (const auto* call = std::get_if<CallStep>(&step.what)) checkCall(*call, path);
    if (const auto* send = std::get_if<SendStep>(&step.what))
      leadsTo(path + ".send", send->to.id, kinds<Function, Queue, Topic, Stream, EventBus, Workflow>(),
              "send to a function, queue, topic, stream, event-bus or workflow");
    if (const auto* parallel = std::get_if<ParallelStep>(&step.what))
      for (std::size_t b = 0; b < parallel->branches.size(); ++b)
        walk(parallel->branches[b], fmt::format("{}.parallel.{}", path, b));
    if (const auto* branch = std::get_if<BranchStep>(&step.what))
      for (std::size_t b = 0; b < branch->options.size(); ++b)
        walk(branch->options[b].steps, fmt::format("{}.branch.{}.steps", path, b));
    if (const auto* loop = std::get_if<LoopStep>(&step.what)) checkRounds(loop->times, loop->steps, path + ".loop", path);
    if (const auto* map = std::get_if<MapStep>(&step.what)) {
      checkRounds(map->items, map->steps, path + ".map", path);
      if (std::min(map->items, map->limit == 0 ? map->items : map->limit) > kInlineMax)
        warning("rounded", path + ".limit", fmt::format("Step Functions does at most {} items at once", kInlineMax),
                fmt::format("set 'limit' to {} to simulate what is deployed", kInlineMax));
    }
  }

  void checkRounds(int count, const Steps& steps, const std::string& countPath, const std::string& path) {
    if (count < 1 || count > kRoundsMax)
      error("out-of-range", countPath, fmt::format("{} isn't possible: a workflow counts 1 to {} rounds", count, kRoundsMax),
            fmt::format("choose a value from 1 to {}", kRoundsMax));
    walk(steps, path + ".steps");
  }

  void checkCall(const CallStep& call, const std::string& path) {
    leadsTo(path + ".call", call.to.id, kinds<Function, NosqlDb, ObjectStore, External>(),
            "call a function, which calls that, or a nosql-db, object-store or external");
    if (call.timeout) whole(path + ".timeout", *call.timeout);
    if (call.breaker)
      error("not-expressible", path + ".breaker", "a workflow of Step Functions has no circuit breaker", "leave it out");
    if (call.retry) {
      whole(path + ".retry.backoff", call.retry->backoff, 1);
      if (call.retry->cap) whole(path + ".retry.cap", *call.retry->cap, 1);
      if (call.retry->budget)
        error("not-expressible", path + ".retry.budget", "a workflow of Step Functions has no budget of retries",
              "leave it out");
      if (call.retry->jitter == Jitter::equal)
        warning("rounded", path + ".retry.jitter", "Step Functions knows full jitter alone; that is deployed",
                "choose 'full' to simulate what is deployed");
    }
    if (call.caught) walk(*call.caught, path + ".catch");
  }

  void leadsTo(const std::string& path, const ComponentId& to, KindSet allowed, const std::string& hint) {
    const Component* target = architecture_.find(to);
    if (!target || (allowed >> target->kind.index() & 1U) == 0)
      error("not-expressible", path,
            target ? fmt::format("a workflow's state can't lead to '{}' ({}) here", to, kindName(target->kind))
                   : fmt::format("there is no component '{}'", to),
            hint);
  }

  const Architecture& architecture_;
  const ComponentId& id_;
  Problems problems_;
};

}  // namespace

Problems workflowProblems(const Architecture& architecture, const ComponentId& id, const Workflow& workflow) {
  return WorkflowLimits(architecture, id).found(workflow);
}

}  // namespace virga::model
