#include <set>
#include <string_view>

#include <fmt/format.h>

#include "model/edit/references.h"
#include "model/manifest/cron_lines.h"
#include "model/manifest/knative/knative_context.h"
#include "model/manifest/whole_units.h"

namespace virga::model {

namespace {

// The ranges are those of knative/serving, pkg/apis/autoscaling/register.go and pkg/apis/serving/v1, and of the validation
// of knative/eventing, both of 2026.
class KnativeLimits {
 public:
  KnativeLimits(const Architecture& architecture, const Catalog& catalog, const std::vector<FunctionPlan>& plans)
      : architecture_(architecture), catalog_(catalog), plans_(plans) {}

  Problems found() {
    for (const FunctionPlan& plan : plans_) checkFunction(plan);
    checkScaling();
    for (const Component& component : architecture_.components) check(component);
    return std::move(problems_);
  }

 private:
  void error(const std::string& id, const std::string& path, const std::string& message, const std::string& hint) {
    problems_.push_back({Severity::error, id, "", 0, 0, path, message, hint});
  }

  void check(const Component& component) {
    const ComponentId& id = component.id;
    if (std::holds_alternative<WebsocketApi>(component.kind))
      error("not-expressible", id,
            fmt::format("Knative holds no WebSocket connections for functions that come and go, as '{}' would", id),
            "run a WebSocket server of your own and put an external in its place");
    else if (std::holds_alternative<Workflow>(component.kind))
      error("not-expressible", id, fmt::format("Knative has no state machines, as '{}' would be one", id),
            "let functions call each other or pass messages on, or run a workflow engine and put an external in its place");
    else if (const auto* queue = std::get_if<Queue>(&component.kind))
      checkQueue(id, *queue);
    else if (const auto* topic = std::get_if<Topic>(&component.kind))
      checkTargets(id + ".subscriptions", topic->subscriptions);
    else if (const auto* bus = std::get_if<EventBus>(&component.kind))
      checkTargets(id + ".rules", bus->rules);
    else if (const auto* store = std::get_if<ObjectStore>(&component.kind))
      checkTargets(id + ".notifications", store->notifications);
    else if (const auto* stream = std::get_if<Stream>(&component.kind))
      checkConsumers(id + ".consumers", stream->consumers);
    else if (const auto* table = std::get_if<NosqlDb>(&component.kind))
      checkConsumers(id + ".changes", table->changes);
    else if (const auto* schedule = std::get_if<Schedule>(&component.kind))
      checkSchedule(id, *schedule);
    else if (const auto* api = std::get_if<HttpApi>(&component.kind))
      checkApi(id, *api);
  }

  void checkFunction(const FunctionPlan& plan) {
    const ComponentId& id = plan.component->id;
    const Function& function = *plan.function;
    if (function.timeout < seconds(1))
      error("out-of-range", id + ".timeout",
            fmt::format("{} isn't possible: Knative takes 1 s or more", toText(function.timeout)), "choose 1 s or more");
    else if (function.timeout.nanoseconds % seconds(1).nanoseconds != 0)
      problems_.push_back({Severity::warning, "rounded", "", 0, 0, id + ".timeout",
                           fmt::format("Knative takes whole seconds; {} becomes {} s", toText(function.timeout),
                                       ceilSeconds(function.timeout)),
                           "choose whole seconds to deploy what is simulated"});
    if (function.memory.bytes % mebibytes(1).bytes != 0)
      problems_.push_back({Severity::warning, "rounded", "", 0, 0, id + ".memory",
                           fmt::format("{} becomes {} MiB", toText(function.memory), ceilMebibytes(function.memory)),
                           "choose whole MiB to deploy what is simulated"});
    if (plan.service) checkService(id, *plan.service);
    if (function.instanceConcurrency && (*function.instanceConcurrency < 1 || *function.instanceConcurrency > 1000))
      error("out-of-range", id + ".instance-concurrency",
            fmt::format("{} isn't possible: containerConcurrency takes 1 to 1000", *function.instanceConcurrency),
            "choose a value from 1 to 1000");
    if (function.reservedConcurrency && *function.reservedConcurrency == 0)
      error("not-expressible", id + ".reserved-concurrency",
            "Knative has no way to switch a function off: a max-scale of 0 means without limit",
            "leave the function out, or reserve 1 or more");
    if (function.start == InstanceStart::snapshot)
      error("not-expressible", id + ".start", "Knative starts containers and takes no snapshots of them",
            "leave 'start' out");
    if (function.runtime.empty())
      error("no-runtime", id + ".runtime", "the function has no runtime", "set 'runtime', for example nodejs22");
  }

  // The queue before a container holds ten times what the container takes at once (knative/serving,
  // pkg/queue/sharedmain/main.go, QueueDepth, 2026).
  void checkService(const ComponentId& id, const ContainerService& service) {
    if (service.queueLimit)
      problems_.push_back({Severity::warning, "no-queue-limit", "", 0, 0, id + ".queue-limit",
                           fmt::format("Knative lets {} requests wait before each instance, not {} before all",
                                       10 * service.concurrency, *service.queueLimit),
                           "leave it out to simulate what is deployed"});
    if (!service.autoscaling) return;
    const double target = service.autoscaling->target.value * 100;
    if (target < 1 || target > 100)
      error("out-of-range", id + ".autoscaling.target",
            fmt::format("{:g} % isn't possible: Knative takes 1 % to 100 %", target), "choose a value from 1 % to 100 %");
    if (service.autoscaling->cooldown > seconds(3600))
      error("out-of-range", id + ".autoscaling.cooldown",
            fmt::format("{} isn't possible: Knative takes 0 to 1 h", toText(service.autoscaling->cooldown)),
            "choose at most 1 h");
  }

  void checkScaling() {
    for (const ProviderSettings& settings : architecture_.providers) {
      if (settings.provider != catalog_.provider) continue;
      const std::string path = "providers." + settings.provider;
      const auto within = [&](const std::string& field, double value, double min, double max, const std::string& unit) {
        if (value < min || value > max)
          error("out-of-range", path + field,
                fmt::format("{:g}{} isn't possible: Knative takes {:g} to {:g}{}", value, unit, min, max, unit),
                fmt::format("choose a value from {:g} to {:g}{}", min, max, unit));
      };
      if (settings.autoscaler) {
        const Autoscaler& scaler = *settings.autoscaler;
        within(".autoscaler.target", scaler.target.value * 100, 1, 100, " %");
        within(".autoscaler.window", scaler.stableWindow.seconds(), 6, 3600, " s");
        within(".autoscaler.panic-window",
               100 * scaler.panicWindow.seconds() / std::max(scaler.stableWindow.seconds(), 1e-9), 1, 100,
               " % of the window");
        within(".autoscaler.panic-threshold", scaler.panicThreshold * 100, 110, 1000, " %");
      }
      const auto* keep = settings.keepAlive ? std::get_if<Constant>(&*settings.keepAlive) : nullptr;
      if (keep && settings.scaling.value_or(Scaling::perRequest) != Scaling::knative)
        within(".keep-alive", keep->value.seconds(), 0, 3600, " s");
      if (settings.maxInstances && settings.alwaysReady && *settings.alwaysReady > *settings.maxInstances)
        error("out-of-range", path + ".always-ready",
              fmt::format("{} instances don't fit into at most {}", *settings.alwaysReady, *settings.maxInstances),
              "raise 'max-instances' or lower 'always-ready'");
    }
  }

  void checkQueue(const ComponentId& id, const Queue& queue) {
    if (queue.deadLetter && !findKind<Queue>(architecture_, queue.deadLetter->id))
      error("not-expressible", id + ".dead-letter", fmt::format("'{}' isn't a queue", queue.deadLetter->id), "name a queue");
    for (std::size_t i = 0; i < queue.consumers.size(); ++i) {
      const std::string path = fmt::format("{}.consumers.{}", id, i);
      if (!findKind<Function>(architecture_, queue.consumers[i].to.id))
        error("not-expressible", path + ".to", fmt::format("'{}' isn't a function", queue.consumers[i].to.id),
              "name a function");
    }
    if (queue.consumers.size() > 1)
      error("not-expressible", id + ".consumers",
            "each Trigger of a Broker gets every event, so several consumers wouldn't share a queue's messages",
            "leave one consumer, or make a topic of the queue");
  }

  template <class Edges>
  void checkTargets(const std::string& path, const Edges& edges) {
    for (std::size_t i = 0; i < edges.size(); ++i) checkSink(fmt::format("{}.{}.to", path, i), edges[i].to.id);
  }

  void checkSink(const std::string& path, const ComponentId& to) {
    const Component* target = architecture_.find(to);
    const bool takes =
        target && (std::holds_alternative<Function>(target->kind) || std::holds_alternative<Queue>(target->kind) ||
                   std::holds_alternative<Topic>(target->kind) || std::holds_alternative<EventBus>(target->kind) ||
                   std::holds_alternative<Stream>(target->kind) || std::holds_alternative<External>(target->kind));
    if (!takes)
      error("not-expressible", path,
            target ? fmt::format("'{}' ({}) takes no events here", to, kindName(target->kind))
                   : fmt::format("there is no component '{}'", to),
            "name a function, queue, topic, event-bus, stream or external");
  }

  void checkConsumers(const std::string& path, const std::vector<StreamConsumer>& consumers) {
    for (std::size_t i = 0; i < consumers.size(); ++i) {
      const StreamConsumer& consumer = consumers[i];
      const std::string here = fmt::format("{}.{}", path, i);
      if (!findKind<Function>(architecture_, consumer.to.id))
        error("not-expressible", here + ".to", fmt::format("'{}' isn't a function", consumer.to.id), "name a function");
      if (consumer.parallelization > 1)
        error("not-expressible", here + ".parallelization",
              "a KafkaSource that keeps records of one key in order takes one at a time of each partition",
              "raise the number of shards instead");
      if (consumer.maxAge)
        error("not-expressible", here + ".max-age", "a KafkaSource counts retries and knows no age of records",
              "state 'max-retries' instead");
      if (consumer.onFailure && !findKind<Queue>(architecture_, consumer.onFailure->id))
        error("not-expressible", here + ".on-failure", fmt::format("'{}' isn't a queue", consumer.onFailure->id),
              "name a queue");
    }
  }

  void checkSchedule(const ComponentId& id, const Schedule& schedule) {
    if (const auto lines = cronLines(schedule); !lines)
      error("not-expressible", id + (schedule.every ? ".every" : ".cron"),
            fmt::format("{} isn't possible: {}", schedule.every ? toText(*schedule.every) : "'" + schedule.cron + "'",
                        lines.error()),
            schedule.every ? "choose whole minutes that divide the day" : "write five fields of cron");
    checkTargets(id + ".targets", schedule.targets);
  }

  void checkApi(const ComponentId& id, const HttpApi& api) {
    static const std::set<std::string_view> kMethods = {"ANY",     "CONNECT", "DELETE", "GET", "HEAD",
                                                        "OPTIONS", "PATCH",   "POST",   "PUT", "TRACE"};
    if (api.routes.empty()) error("no-routes", id + ".routes", "the API has no routes", "add a route to a function");
    if (api.routes.size() > 16)
      error("out-of-range", id + ".routes", fmt::format("an HTTPRoute has at most 16 rules, not {}", api.routes.size()),
            "split the API into several");
    std::set<std::string> known;
    for (std::size_t i = 0; i < api.routes.size(); ++i) {
      const Route& route = api.routes[i];
      const std::string path = fmt::format("{}.routes.{}", id, i);
      const std::string method = route.route.substr(0, route.route.find(' '));
      // An HTTPRoute has weights, but for whole backends: here that is one for all, Knative's ingress, which tells Services
      // apart by a host that a route can name once.
      if (route.split) error("not-covered", path + ".split", "this format doesn't cover split routes", "leave it out");
      if (!findKind<Function>(architecture_, route.to.id) && !findKind<ContainerService>(architecture_, route.to.id))
        error("not-covered", path + ".to", "this format covers only routes to functions and container services",
              "name a function or container-service");
      if (kMethods.count(method) == 0)
        error("not-expressible", path + ".route", fmt::format("'{}' isn't a method that an HTTPRoute takes", method),
              "write one of the methods of HTTP, or ANY");
      if (!known.insert(route.route).second)
        error("double-route", path, fmt::format("'{}' is there twice", route.route), "leave one of them");
    }
    if (api.auth && !findKind<Auth>(architecture_, api.auth->with.id))
      error("not-expressible", id + ".auth.with", fmt::format("'{}' isn't an auth component", api.auth->with.id),
            "name a component of the kind 'auth'");
    if (api.throttle && api.throttle->rate.perSecond * 3600 < 1)
      error("out-of-range", id + ".throttle", "the gateway takes one request an hour or more", "choose a higher rate");
  }

  const Architecture& architecture_;
  const Catalog& catalog_;
  const std::vector<FunctionPlan>& plans_;
  Problems problems_;
};

}  // namespace

Problems knativeProblems(const Architecture& architecture, const Catalog& catalog, const std::vector<FunctionPlan>& plans) {
  return KnativeLimits(architecture, catalog, plans).found();
}

}  // namespace virga::model
