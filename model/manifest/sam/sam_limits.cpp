#include "model/manifest/sam/sam_limits.h"

#include <algorithm>
#include <functional>
#include <map>
#include <set>
#include <string_view>

#include <fmt/format.h>

#include "model/architecture/fields_component.h"
#include "model/catalog/snapshots.h"
#include "model/edit/references.h"
#include "model/manifest/protection_notes.h"
#include "model/manifest/sam/aws_schedule.h"
#include "model/manifest/sam/sam_context.h"

namespace virga::model {

namespace {

// The ranges are those of the CloudFormation resource reference: AWS::Lambda::Function, AWS::Lambda::EventSourceMapping,
// AWS::SQS::Queue and AWS::ApiGatewayV2::Integration.
class SamLimits {
 public:
  SamLimits(const Architecture& architecture, const std::vector<FunctionPlan>& plans)
      : architecture_(architecture), plans_(plans) {}

  Problems found() {
    for (const FunctionPlan& plan : plans_) checkFunction(plan);
    for (const Component& component : architecture_.components) {
      checkCovered(component);
      if (const auto* queue = std::get_if<Queue>(&component.kind)) checkQueue(component.id, *queue);
      if (const auto* api = std::get_if<HttpApi>(&component.kind)) checkApi(component.id, *api);
      if (const auto* socket = std::get_if<WebsocketApi>(&component.kind)) checkSocket(component.id, *socket);
      if (const auto* topic = std::get_if<Topic>(&component.kind)) checkTopic(component.id, *topic);
      if (const auto* stream = std::get_if<Stream>(&component.kind)) checkStream(component.id, *stream);
      if (const auto* table = std::get_if<NosqlDb>(&component.kind))
        checkConsumers(component.id + ".changes", table->changes, 86'400);
      if (const auto* bus = std::get_if<EventBus>(&component.kind)) checkBus(component.id, *bus);
      if (const auto* workflow = std::get_if<Workflow>(&component.kind))
        for (auto& problem : workflowProblems(architecture_, component.id, *workflow))
          problems_.push_back(std::move(problem));
      if (const auto* schedule = std::get_if<Schedule>(&component.kind)) checkSchedule(component.id, *schedule);
      if (const auto* store = std::get_if<ObjectStore>(&component.kind)) checkStore(component.id, *store);
      if (const auto* cache = std::get_if<Cache>(&component.kind); cache && cache->origin) checkOrigin(component.id, *cache);
    }
    checkCircles();
    for (auto& problem : credentialsForAnyOrigin(architecture_)) problems_.push_back(std::move(problem));
    return std::move(problems_);
  }

 private:
  void error(const std::string& id, const std::string& path, const std::string& message, const std::string& hint) {
    problems_.push_back({Severity::error, id, "", 0, 0, path, message, hint});
  }

  // What the template has no part for would be missing in the deployment without a word.
  void checkCovered(const Component& component) {
    const ComponentId& id = component.id;
    const auto uncovered = [&](const std::string& path, const std::string& what) {
      error("not-covered", path, fmt::format("this format doesn't cover {}", what), "take it out to export the rest");
    };
    const auto* api = std::get_if<HttpApi>(&component.kind);
    for (std::size_t i = 0; api && i < api->routes.size(); ++i) {
      const auto path = fmt::format("{}.routes.{}", id, i);
      if (findKind<External>(architecture_, api->routes[i].to.id)) uncovered(path + ".to", "routes that lead to externals");
    }
  }

  void inSeconds(const std::string& path, Duration value, std::int64_t min, std::int64_t max, const std::string& taker) {
    const std::int64_t seconds = wholeSeconds(value);
    if (seconds < min || seconds > max) {
      error("out-of-range", path, fmt::format("{} isn't possible: {} takes {} s to {} s", toText(value), taker, min, max),
            fmt::format("choose a value from {} s to {} s", min, max));
    } else if (Duration{seconds * 1'000'000'000} != value) {
      problems_.push_back({Severity::warning, "rounded", "", 0, 0, path,
                           fmt::format("{} takes whole seconds; {} becomes {} s", taker, toText(value), seconds),
                           "choose whole seconds to deploy what is simulated"});
    }
  }

  void inRange(const std::string& path, std::int64_t value, std::int64_t min, std::int64_t max, const std::string& taker) {
    if (value < min || value > max)
      error("out-of-range", path, fmt::format("{} isn't possible: {} takes {} to {}", value, taker, min, max),
            fmt::format("choose a value from {} to {}", min, max));
  }

  void checkFunction(const FunctionPlan& plan) {
    const ComponentId& id = plan.component->id;
    const Function& function = *plan.function;
    const std::int64_t memory = wholeMebibytes(function.memory);
    if (memory < 128 || memory > 10240)
      error("out-of-range", id + ".memory",
            fmt::format("{} isn't possible: AWS Lambda takes 128 MiB to 10,240 MiB", toText(function.memory)),
            "choose a value from 128 MiB to 10 GiB");
    else if (mebibytes(memory) != function.memory)
      problems_.push_back({Severity::warning, "rounded", "", 0, 0, id + ".memory",
                           fmt::format("AWS Lambda takes whole MiB; {} becomes {} MiB", toText(function.memory), memory),
                           "choose whole MiB to deploy what is simulated"});
    inSeconds(id + ".timeout", function.timeout, 1, 900, "AWS Lambda");
    if (function.instanceConcurrency.value_or(1) != 1)
      error("not-expressible", id + ".instance-concurrency", "an instance of AWS Lambda takes one invocation at a time",
            "leave 'instance-concurrency' out or set it to 1");
    if (function.provisionedConcurrency && function.reservedConcurrency &&
        *function.provisionedConcurrency > *function.reservedConcurrency)
      error("out-of-range", id + ".provisioned-concurrency",
            fmt::format("{} provisioned instances don't fit into a reserved concurrency of {}",
                        *function.provisionedConcurrency, *function.reservedConcurrency),
            "raise 'reserved-concurrency' or lower 'provisioned-concurrency'");
    if (function.packaging == Packaging::image)
      error("not-expressible", id + ".packaging",
            "this format deploys the handlers as zip packages; an image would have to be in a registry before",
            "leave 'packaging' out to export the function as a zip package");
    if (function.start == InstanceStart::snapshot) checkSnapshot(id, function);
    if (function.runtime.empty())
      error("no-runtime", id + ".runtime", "the function has no runtime", "set 'runtime', for example nodejs22");
    std::set<std::pair<ComponentId, std::string>> routes;
    for (const RouteUse& route : plan.routes)
      if (!routes.insert({route.api, route.method + " " + route.path}).second)
        error("double-route", route.api + ".routes", fmt::format("'{} {}' is there twice", route.method, route.path),
              "leave one of them");
  }

  void checkSnapshot(const ComponentId& id, const Function& function) {
    if (!takesSnapshots("aws", function.runtime))
      error("not-expressible", id + ".start", fmt::format("AWS Lambda takes no snapshots of {}", function.runtime),
            "leave 'start' out, or choose Python from 3.12 on, Java from 11 on or .NET");
    if (function.provisionedConcurrency.value_or(0) > 0)
      error("not-expressible", id + ".provisioned-concurrency",
            "AWS Lambda has no provisioned concurrency for functions that start from a snapshot", "leave one of them out");
  }

  void checkQueue(const ComponentId& id, const Queue& queue) {
    inSeconds(id + ".visibility", queue.visibility, 0, 43'200, "Amazon SQS");
    inSeconds(id + ".retention", queue.retention, 60, 1'209'600, "Amazon SQS");
    if (queue.deadLetter) {
      inRange(id + ".max-receives", queue.maxReceives, 1, 1000, "Amazon SQS");
      if (!findKind<Queue>(architecture_, queue.deadLetter->id))
        error("not-expressible", id + ".dead-letter", fmt::format("'{}' isn't a queue", queue.deadLetter->id),
              "name a queue");
    }
    std::set<ComponentId> consumers;
    for (std::size_t i = 0; i < queue.consumers.size(); ++i) {
      const Consumer& consumer = queue.consumers[i];
      const std::string path = fmt::format("{}.consumers.{}", id, i);
      const auto* function = findKind<Function>(architecture_, consumer.to.id);
      if (!function) {
        error("not-expressible", path + ".to", fmt::format("'{}' isn't a function", consumer.to.id), "name a function");
        continue;
      }
      if (!consumers.insert(consumer.to.id).second)
        error("double-consumer", path,
              fmt::format("'{}' consumes this queue twice; AWS Lambda refuses that", consumer.to.id), "leave one of them");
      inRange(path + ".batch", consumer.batch, 1, 10'000, "AWS Lambda");
      inSeconds(path + ".window", consumer.window, 0, 300, "AWS Lambda");
      if (consumer.batch > 10 && wholeSeconds(consumer.window) < 1)
        error("window-missing", path + ".window",
              fmt::format("a batch of {} needs a window: AWS Lambda takes more than 10 messages only with one",
                          consumer.batch),
              "set 'window' to 1 s or more, or 'batch' to at most 10");
      if (consumer.maxConcurrency) inRange(path + ".max-concurrency", *consumer.maxConcurrency, 2, 1000, "AWS Lambda");
      if (wholeSeconds(queue.visibility) < wholeSeconds(function->timeout))
        error("visibility-too-short", id + ".visibility",
              fmt::format("{} is shorter than the timeout of '{}' ({}); AWS Lambda refuses such a queue",
                          toText(queue.visibility), consumer.to.id, toText(function->timeout)),
              fmt::format("set it to {} or more; six times the timeout leaves room for retries", toText(function->timeout)));
    }
  }

  template <class... Kinds>
  bool leadsTo(const std::string& path, const ComponentId& to, const std::string& hint) {
    const Component* target = architecture_.find(to);
    if (target && ((kinds<Kinds...>() >> target->kind.index() & 1U) != 0)) return true;
    error("not-expressible", path,
          target ? fmt::format("this can't lead to '{}' ({})", to, kindName(target->kind))
                 : fmt::format("there is no component '{}'", to),
          hint);
    return false;
  }

  void checkSocket(const ComponentId& id, const WebsocketApi& socket) {
    if (socket.routes.empty())
      error("no-routes", id + ".routes", "the API has no routes; API Gateway can't deploy an empty one",
            "add a route to a function");
    if (socket.timeout && (*socket.timeout < milliseconds(50) || *socket.timeout > seconds(29)))
      error("out-of-range", id + ".timeout",
            fmt::format("{} isn't possible: a WebSocket API waits 50 ms to 29 s", toText(*socket.timeout)),
            "choose a value from 50 ms to 29 s");
    if (socket.auth) leadsTo<Auth>(id + ".auth.with", socket.auth->with.id, "name a component of the kind 'auth'");
    std::set<std::string> routes;
    for (std::size_t i = 0; i < socket.routes.size(); ++i) {
      const std::string path = fmt::format("{}.routes.{}", id, i);
      leadsTo<Function>(path + ".to", socket.routes[i].to.id, "name a function");
      if (!routes.insert(socket.routes[i].route).second)
        error("double-route", path, fmt::format("'{}' is there twice", socket.routes[i].route), "leave one of them");
    }
  }

  void checkTopic(const ComponentId& id, const Topic& topic) {
    std::set<ComponentId> subscribers;
    for (std::size_t i = 0; i < topic.subscriptions.size(); ++i) {
      const ComponentId& to = topic.subscriptions[i].to.id;
      const std::string path = fmt::format("{}.subscriptions.{}.to", id, i);
      leadsTo<Function, Queue, External>(path, to, "subscribe a function, queue or external");
      if (!subscribers.insert(to).second)
        error("double-subscription", path, fmt::format("'{}' has subscribed twice; Amazon SNS keeps one", to),
              "leave one of them");
    }
  }

  void checkStream(const ComponentId& id, const Stream& stream) {
    constexpr std::int64_t kHour = 3600;
    inSeconds(id + ".retention", stream.retention, 24 * kHour, 365 * 24 * kHour, "Amazon Kinesis");
    if (wholeSeconds(stream.retention) % kHour != 0)
      problems_.push_back({Severity::warning, "rounded", "", 0, 0, id + ".retention",
                           fmt::format("Amazon Kinesis takes whole hours; {} becomes {} h", toText(stream.retention),
                                       (wholeSeconds(stream.retention) + kHour - 1) / kHour),
                           "choose whole hours to deploy what is simulated"});
    if (stream.billing == Capacity::provisioned) inRange(id + ".shards", stream.shards, 1, 100'000, "Amazon Kinesis");
    checkConsumers(id + ".consumers", stream.consumers, 604'800);
  }

  // AWS::Lambda::EventSourceMapping, for Kinesis and DynamoDB streams.
  void checkConsumers(const std::string& path, const std::vector<StreamConsumer>& consumers, std::int64_t maxAge) {
    std::set<ComponentId> known;
    for (std::size_t i = 0; i < consumers.size(); ++i) {
      const StreamConsumer& consumer = consumers[i];
      const std::string here = fmt::format("{}.{}", path, i);
      leadsTo<Function>(here + ".to", consumer.to.id, "name a function");
      if (!known.insert(consumer.to.id).second)
        error("double-consumer", here,
              fmt::format("'{}' takes these records twice; AWS Lambda refuses that", consumer.to.id), "leave one of them");
      inRange(here + ".batch", consumer.batch, 1, 10'000, "AWS Lambda");
      inSeconds(here + ".window", consumer.window, 0, 300, "AWS Lambda");
      inRange(here + ".parallelization", consumer.parallelization, 1, 10, "AWS Lambda");
      if (consumer.maxRetries) inRange(here + ".max-retries", *consumer.maxRetries, 0, 10'000, "AWS Lambda");
      if (consumer.maxAge) inSeconds(here + ".max-age", *consumer.maxAge, 60, maxAge, "AWS Lambda");
      if (consumer.onFailure) leadsTo<Queue>(here + ".on-failure", consumer.onFailure->id, "name a queue");
    }
  }

  void checkBus(const ComponentId& id, const EventBus& bus) {
    for (std::size_t i = 0; i < bus.rules.size(); ++i)
      leadsTo<Function, Queue, Topic, Stream, Workflow, External>(
          fmt::format("{}.rules.{}.to", id, i), bus.rules[i].to.id,
          "name a function, queue, topic, stream, workflow or external");
  }

  void checkSchedule(const ComponentId& id, const Schedule& schedule) {
    const std::string path = id + (schedule.every ? ".every" : ".cron");
    if (const auto text = awsSchedule(schedule); !text)
      error("not-expressible", path,
            fmt::format("{} isn't possible: {}", schedule.every ? toText(*schedule.every) : "'" + schedule.cron + "'",
                        text.error()),
            schedule.every ? "choose whole minutes" : "make two schedules of it");
    for (std::size_t i = 0; i < schedule.targets.size(); ++i)
      leadsTo<Function, Queue, Topic, Stream, EventBus, Workflow>(
          fmt::format("{}.targets.{}.to", id, i), schedule.targets[i].to.id,
          "EventBridge Scheduler calls services of AWS alone: put a function in between");
  }

  void checkStore(const ComponentId& id, const ObjectStore& store) {
    std::set<ObjectEvent> told;
    for (std::size_t i = 0; i < store.notifications.size(); ++i) {
      const Notification& notification = store.notifications[i];
      const std::string path = fmt::format("{}.notifications.{}", id, i);
      leadsTo<Function, Queue, Topic, EventBus>(path + ".to", notification.to.id,
                                                "name a function, queue, topic or event-bus");
      if (!findKind<EventBus>(architecture_, notification.to.id) && !told.insert(notification.on).second)
        error("double-notification", path, fmt::format("'{}' tells two of the same event; Amazon S3 refuses that", id),
              "tell a topic or an event-bus, which hand on to several");
    }
  }

  void checkApi(const ComponentId& id, const HttpApi& api) {
    if (api.routes.empty())
      error("no-routes", id + ".routes", "the API has no routes; API Gateway can't be given an empty one",
            "add a route to a function");
    if (api.timeout && (*api.timeout < milliseconds(50) || *api.timeout > seconds(30)))
      error("out-of-range", id + ".timeout",
            fmt::format("{} isn't possible: an HTTP API waits 50 ms to 30 s", toText(*api.timeout)),
            "choose a value from 50 ms to 30 s");
    if (api.auth && !findKind<Auth>(architecture_, api.auth->with.id))
      error("not-expressible", id + ".auth.with", fmt::format("'{}' isn't an auth component", api.auth->with.id),
            "name a component of the kind 'auth'");
    std::set<std::string> routes;
    for (std::size_t i = 0; i < api.routes.size(); ++i) {
      const std::string path = fmt::format("{}.routes.{}", id, i);
      const ComponentId& to = api.routes[i].to.id;
      if (!findKind<Function>(architecture_, to) && !findKind<ContainerService>(architecture_, to))
        error("not-expressible", path + ".to", fmt::format("'{}' is neither a function nor a container-service", to),
              "name a function or container-service");
      else if (!routes.insert(api.routes[i].route).second)
        error("double-route", path, fmt::format("'{}' is there twice", api.routes[i].route), "leave one of them");
    }
  }

  void checkOrigin(const ComponentId& id, const Cache& cache) {
    const ComponentId& origin = cache.origin->id;
    if (!findKind<NosqlDb>(architecture_, origin) && !findKind<ObjectStore>(architecture_, origin) &&
        !findKind<External>(architecture_, origin))
      error("not-expressible", id + ".origin", fmt::format("a cache can't be filled from '{}'", origin),
            "name a nosql-db, object-store or external");
  }

  // A function's environment and permissions refer to what it invokes, a workflow's states to their tasks, an API refers to
  // its functions, a queue to its dead-letter queue: CloudFormation refuses circles among those.
  void checkCircles() {
    std::map<ComponentId, std::vector<ComponentId>> needs;
    for (const FunctionPlan& plan : plans_) {
      for (const Use& use : plan.uses)
        if (findKind<Function>(architecture_, use.target) || findKind<HttpApi>(architecture_, use.target) ||
            findKind<Workflow>(architecture_, use.target))
          needs[plan.component->id].push_back(use.target);
      for (const RouteUse& route : plan.routes) needs[route.api].push_back(plan.component->id);
    }
    for (const Component& component : architecture_.components) {
      if (const auto* queue = std::get_if<Queue>(&component.kind); queue && queue->deadLetter)
        needs[component.id].push_back(queue->deadLetter->id);
      if (const auto* workflow = std::get_if<Workflow>(&component.kind))
        forEachStep(workflow->states, {}, [&](const Step& step, const std::string&) {
          const auto* call = std::get_if<CallStep>(&step.what);
          const auto* send = std::get_if<SendStep>(&step.what);
          if (!call && !send) return;
          const ComponentId& to = call ? call->to.id : send->to.id;
          if (findKind<Function>(architecture_, to) || findKind<Workflow>(architecture_, to))
            needs[component.id].push_back(to);
        });
    }
    std::set<ComponentId> done, reported;
    std::vector<ComponentId> way;
    const std::function<void(const ComponentId&)> visit = [&](const ComponentId& id) {
      if (const auto start = std::find(way.begin(), way.end(), id); start != way.end()) {
        if (reported.insert(id).second)
          error("circle", id,
                fmt::format("{} → {} is a circle; CloudFormation can't create it", fmt::join(start, way.end(), " → "), id),
                "put a queue between two of them, or send to a function of another stack");
        return;
      }
      if (!done.insert(id).second) return;
      way.push_back(id);
      for (const ComponentId& next : needs[id]) visit(next);
      way.pop_back();
    };
    for (const Component& component : architecture_.components) visit(component.id);
  }

  const Architecture& architecture_;
  const std::vector<FunctionPlan>& plans_;
  Problems problems_;
};

}  // namespace

Problems samProblems(const Architecture& architecture, const std::vector<FunctionPlan>& plans,
                     const std::vector<FunctionPlan>& services) {
  Problems problems = SamLimits(architecture, plans).found();
  for (auto& problem : environmentProblems(architecture, plans)) problems.push_back(std::move(problem));
  for (auto& problem : serviceProblems(architecture, services)) problems.push_back(std::move(problem));
  return problems;
}

}  // namespace virga::model
