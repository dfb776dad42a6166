#include "model/manifest/function_plan.h"

#include <algorithm>
#include <set>
#include <utility>

#include <fmt/format.h>

#include "model/edit/references.h"

namespace virga::model {

namespace {

constexpr std::int64_t kDynamoItemMax = 400 * 1024;    // DynamoDB developer guide, "Service quotas": item size 400 KB
constexpr std::int64_t kQueueMessageMax = 256 * 1024;  // lower bound over regions; SQS took 256 KiB before 2025-08
constexpr std::int64_t kAsyncPayloadMax = 256 * 1024;  // Lambda quotas: asynchronous invocation
constexpr std::int64_t kRecordMax = 1024 * 1024;       // Kinesis quotas: data payload of a record
constexpr std::int64_t kFrameMax = 128 * 1024;         // API Gateway quotas, WebSocket: message payload
constexpr std::int64_t kBalancedPayloadMax =
    1024 * 1024;  // Elastic Load Balancing, "Lambda functions as targets": request body
constexpr std::int64_t kSyncPayloadMax = 6 * 1024 * 1024;  // Lambda quotas: synchronous invocation, request

template <class... Ts>
struct Overloaded : Ts... {
  using Ts::operator()...;
};
template <class... Ts>
Overloaded(Ts...) -> Overloaded<Ts...>;

Access accessOf(Operation operation) {
  switch (operation) {
    case Operation::read: return Access::read;
    case Operation::write: return Access::write;
    case Operation::query: return Access::query;
    case Operation::remove: return Access::remove;
  }
  return Access::read;
}

std::string verbOf(Access access) {
  switch (access) {
    case Access::read: return "read";
    case Access::write: return "write";
    case Access::query: return "query";
    case Access::remove: return "remove";
    case Access::send: return "send";
    case Access::invoke: return "invoke";
    case Access::start: return "start";
    case Access::request: return "call";
  }
  return "use";
}

std::string joined(const std::vector<std::string>& words, std::string_view separator) {
  return fmt::format("{}", fmt::join(words, separator));
}

class Planner {
 public:
  Planner(const Architecture& architecture, const Catalog& catalog, Problems& problems)
      : architecture_(architecture), catalog_(catalog), problems_(problems) {}

  FunctionPlan plan(const Component& component, const Function& function) {
    FunctionPlan plan;
    plan.component = &component;
    plan.function = &function;
    names_.clear();
    walk(plan, function.steps, component.id + ".steps");
    gatherInvokers(plan);
    for (const Action& action : plan.actions)
      if (action.use) gatherUse(plan, *action.use);
    gatherKeys(plan);
    gatherLimit(plan);
    return plan;
  }

 private:
  void walk(FunctionPlan& plan, const Steps& steps, const std::string& path) {
    for (std::size_t i = 0; i < steps.size(); ++i) {
      const std::string here = fmt::format("{}.{}", path, i);
      std::visit(Overloaded{
                     [&](const ComputeStep& step) {
                       Action action;
                       action.words = {"compute"};
                       action.per = step.per;
                       action.work = mean(step.work);
                       add(plan, std::move(action));
                     },
                     [&](const CallStep& step) {
                       addCall(plan, step, here);
                       if (step.caught) walk(plan, *step.caught, here + ".catch");
                     },
                     [&](const SendStep& step) { addSend(plan, step, here); },
                     [&](const ParallelStep& step) {
                       for (std::size_t b = 0; b < step.branches.size(); ++b)
                         walk(plan, step.branches[b], fmt::format("{}.parallel.{}", here, b));
                     },
                     [&](const BranchStep& step) {
                       for (std::size_t b = 0; b < step.options.size(); ++b)
                         walk(plan, step.options[b].steps, fmt::format("{}.branch.{}", here, b));
                     },
                     [&](const LoopStep& step) { walk(plan, step.steps, here + ".steps"); },
                     [&](const MapStep& step) { walk(plan, step.steps, here + ".steps"); },
                     [](const WaitStep&) {},
                     [&](const WaitForStep& step) {
                       for (std::size_t b = 0; b < step.branches.size(); ++b)
                         walk(plan, step.branches[b], fmt::format("{}.of.{}", here, b));
                     },
                 },
                 steps[i].what);
    }
  }

  void addCall(FunctionPlan& plan, const CallStep& step, const std::string& path) {
    const Component* target = architecture_.find(step.to.id);
    if (!target) return refuse(path + ".call", "there is no component '" + step.to.id + "'", "");
    Action action;
    action.per = step.per;
    action.timeout = step.timeout;
    action.retry = step.retry;
    action.breaker = step.breaker;
    std::visit(Overloaded{
                   [&](const NosqlDb&) {
                     action.use = Use{step.to.id, accessOf(step.operation)};
                   },
                   [&](const ObjectStore&) {
                     action.use = Use{step.to.id, accessOf(step.operation)};
                   },
                   [&](const Cache&) {
                     const Access access = accessOf(step.operation);
                     action.use = Use{step.to.id, access == Access::query ? Access::read : access};
                   },
                   [&](const Function&) {
                     action.use = Use{step.to.id, Access::invoke};
                   },
                   [&](const External&) {
                     action.use = Use{step.to.id, Access::request};
                   },
                   [&](const HttpApi&) {
                     action.use = Use{step.to.id, Access::request};
                   },
                   [&](const ContainerService&) {
                     action.use = Use{step.to.id, Access::request};
                   },
                   [&](const SqlDb&) {
                     action.use = Use{step.to.id, accessOf(step.operation)};
                   },
                   [&](const SecretStore&) {
                     action.use = Use{step.to.id, Access::read};
                   },
                   [&](const Workflow& workflow) {
                     if (workflow.type == WorkflowType::express)
                       action.use = Use{step.to.id, Access::invoke};
                     else
                       refuse(path + ".call",
                              fmt::format("'{}' is a standard workflow, and starting it gives no answer", step.to.id),
                              "use 'send' instead of 'call', or set its type to express");
                   },
                   [&](const Queue&) {
                     refuse(path + ".call", fmt::format("'{}' is a queue, and a queue gives no answer", step.to.id),
                            "use 'send' instead of 'call'");
                   },
                   [&](const auto&) {
                     refuse(path + ".call",
                            fmt::format("a function can't call '{}' ({})", step.to.id, kindName(target->kind)),
                            "call a function, http-api, workflow, container-service, nosql-db, sql-db, object-store, cache, "
                            "secret-store or "
                            "external");
                   },
               },
               target->kind);
    if (!action.use) return;
    action.words = {verbOf(action.use->access)};
    for (auto& word : wordsOf(step.to.id)) action.words.push_back(std::move(word));
    add(plan, std::move(action));
  }

  void addSend(FunctionPlan& plan, const SendStep& step, const std::string& path) {
    const Component* target = architecture_.find(step.to.id);
    if (!target) return refuse(path + ".send", "there is no component '" + step.to.id + "'", "");
    Action action;
    action.per = step.per;
    if (std::holds_alternative<Queue>(target->kind) || std::holds_alternative<Topic>(target->kind) ||
        std::holds_alternative<Stream>(target->kind) || std::holds_alternative<EventBus>(target->kind) ||
        std::holds_alternative<WebsocketApi>(target->kind)) {
      action.use = Use{step.to.id, Access::send};
    } else if (std::holds_alternative<Function>(target->kind) || std::holds_alternative<Workflow>(target->kind)) {
      action.use = Use{step.to.id, Access::start};
    } else {
      return refuse(path + ".send", fmt::format("a function can't send to '{}' ({})", step.to.id, kindName(target->kind)),
                    "send to a queue, topic, stream, event-bus, websocket-api, workflow or function");
    }
    action.words = {verbOf(action.use->access)};
    for (auto& word : wordsOf(step.to.id)) action.words.push_back(std::move(word));
    add(plan, std::move(action));
  }

  // A second `write orders` becomes `write orders 2`. Camel case drops the borders between words, so that is compared.
  void add(FunctionPlan& plan, Action action) {
    const auto plain = action.words;
    for (int number = 2; !names_.insert(joined(action.words, "")).second; ++number) {
      action.words = plain;
      action.words.push_back(std::to_string(number));
    }
    plan.actions.push_back(std::move(action));
  }

  void gatherUse(FunctionPlan& plan, const Use& use) {
    if (std::find(plan.uses.begin(), plan.uses.end(), use) != plan.uses.end()) return;
    plan.uses.push_back(use);
    const auto* cache = findKind<Cache>(architecture_, use.target);
    if (!cache || !cache->origin || use.access != Access::read) return;
    const bool external = findKind<External>(architecture_, cache->origin->id) != nullptr;
    gatherUse(plan, Use{cache->origin->id, external ? Access::request : Access::read});
  }

  void gatherInvokers(FunctionPlan& plan) {
    const ComponentId& id = plan.component->id;
    for (const Component& other : architecture_.components) {
      if (const auto* api = std::get_if<HttpApi>(&other.kind)) {
        for (std::size_t i = 0; i < api->routes.size(); ++i) {
          const Route& route = api->routes[i];
          if (route.to.id == id || (route.split && route.split->to.id == id))
            addRoute(plan, other.id, route.route, i, route.split.has_value());
        }
      } else if (const auto* queue = std::get_if<Queue>(&other.kind)) {
        for (const Consumer& consumer : queue->consumers)
          if (consumer.to.id == id) plan.consumers.push_back({other.id, consumer});
      } else if (const auto* stream = std::get_if<Stream>(&other.kind)) {
        gatherStreams(plan, other.id, false, stream->consumers);
      } else if (const auto* table = std::get_if<NosqlDb>(&other.kind)) {
        gatherStreams(plan, other.id, true, table->changes);
      } else if (const auto* socket = std::get_if<WebsocketApi>(&other.kind)) {
        for (const WebsocketRoute& route : socket->routes)
          if (route.to.id == id) plan.sockets.push_back({other.id, route.route});
      } else if (const auto* topic = std::get_if<Topic>(&other.kind)) {
        gatherEvents(plan, other.id, topic->subscriptions, plan.topics);
      } else if (const auto* bus = std::get_if<EventBus>(&other.kind)) {
        gatherEvents(plan, other.id, bus->rules, plan.buses);
      } else if (const auto* store = std::get_if<ObjectStore>(&other.kind)) {
        gatherEvents(plan, other.id, store->notifications, plan.stores);
      } else if (const auto* schedule = std::get_if<Schedule>(&other.kind)) {
        gatherEvents(plan, other.id, schedule->targets, plan.schedules);
      } else if (const auto* client = std::get_if<Client>(&other.kind)) {
        for (const Flow& flow : client->sends) plan.byClients |= flow.to.id == id;
        plan.invoked |= plan.byClients;
      } else if (const auto* function = std::get_if<Function>(&other.kind)) {
        gatherInvocations(plan, function->steps);
      } else if (const auto* service = std::get_if<ContainerService>(&other.kind)) {
        gatherInvocations(plan, service->steps);
      } else if (const auto* workflow = std::get_if<Workflow>(&other.kind)) {
        gatherInvocations(plan, workflow->states);
      }
    }
  }

  static void gatherStreams(FunctionPlan& plan, const ComponentId& source, bool changes,
                            const std::vector<StreamConsumer>& consumers) {
    for (const StreamConsumer& consumer : consumers)
      if (consumer.to.id == plan.component->id) plan.streams.push_back({source, changes, consumer});
  }

  // What these hand over are asynchronous invocations.
  template <class Edge>
  static void gatherEvents(FunctionPlan& plan, const ComponentId& source, const std::vector<Edge>& edges,
                           std::vector<ComponentId>& sources) {
    const auto hits = [&](const Edge& edge) { return edge.to.id == plan.component->id; };
    if (std::none_of(edges.begin(), edges.end(), hits)) return;
    sources.push_back(source);
    plan.started = true;
  }

  void gatherInvocations(FunctionPlan& plan, const Steps& steps) {
    const ComponentId& id = plan.component->id;
    forEachStep(steps, {}, [&](const Step& step, const std::string&) {
      if (const auto* call = std::get_if<CallStep>(&step.what)) plan.invoked |= call->to.id == id;
      if (const auto* send = std::get_if<SendStep>(&step.what); send && send->to.id == id)
        plan.invoked = plan.started = true;
    });
  }

  void addRoute(FunctionPlan& plan, const ComponentId& api, const std::string& route, std::size_t index, bool shared) {
    const auto space = route.find(' ');
    if (space == std::string::npos || space + 1 >= route.size() || route[space + 1] != '/')
      return refuse(fmt::format("{}.routes.{}.route", api, index), fmt::format("'{}' isn't a route", route),
                    "write a method and a path: 'GET /orders/{id}'");
    plan.routes.push_back({api, route.substr(0, space), route.substr(space + 1), shared});
  }

  void gatherKeys(FunctionPlan& plan) {
    const auto need = [&](const std::string& key) {
      if (std::find(plan.keys.begin(), plan.keys.end(), key) == plan.keys.end()) plan.keys.push_back(key);
    };
    for (const Use& use : plan.uses) {
      if (const auto* table = findKind<NosqlDb>(architecture_, use.target))
        need(table->partitionKey);
      else if (findKind<Cache>(architecture_, use.target) || findKind<ObjectStore>(architecture_, use.target) ||
               findKind<SqlDb>(architecture_, use.target) || findKind<Stream>(architecture_, use.target))
        need("id");
    }
    if (plan.keys.empty() && plan.batches()) need("id");
  }

  void gatherLimit(FunctionPlan& plan) {
    plan.inputLimit = kSyncPayloadMax;
    plan.inputLimitReason = "what an invocation takes";
    const auto atMost = [&](std::int64_t limit, const std::string& reason) {
      if (limit < plan.inputLimit) {
        plan.inputLimit = limit;
        plan.inputLimitReason = reason;
      }
    };
    if (std::any_of(plan.routes.begin(), plan.routes.end(), [](const RouteUse& route) { return route.shared; }))
      atMost(kBalancedPayloadMax, "what a load balancer hands on");
    if (plan.started) atMost(kAsyncPayloadMax, "what an asynchronous invocation takes");
    const CatalogValue* fromCatalog = catalog_.find("queue.message-max");
    const std::int64_t messageMax = fromCatalog ? catalog_.size("queue.message-max").bytes : kQueueMessageMax;
    if (!plan.consumers.empty()) atMost(messageMax, "what a message of a queue holds");
    for (const StreamUse& use : plan.streams)
      if (!use.changes) atMost(kRecordMax, fmt::format("what a record of {} holds", use.source));
    if (!plan.sockets.empty()) atMost(kFrameMax, "what a message over a connection holds");
    for (const Use& use : plan.uses) {
      if (use.access == Access::send) atMost(messageMax, fmt::format("what a message of {} holds", use.target));
      if (use.access == Access::start) atMost(kAsyncPayloadMax, fmt::format("what starting {} takes", use.target));
      // Half of it leaves room for attribute names and the number format of the table.
      if (use.access == Access::write && findKind<NosqlDb>(architecture_, use.target))
        atMost(kDynamoItemMax / 2, fmt::format("what an item of {} holds, with room for its encoding", use.target));
    }
  }

  void refuse(const std::string& path, const std::string& message, const std::string& hint) {
    problems_.push_back({Severity::error, "not-expressible", "", 0, 0, path, message, hint});
  }

  const Architecture& architecture_;
  const Catalog& catalog_;
  Problems& problems_;
  std::set<std::string> names_;
};

}  // namespace

std::vector<std::string> wordsOf(const ComponentId& id) {
  std::vector<std::string> words(1);
  for (const char c : id) {
    if (c == '-') {
      if (!words.back().empty()) words.emplace_back();
    } else {
      words.back() += c;
    }
  }
  if (words.back().empty()) words.pop_back();
  return words;
}

namespace {

void gatherReceivers(const Architecture& architecture, const ComponentId& id, std::set<ComponentId>& seen,
                     std::vector<ComponentId>& receivers) {
  const Component* component = architecture.find(id);
  if (!component || !seen.insert(id).second) return;
  const auto all = [&](const auto& edges) {
    for (const auto& edge : edges) gatherReceivers(architecture, edge.to.id, seen, receivers);
  };
  std::visit(Overloaded{
                 [&](const Function&) { receivers.push_back(id); },
                 [&](const Queue& queue) { all(queue.consumers); },
                 [&](const Topic& topic) { all(topic.subscriptions); },
                 [&](const Stream& stream) { all(stream.consumers); },
                 [&](const NosqlDb& table) { all(table.changes); },
                 [&](const EventBus& bus) { all(bus.rules); },
                 [&](const Workflow& workflow) {
                   forEachStep(workflow.states, {}, [&](const Step& step, const std::string&) {
                     const auto* call = std::get_if<CallStep>(&step.what);
                     const auto* send = std::get_if<SendStep>(&step.what);
                     if (call || send) gatherReceivers(architecture, call ? call->to.id : send->to.id, seen, receivers);
                   });
                 },
                 [](const auto&) {},
             },
             component->kind);
}

}  // namespace

std::vector<ComponentId> receiversOf(const Architecture& architecture, const ComponentId& id) {
  std::set<ComponentId> seen;
  std::vector<ComponentId> receivers;
  gatherReceivers(architecture, id, seen, receivers);
  return receivers;
}

namespace {

// What a workflow's own tasks read from its input: keys of tables, and the id of objects and records.
std::vector<std::string> taskKeys(const Architecture& architecture, const ComponentId& id) {
  std::vector<std::string> keys;
  const auto* workflow = findKind<Workflow>(architecture, id);
  if (!workflow) return keys;
  forEachStep(workflow->states, {}, [&](const Step& step, const std::string&) {
    const auto* call = std::get_if<CallStep>(&step.what);
    const auto* send = std::get_if<SendStep>(&step.what);
    if (call)
      if (const auto* table = findKind<NosqlDb>(architecture, call->to.id)) keys.push_back(table->partitionKey);
    if ((call && findKind<ObjectStore>(architecture, call->to.id)) || (send && findKind<Stream>(architecture, send->to.id)))
      keys.emplace_back("id");
  });
  return keys;
}

}  // namespace

std::vector<std::string> keysFor(const Architecture& architecture, const std::vector<FunctionPlan>& plans,
                                 const ComponentId& id) {
  std::vector<std::string> keys = taskKeys(architecture, id);
  const auto receivers = receiversOf(architecture, id);
  for (const FunctionPlan& plan : plans)
    if (std::find(receivers.begin(), receivers.end(), plan.component->id) != receivers.end())
      for (const auto& key : plan.keys)
        if (std::find(keys.begin(), keys.end(), key) == keys.end()) keys.push_back(key);
  return keys;
}

namespace {

// The functions that get a plan's input handed on, and the path parameters of the API calls among its steps.
struct HandedOn {
  std::vector<ComponentId> functions;
  std::vector<std::string> parameters;
};

HandedOn handedOn(const Architecture& architecture, const FunctionPlan& plan) {
  HandedOn result;
  const auto handTo = [&](const ComponentId& id) {
    for (auto& function : receiversOf(architecture, id)) result.functions.push_back(std::move(function));
  };
  for (const Use& use : plan.uses) {
    const auto* table = findKind<NosqlDb>(architecture, use.target);
    const bool told = table && (use.access == Access::write || use.access == Access::remove);
    const bool push = findKind<WebsocketApi>(architecture, use.target) != nullptr;  // to a person, not to its functions
    if (use.access == Access::invoke || use.access == Access::start || (use.access == Access::send && !push) || told)
      handTo(use.target);
    if (findKind<ContainerService>(architecture, use.target)) result.functions.push_back(use.target);
    for (auto& key : taskKeys(architecture, use.target)) result.parameters.push_back(std::move(key));
    const auto* api = findKind<HttpApi>(architecture, use.target);
    if (!api || api->routes.empty()) continue;
    result.functions.push_back(api->routes[0].to.id);
    for (auto& name : pathParameters(api->routes[0].route)) result.parameters.push_back(std::move(name));
  }
  return result;
}

// An input travels on with messages and invocations, so it must have what any function on its way needs.
void spreadKeys(const Architecture& architecture, std::vector<FunctionPlan>& plans) {
  const auto need = [](FunctionPlan& plan, const std::string& key) {
    if (std::find(plan.keys.begin(), plan.keys.end(), key) != plan.keys.end()) return false;
    plan.keys.push_back(key);
    return true;
  };
  for (bool changed = true; changed;) {
    changed = false;
    for (FunctionPlan& plan : plans) {
      const HandedOn on = handedOn(architecture, plan);
      for (const auto& name : on.parameters) changed |= need(plan, name);
      for (const FunctionPlan& other : plans)
        if (std::find(on.functions.begin(), on.functions.end(), other.component->id) != on.functions.end())
          for (const auto& name : std::vector<std::string>(other.keys)) changed |= need(plan, name);
    }
  }
}

}  // namespace

std::vector<std::string> pathParameters(const std::string& route) {
  std::vector<std::string> names;
  for (std::size_t open = route.find('{'); open != std::string::npos; open = route.find('{', open + 1)) {
    const std::size_t close = route.find('}', open);
    if (close == std::string::npos) break;
    std::string name = route.substr(open + 1, close - open - 1);
    if (!name.empty() && name.back() == '+') name.pop_back();
    names.push_back(std::move(name));
  }
  return names;
}

namespace {

// The language of the skeletons of servers.
constexpr const char* kServiceRuntime = "nodejs22";

Function codeOf(const ContainerService& service) {
  Function function;
  function.runtime = kServiceRuntime;
  function.memory = service.memory;
  function.timeout = service.timeout;
  function.packaging = Packaging::image;
  function.instanceConcurrency = service.concurrency;
  function.errors = service.errors;
  function.logs = service.logs;
  function.steps = service.steps;
  return function;
}

// Functions first, then services: what is handed on between them must have the keys of both.
std::vector<FunctionPlan> planAll(const Architecture& architecture, const Catalog& catalog, Problems& ofFunctions,
                                  Problems& ofServices) {
  std::vector<FunctionPlan> plans;
  Planner functions(architecture, catalog, ofFunctions), services(architecture, catalog, ofServices);
  for (const Component& component : architecture.components)
    if (const auto* function = std::get_if<Function>(&component.kind)) plans.push_back(functions.plan(component, *function));
  for (const Component& component : architecture.components) {
    const auto* service = std::get_if<ContainerService>(&component.kind);
    if (!service) continue;
    auto code = std::make_shared<const Function>(codeOf(*service));
    plans.push_back(services.plan(component, *code));
    plans.back().service = service;
    plans.back().code = std::move(code);
  }
  spreadKeys(architecture, plans);
  return plans;
}

}  // namespace

int mostServers(const ContainerService& service) {
  return service.autoscaling ? std::max(service.servers, service.autoscaling->maxServers) : service.servers;
}

int waitingPerServer(const ContainerService& service) {
  return (service.queueLimit.value_or(0) + service.servers - 1) / service.servers;
}

std::vector<FunctionPlan> planFunctions(const Architecture& architecture, const Catalog& catalog, Problems& problems) {
  Problems ofServices;
  auto plans = planAll(architecture, catalog, problems, ofServices);
  plans.erase(std::remove_if(plans.begin(), plans.end(), [](const FunctionPlan& plan) { return plan.service; }),
              plans.end());
  return plans;
}

std::vector<FunctionPlan> planServices(const Architecture& architecture, const Catalog& catalog, Problems& problems) {
  Problems ofFunctions;
  auto plans = planAll(architecture, catalog, ofFunctions, problems);
  plans.erase(std::remove_if(plans.begin(), plans.end(), [](const FunctionPlan& plan) { return !plan.service; }),
              plans.end());
  return plans;
}

}  // namespace virga::model
