#include "simulator/platform/compile_scaling.h"

#include <algorithm>

#include <fmt/format.h>

namespace virga::simulator {

using namespace model;

namespace {

Scaling scalingOf(const std::string& word) {
  if (word == "controller") return Scaling::controller;
  if (word == "autoscaler") return Scaling::autoscaler;
  if (word == "knative") return Scaling::knative;
  return Scaling::perRequest;
}

bool leadsTo(const CompiledSystem& system, std::uint32_t function) {
  const auto is = [function](TargetKind kind, std::uint32_t index) {
    return kind == TargetKind::function && index == function;
  };
  for (const auto& flow : system.flows)
    if (is(flow.kind, flow.target)) return true;
  for (const auto& api : system.apis)
    for (const auto& route : api.routes)
      if (is(route.to.kind, route.to.index) || (route.split && is(route.split->to.kind, route.split->to.index))) return true;
  for (const auto& caller : system.functions)
    for (const auto& edge : caller.edges)
      if (is(edge.kind, edge.target)) return true;
  return false;
}

}  // namespace

CompiledScaling compileScaling(Compilation& c, const CompiledFunction& function) {
  const auto& settings = c.settings;
  const auto& catalog = c.catalog;
  const auto path = "providers." + catalog.provider;
  CompiledScaling rule;
  rule.kind = settings.scaling ? *settings.scaling : scalingOf(catalog.text("function.scaling"));
  const auto most = catalog.optionalNumber("function.max-instances");
  if (settings.maxInstances)
    rule.maxInstances = static_cast<std::uint32_t>(*settings.maxInstances);
  else if (most)
    rule.maxInstances = static_cast<std::uint32_t>(*most);
  if (rule.kind == Scaling::perRequest) {
    if (settings.maxWait)
      c.problem(path + ".max-wait", "invocations don't wait for an instance with scaling: per-request",
                "leave it out, or choose another scaling");
    if (settings.maxInstances)
      c.problem(path + ".max-instances", "scaling: per-request limits executions, not instances",
                "say concurrency-limit, or reserved-concurrency at the function");
    if (settings.prewarmed)
      c.problem(path + ".prewarmed", "nothing stands by with scaling: per-request",
                "say always-ready, or provisioned-concurrency at the function");
    if (settings.autoscaler)
      c.problem(path + ".autoscaler", "scaling: per-request has no autoscaler", "say scaling: knative");
    return rule;
  }
  // A function's reserved concurrency is its limit here, too, in whole instances.
  if (function.reserved >= 0)
    rule.maxInstances = std::min(
        rule.maxInstances,
        static_cast<std::uint32_t>((function.reserved + function.instanceConcurrency - 1) / function.instanceConcurrency));
  const auto longest = std::max(catalog.duration("function.wait-max").nanoseconds,
                                static_cast<std::int64_t>(catalog.number("function.wait-starts") * function.start.mean()));
  rule.maxWait = settings.maxWait ? settings.maxWait->nanoseconds : longest;
  rule.prewarmed = settings.prewarmed ? static_cast<std::uint32_t>(*settings.prewarmed)
                                      : static_cast<std::uint32_t>(catalog.number("function.prewarmed-instances"));
  const auto slots = static_cast<double>(function.instanceConcurrency);
  rule.interval = catalog.duration("function.scaling-interval").nanoseconds;
  rule.window = catalog.duration("function.scaling-window").nanoseconds;
  rule.perInstance = slots * catalog.number("function.scaling-target");
  if (const auto step = catalog.optionalNumber("function.scaling-step")) rule.step = static_cast<std::uint32_t>(*step);
  if (const auto target = catalog.optionalNumber("function.scaling-cpu-target"); target && rule.kind == Scaling::autoscaler)
    rule.vcpusPerInstance = *target * function.vcpus;
  if (rule.kind == Scaling::knative || settings.autoscaler) {
    const auto autoscaler = settings.autoscaler.value_or(Autoscaler{});
    if (rule.kind == Scaling::controller)
      c.problem(path + ".autoscaler", "scaling: controller has no autoscaler", "say scaling: autoscaler or knative");
    if (autoscaler.panicWindow > autoscaler.stableWindow)
      c.problem(path + ".autoscaler.panic-window",
                fmt::format("is {}, longer than the stable window of {}", toText(autoscaler.panicWindow),
                            toText(autoscaler.stableWindow)),
                "a panic window is a small part of it, e.g. a tenth");
    rule.interval = autoscaler.every.nanoseconds;
    rule.window = autoscaler.stableWindow.nanoseconds;
    rule.panicWindow = autoscaler.panicWindow.nanoseconds;
    rule.perInstance = slots * autoscaler.target.value;
    rule.knative = {rule.perInstance, autoscaler.panicThreshold, rule.window, autoscaler.maxScaleUp,
                    autoscaler.maxScaleDown};
  }
  return rule;
}

void compilePulls(Compilation& c) {
  if (c.settings.messageConcurrency && !c.catalog.optionalNumber("queue.backlog-per-instance"))
    c.problem("providers." + c.catalog.provider + ".message-concurrency",
              "instances don't take messages themselves on this platform", "leave it out");
  const auto perInstance = c.catalog.optionalNumber("queue.backlog-per-instance");
  const auto step = c.catalog.optionalNumber("function.scaling-step-events");
  for (std::uint32_t i = 0; i < c.system.consumers.size(); ++i) {
    auto& consumer = c.system.consumers[i];
    auto& function = c.system.functions[consumer.function];
    if (function.scaling.kind != Scaling::controller || !perInstance) continue;
    consumer.pulls = true;
    auto& rule = function.scaling;
    rule.pulls.push_back(i);
    rule.dynamicConcurrency = c.settings.messageConcurrency == MessageConcurrency::dynamic;
    function.sharesCpu = function.sharesCpu || rule.dynamicConcurrency;
    rule.backlogPerInstance = *perInstance;
    if (leadsTo(c.system, consumer.function)) continue;
    rule.interval = c.catalog.duration("function.scaling-interval-events").nanoseconds;
    rule.step = step ? static_cast<std::uint32_t>(*step) : kNone;
    if (const auto slots = c.catalog.optionalNumber("queue.instance-concurrency")) {
      function.instanceConcurrency = static_cast<std::uint32_t>(*slots);
      function.sharesCpu = true;
      rule.perInstance = *slots;
    }
  }
}

}  // namespace virga::simulator
