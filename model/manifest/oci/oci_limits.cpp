#include <algorithm>
#include <functional>
#include <map>
#include <set>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "model/manifest/cron_lines.h"
#include "model/manifest/oci/oci_plan.h"
#include "model/manifest/whole_units.h"

namespace virga::model {

namespace {

// The ranges are those of Oracle's documentation of 2026: Functions (memory, time limits, provisioned concurrency by the
// catalog), Queue (CreateQueueDetails), Streaming (CreateStreamDetails), Connector Hub (FunctionsTargetDetails).
constexpr std::int64_t kVisibilityMax = 43'200, kQueueRetentionMin = 10, kQueueRetentionMax = 604'800;
constexpr int kDeliveriesMax = 20;
constexpr std::int64_t kStreamHoursMin = 24, kStreamHoursMax = 168;

class OciLimits {
 public:
  OciLimits(const Architecture& architecture, const Catalog& catalog, const std::vector<FunctionPlan>& plans)
      : architecture_(architecture), catalog_(catalog), plans_(plans) {}

  Problems found() {
    for (const FunctionPlan& plan : plans_) checkFunction(plan);
    for (const Component& component : architecture_.components)
      std::visit([&](const auto& kind) { check(component.id, kind); }, component.kind);
    checkCircles();
    return std::move(problems_);
  }

 private:
  void error(const std::string& id, const std::string& path, const std::string& message, const std::string& hint) {
    problems_.push_back({Severity::error, id, "", 0, 0, path, message, hint});
  }

  void rounded(const std::string& path, const std::string& message, const std::string& hint) {
    problems_.push_back({Severity::warning, "rounded", "", 0, 0, path, message, hint});
  }

  void inSeconds(const std::string& path, Duration value, std::int64_t min, std::int64_t max, const char* taker) {
    const std::int64_t whole = ceilSeconds(value);
    if (whole < min || whole > max)
      error("out-of-range", path, fmt::format("{} isn't possible: {} takes {} s to {} s", toText(value), taker, min, max),
            fmt::format("choose a value from {} s to {} s", min, max));
    else if (seconds(whole) != value)
      rounded(path, fmt::format("{} takes whole seconds; {} becomes {} s", taker, toText(value), whole),
              "choose whole seconds to deploy what is simulated");
  }

  void inRange(const std::string& path, std::int64_t value, std::int64_t min, std::int64_t max, const char* taker) {
    if (value < min || value > max)
      error("out-of-range", path, fmt::format("{} isn't possible: {} takes {} to {}", value, taker, min, max),
            fmt::format("choose a value from {} to {}", min, max));
  }

  void checkFunction(const FunctionPlan& plan) {
    const ComponentId& id = plan.component->id;
    const Function& function = *plan.function;
    const auto& sizes = catalog_.instanceSizes;
    if (std::none_of(sizes.begin(), sizes.end(), [&](const InstanceSize& size) { return size.memory == function.memory; })) {
      std::vector<std::string> texts;
      for (const InstanceSize& size : sizes) texts.push_back(toText(size.memory));
      const std::string all = fmt::format("{}", fmt::join(texts, ", "));
      error("out-of-range", id + ".memory",
            fmt::format("{} isn't possible: OCI Functions has the sizes {}", toText(function.memory), all),
            fmt::format("write {}", toText(catalog_.instanceMemory(function.memory))));
    }
    inSeconds(id + ".timeout", function.timeout, 1, ceilSeconds(catalog_.duration("function.timeout-max")), "OCI Functions");
    if (function.instanceConcurrency.value_or(1) != 1)
      error("not-expressible", id + ".instance-concurrency", "a container of OCI Functions takes one invocation at a time",
            "leave 'instance-concurrency' out or set it to 1");
    if (function.reservedConcurrency)
      error("not-expressible", id + ".reserved-concurrency",
            "OCI limits the memory of all functions of a tenancy together and not the concurrency of one",
            "leave it out, and ask for a lower limit of the tenancy where one is needed");
    if (function.start == InstanceStart::snapshot)
      error("not-expressible", id + ".start", "OCI Functions takes no snapshots of instances",
            "leave 'start' out, and keep instances ready by 'provisioned-concurrency'");
    if (function.runtime.empty())
      error("no-runtime", id + ".runtime", "the function has no runtime", "set 'runtime', for example nodejs22");
  }

  template <class Kind>
  void check(const ComponentId&, const Kind&) {}

  void check(const ComponentId& id, const WebsocketApi&) {
    error("not-expressible", id, fmt::format("OCI has no WebSocket gateway that invokes functions, as '{}' would", id),
          "run a WebSocket server of your own in Container Instances and put an external in its place");
  }

  void check(const ComponentId& id, const Workflow&) {
    error("not-expressible", id, fmt::format("OCI has no state machines that invoke functions, as '{}' would be one", id),
          "let functions call each other or pass messages on, or put an external for an integration in its place");
  }

  void check(const ComponentId& id, const ContainerService&) {
    error(
        "not-expressible", id,
        fmt::format("OCI's Container Instances neither scale nor share requests out, as '{}' (container-service) would", id),
        "deploy it apart, for example on OKE, and put an external in its place, which takes its URL");
  }

  bool isFunction(const std::string& path, const ComponentId& to, const std::string& instead) {
    if (findKind<Function>(architecture_, to)) return true;
    const Component* target = architecture_.find(to);
    error("not-expressible", path,
          target ? fmt::format("this can't lead to '{}' ({}) in OCI", to, kindName(target->kind))
                 : fmt::format("there is no component '{}'", to),
          instead);
    return false;
  }

  void check(const ComponentId& id, const Queue& queue) {
    if (holdsDeadLettersAlone(architecture_, plans_, id)) return;
    inSeconds(id + ".visibility", queue.visibility, 0, kVisibilityMax, "OCI Queue");
    inSeconds(id + ".retention", queue.retention, kQueueRetentionMin, kQueueRetentionMax, "OCI Queue");
    if (queue.deadLetter) {
      inRange(id + ".max-receives", queue.maxReceives, 1, kDeliveriesMax, "OCI Queue");
      const auto* dead = findKind<Queue>(architecture_, queue.deadLetter->id);
      if (!dead)
        error("not-expressible", id + ".dead-letter", fmt::format("'{}' isn't a queue", queue.deadLetter->id),
              "name a queue");
      else if (!dead->consumers.empty() || dead->deadLetter)
        error("not-expressible", id + ".dead-letter",
              fmt::format("OCI keeps the dead letters inside '{}', where no connector reads them; '{}' can't consume them",
                          id, queue.deadLetter->id),
              "leave the consumers of the dead-letter queue out and read it by hand or from a schedule's function");
    }
    std::set<ComponentId> consumers;
    for (std::size_t i = 0; i < queue.consumers.size(); ++i) {
      const Consumer& consumer = queue.consumers[i];
      const std::string path = fmt::format("{}.consumers.{}", id, i);
      isFunction(path + ".to", consumer.to.id, "name a function");
      if (!consumers.insert(consumer.to.id).second)
        error("double-consumer", path, fmt::format("'{}' consumes this queue twice", consumer.to.id), "leave one of them");
      if (consumer.window.nanoseconds % seconds(1).nanoseconds != 0)
        rounded(path + ".window",
                fmt::format("a connector takes whole seconds; {} becomes {} s", toText(consumer.window),
                            ceilSeconds(consumer.window)),
                "choose whole seconds to deploy what is simulated");
      if (const auto* function = findKind<Function>(architecture_, consumer.to.id);
          function && ceilSeconds(queue.visibility) < ceilSeconds(function->timeout))
        error("visibility-too-short", id + ".visibility",
              fmt::format("{} is shorter than the timeout of '{}' ({}): messages would be handed over again while they are "
                          "worked on",
                          toText(queue.visibility), consumer.to.id, toText(function->timeout)),
              fmt::format("set it to {} or more", toText(function->timeout)));
    }
  }

  void check(const ComponentId& id, const Stream& stream) {
    const std::int64_t retentionHours = (ceilSeconds(stream.retention) + 3599) / 3600;
    inRange(id + ".retention", retentionHours, kStreamHoursMin, kStreamHoursMax, "OCI Streaming, in hours,");
    if (hours(retentionHours) != stream.retention)
      rounded(id + ".retention",
              fmt::format("OCI Streaming takes whole hours; {} becomes {} h", toText(stream.retention), retentionHours),
              "choose whole hours to deploy what is simulated");
    for (std::size_t i = 0; i < stream.consumers.size(); ++i) {
      const StreamConsumer& consumer = stream.consumers[i];
      const std::string path = fmt::format("{}.consumers.{}", id, i);
      isFunction(path + ".to", consumer.to.id, "name a function");
      if (consumer.parallelization > 1)
        error("not-expressible", path + ".parallelization", "a connector hands over one batch of a partition at a time",
              "raise the number of shards instead");
      if (consumer.maxRetries || consumer.maxAge || consumer.onError == BatchFailure::bisect || consumer.onFailure)
        error("not-expressible", path,
              "a connector tries a failed batch again until its records expire, and tells nobody of what was given up",
              "leave out max-retries, max-age, on-error and on-failure, and send what fails to a queue in the function");
    }
  }

  void check(const ComponentId& id, const NosqlDb& table) {
    if (!table.changes.empty())
      error("not-expressible", id + ".changes", "NoSQL Database has no stream of changes that invokes functions",
            "let whoever writes send the change to a topic or stream as well");
    if (table.billing == Capacity::provisioned && (table.readUnits.value_or(0) < 1 || table.writeUnits.value_or(0) < 1))
      error("out-of-range", id + ".read-units", "a provisioned table takes 1 or more read and write units",
            "state 'read-units' and 'write-units'");
  }

  template <class Edges>
  void checkSubscribers(const ComponentId& id, const char* key, const Edges& edges) {
    std::set<ComponentId> known;
    for (std::size_t i = 0; i < edges.size(); ++i) {
      const std::string path = fmt::format("{}.{}.{}.to", id, key, i);
      if (!findKind<External>(architecture_, edges[i].to.id))
        isFunction(path, edges[i].to.id, "Notifications tells functions and HTTPS endpoints: put a function in between");
      if (!known.insert(edges[i].to.id).second)
        error("double-subscription", path, fmt::format("'{}' has subscribed twice", edges[i].to.id), "leave one of them");
    }
  }

  void check(const ComponentId& id, const Topic& topic) { checkSubscribers(id, "subscriptions", topic.subscriptions); }
  void check(const ComponentId& id, const EventBus& bus) { checkSubscribers(id, "rules", bus.rules); }

  void check(const ComponentId& id, const Schedule& schedule) {
    const std::string path = id + (schedule.every ? ".every" : ".cron");
    if (const auto lines = cronLines(schedule); !lines)
      error("not-expressible", path,
            fmt::format("{} isn't possible: {}", schedule.every ? toText(*schedule.every) : "'" + schedule.cron + "'",
                        lines.error()),
            schedule.every ? "choose whole minutes that divide the day" : "write five fields of cron");
    for (std::size_t i = 0; i < schedule.targets.size(); ++i)
      isFunction(fmt::format("{}.targets.{}.to", id, i), schedule.targets[i].to.id,
                 "Resource Scheduler invokes functions: put one in between");
  }

  void check(const ComponentId& id, const ObjectStore& store) {
    for (std::size_t i = 0; i < store.notifications.size(); ++i) {
      const ComponentId& to = store.notifications[i].to.id;
      if (!findKind<Topic>(architecture_, to) && !findKind<EventBus>(architecture_, to) &&
          !findKind<Stream>(architecture_, to))
        isFunction(fmt::format("{}.notifications.{}.to", id, i), to,
                   "Events tells functions and topics: put a function in between");
    }
  }

  void check(const ComponentId& id, const HttpApi& api) {
    static const std::set<std::string> kMethods = {"ANY", "HEAD", "DELETE", "GET", "OPTIONS", "PATCH", "POST", "PUT"};
    if (api.routes.empty()) error("no-routes", id + ".routes", "the API has no routes", "add a route to a function");
    std::set<std::string> known;
    for (std::size_t i = 0; i < api.routes.size(); ++i) {
      const Route& route = api.routes[i];
      const std::string path = fmt::format("{}.routes.{}", id, i);
      if (route.split) error("not-covered", path + ".split", "this format doesn't cover split routes", "leave it out");
      isFunction(path + ".to", route.to.id, "this format covers routes to functions");
      if (const std::string method = route.route.substr(0, route.route.find(' ')); kMethods.count(method) == 0)
        error("not-expressible", path + ".route", fmt::format("'{}' isn't a method that API Gateway takes", method),
              fmt::format("write one of {}", fmt::join(kMethods, ", ")));
      if (!known.insert(route.route).second)
        error("double-route", path, fmt::format("'{}' is there twice", route.route), "leave one of them");
    }
    if (api.auth && !findKind<Auth>(architecture_, api.auth->with.id))
      error("not-expressible", id + ".auth.with", fmt::format("'{}' isn't an auth component", api.auth->with.id),
            "name a component of the kind 'auth'");
    if (!api.throttle) return;
    const double rate = api.throttle->rate.perSecond;
    if (rate < 1)
      error("out-of-range", id + ".throttle.rate",
            fmt::format("{} isn't possible: API Gateway takes 1/s or more", toText(api.throttle->rate)),
            "choose 1/s or more");
    else if (rate != static_cast<double>(static_cast<std::int64_t>(rate)))
      rounded(id + ".throttle.rate",
              fmt::format("API Gateway takes whole requests a second, not {}", toText(api.throttle->rate)),
              "choose a whole number to deploy what is simulated");
  }

  // The configuration of a function holds the OCIDs of those it calls: Terraform refuses circles among them.
  void checkCircles() {
    std::map<ComponentId, std::vector<ComponentId>> needs;
    for (const FunctionPlan& plan : plans_)
      for (const Use& use : plan.uses)
        if (findKind<Function>(architecture_, use.target)) needs[plan.component->id].push_back(use.target);
    std::set<ComponentId> done, reported;
    std::vector<ComponentId> way;
    const std::function<void(const ComponentId&)> visit = [&](const ComponentId& id) {
      if (const auto start = std::find(way.begin(), way.end(), id); start != way.end()) {
        if (reported.insert(id).second)
          error("circle", id,
                fmt::format("{} → {} is a circle; Terraform can't create it", fmt::join(start, way.end(), " → "), id),
                "put a queue between two of them");
        return;
      }
      if (!done.insert(id).second) return;
      way.push_back(id);
      for (const ComponentId& next : needs[id]) visit(next);
      way.pop_back();
    };
    for (const FunctionPlan& plan : plans_) visit(plan.component->id);
  }

  const Architecture& architecture_;
  const Catalog& catalog_;
  const std::vector<FunctionPlan>& plans_;
  Problems problems_;
};

}  // namespace

Problems ociProblems(const Architecture& architecture, const Catalog& catalog, const std::vector<FunctionPlan>& plans) {
  return OciLimits(architecture, catalog, plans).found();
}

}  // namespace virga::model
