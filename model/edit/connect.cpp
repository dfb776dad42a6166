#include <algorithm>
#include <array>
#include <set>

#include <fmt/format.h>

#include "model/architecture/fields_component.h"
#include "model/edit/edit.h"
#include "model/edit/references.h"
#include "model/project/kind_names.h"

namespace virga::model {
namespace {

// The file format and the canvas allow the same.
struct Connecting {
  KindSet from;
  EdgeRole role;
  KindSet to;
};

constexpr KindSet kRunsSteps = kinds<Function, ContainerService, Workflow>();

constexpr std::array kRules{
    Connecting{kinds<Client>(), EdgeRole::flow, targetsOf<Flow>("to")},
    Connecting{kinds<HttpApi>(), EdgeRole::route, targetsOf<Route>("to")},
    Connecting{kinds<WebsocketApi>(), EdgeRole::route, targetsOf<WebsocketRoute>("to")},
    Connecting{kinds<HttpApi, WebsocketApi>(), EdgeRole::auth, targetsOf<ApiAuth>("with")},
    Connecting{kRunsSteps, EdgeRole::call, targetsOf<CallStep>("call")},
    Connecting{kRunsSteps, EdgeRole::send, targetsOf<SendStep>("send") & ~targetsOf<CallStep>("call")},
    Connecting{kinds<Queue>(), EdgeRole::consumer, targetsOf<Consumer>("to")},
    Connecting{kinds<Queue>(), EdgeRole::deadLetter, targetsOf<Queue>("dead-letter")},
    Connecting{kinds<Topic>(), EdgeRole::subscription, targetsOf<Subscription>("to")},
    Connecting{kinds<Stream, NosqlDb>(), EdgeRole::consumer, targetsOf<StreamConsumer>("to")},
    Connecting{kinds<EventBus>(), EdgeRole::rule, targetsOf<Rule>("to")},
    Connecting{kinds<Schedule>(), EdgeRole::target, targetsOf<ScheduleTarget>("to")},
    Connecting{kinds<ObjectStore>(), EdgeRole::notification, targetsOf<Notification>("to")},
    Connecting{kinds<Cache>(), EdgeRole::origin, targetsOf<Cache>("origin")},
};

KindSet setOf(std::string_view kind) {
  const auto index = kindIndexOf(kind);
  return index ? 1U << *index : 0;
}

const Connecting* findRule(std::string_view from, std::string_view to) {
  const auto rule = std::find_if(kRules.begin(), kRules.end(), [&](const Connecting& r) {
    return (r.from & setOf(from)) != 0 && (r.to & setOf(to)) != 0;
  });
  return rule == kRules.end() ? nullptr : &*rule;
}

std::string withArticle(std::string_view kind) {
  if (kind == "http-api") return "an API";
  if (kind == "websocket-api") return "a WebSocket API";
  if (kind == "event-bus") return "an event bus";
  if (kind == "nosql-db") return "a table";
  if (kind == "sql-db") return "a SQL database";
  if (kind == "secret-store") return "a secret store";
  if (kind == "container-service") return "a container service";
  if (kind == "object-store") return "an object store";
  if (kind == "auth") return "a user directory";
  if (kind == "external") return "an external system";
  return "a " + std::string(kind);
}

// "the table" for "a table".
std::string definite(std::string_view kind) {
  const auto text = withArticle(kind);
  return "the" + text.substr(text.find(' '));
}

// Why nothing leads from the one kind to the other, and what would.
std::string refusal(std::string_view from, std::string_view to) {
  const bool reverse = findRule(to, from) != nullptr;
  const auto turnRound = fmt::format("connect {} to {}", definite(to), definite(from));
  if (to == "client")
    return fmt::format("a client only sends: {}",
                       reverse ? turnRound : "connect the client to an API, a function or a queue");
  if (to == "auth") return "only an API verifies tokens: connect an API to the user directory";
  if (from == "auth") return "a user directory only verifies tokens: connect an API to it";
  if (to == "schedule") return fmt::format("a schedule only starts things: {}", turnRound);
  if (from == "client")
    return fmt::format("a client reaches {} only through a function: connect it to an API, a function or a queue",
                       withArticle(to));
  if (from == "http-api") return "an API's routes lead to what answers requests: put a function in between";
  if (from == "websocket-api") return "a WebSocket API's routes lead to functions: put a function in between";
  if (from == "queue")
    return fmt::format("a queue hands its messages to functions: put a function between the queue and {}", definite(to));
  if (from == "stream" || (from == "nosql-db" && !reverse))
    return fmt::format("{} hands its {} to functions: put a function in between", withArticle(from),
                       from == "stream" ? "records" : "changes");
  if (from == "topic" || from == "event-bus")
    return fmt::format("{} can't deliver to {}: put a function in between", withArticle(from), withArticle(to));
  if (from == "schedule") return fmt::format("a schedule can't start {}: put a function in between", withArticle(to));
  if (from == "cache")
    return reverse
               ? fmt::format("a cache only answers: {}", turnRound)
               : fmt::format("a cache only reads at a miss: connect it to a table, an object store or an external system");
  if (to == "http-api") return "a call names no route: connect the function to the one behind the API";
  // What is left only answers calls, and what runs steps calls everything else.
  return fmt::format("{} can't call {}: {}", withArticle(from), withArticle(to),
                     reverse ? turnRound : "connect a function to both of them");
}

bool leadsBackTo(const Architecture& architecture, const ComponentId& start, const ComponentId& goal) {
  std::set<ComponentId> seen;
  for (ComponentId id = start; seen.insert(id).second;) {
    if (id == goal) return true;
    const auto* component = architecture.find(id);
    const auto* queue = component ? std::get_if<Queue>(&component->kind) : nullptr;
    if (!queue || !queue->deadLetter) return false;
    id = queue->deadLetter->id;
  }
  return false;
}

// Why one more edge of the role makes no sense beside what is there; empty if it does.
std::string duplicate(const Architecture& architecture, const Component& from, const ComponentId& to) {
  const auto taken = [&](const std::optional<ComponentRef>& ref, std::string_view what) {
    if (!ref) return std::string();
    if (ref->id == to) return fmt::format("'{}' is already the {} of '{}'", to, what, from.id);
    return fmt::format("'{}' already has '{}' as its {}: remove that connection first", from.id, ref->id, what);
  };
  const bool isAuth = std::holds_alternative<Auth>(architecture.find(to)->kind);
  const auto already = [&](const auto& list, std::string_view what) {
    for (const auto& entry : list)
      if (entry.to.id == to) return fmt::format("'{}' already {} '{}'", to, what, from.id);
    return std::string();
  };
  if (const auto* api = std::get_if<HttpApi>(&from.kind)) {
    if (isAuth && api->auth) return taken(api->auth->with, "user directory");
  } else if (const auto* connections = std::get_if<WebsocketApi>(&from.kind)) {
    if (isAuth && connections->auth) return taken(connections->auth->with, "user directory");
  } else if (const auto* topic = std::get_if<Topic>(&from.kind)) {
    return already(topic->subscriptions, "subscribes to");
  } else if (const auto* stream = std::get_if<Stream>(&from.kind)) {
    return already(stream->consumers, "consumes");
  } else if (const auto* table = std::get_if<NosqlDb>(&from.kind)) {
    return already(table->changes, "consumes the changes of");
  } else if (const auto* schedule = std::get_if<Schedule>(&from.kind)) {
    return already(schedule->targets, "is started by");
  } else if (const auto* cache = std::get_if<Cache>(&from.kind)) {
    return taken(cache->origin, "origin");
  } else if (const auto* queue = std::get_if<Queue>(&from.kind)) {
    if (std::holds_alternative<Queue>(architecture.find(to)->kind)) {
      if (const auto text = taken(queue->deadLetter, "dead-letter queue"); !text.empty()) return text;
      if (leadsBackTo(architecture, to, from.id))
        return fmt::format("dead letters would go round: '{}' already passes its own to '{}'", to, from.id);
    }
    return already(queue->consumers, "consumes");
  }
  return {};
}

// A route that the client doesn't send to yet, else the first one, else a new one.
std::string routeForFlow(const Client& client, const ComponentId& apiId, const HttpApi& api) {
  if (api.routes.empty()) return "POST /requests";
  const auto asSent = [](const std::string& route) { return route.starts_with("ANY ") ? "POST" + route.substr(3) : route; };
  for (const auto& route : api.routes) {
    const auto sent = asSent(route.route);
    if (std::none_of(client.sends.begin(), client.sends.end(),
                     [&](const Flow& flow) { return flow.to.id == apiId && flow.route == sent; }))
      return sent;
  }
  return asSent(api.routes.front().route);
}

// A route that clients send to but nobody answers, else one named after the function.
std::string routeForFunction(const Architecture& architecture, const ComponentId& apiId, const HttpApi& api,
                             const ComponentId& function) {
  const auto exists = [&](const std::string& text) {
    return std::any_of(api.routes.begin(), api.routes.end(), [&](const Route& route) { return route.route == text; });
  };
  for (const auto& component : architecture.components) {
    const auto* client = std::get_if<Client>(&component.kind);
    if (!client) continue;
    for (const auto& flow : client->sends)
      if (flow.to.id == apiId && !flow.route.empty() && !exists(flow.route)) return flow.route;
  }
  auto text = "POST /" + function;
  for (int number = 2; exists(text); ++number) text = fmt::format("POST /{}-{}", function, number);
  return text;
}

// "$default" first, then a route named after the function.
std::string routeForConnection(const WebsocketApi& api, const ComponentId& function) {
  const auto exists = [&](const std::string& text) {
    return std::any_of(api.routes.begin(), api.routes.end(),
                       [&](const WebsocketRoute& route) { return route.route == text; });
  };
  std::string text = "$default";
  for (int number = 1; exists(text); ++number) text = number == 1 ? function : fmt::format("{}-{}", function, number);
  return text;
}

}  // namespace

tl::expected<EdgeRole, std::string> canConnect(const Architecture& architecture, const ComponentId& from,
                                               const ComponentId& to) {
  const auto* source = architecture.find(from);
  const auto* target = architecture.find(to);
  if (!source || !target) return tl::unexpected(fmt::format("there is no component '{}'", source ? to : from));
  const auto fromKind = kindName(source->kind);
  const auto toKind = kindName(target->kind);
  if (from == to) return tl::unexpected(fmt::format("{} can't be connected to itself", withArticle(fromKind)));
  const auto* rule = findRule(fromKind, toKind);
  if (!rule) return tl::unexpected(refusal(fromKind, toKind));
  if (const auto why = duplicate(architecture, *source, to); !why.empty()) return tl::unexpected(why);
  return rule->role;
}

bool canBeSource(std::string_view kind) {
  return std::any_of(kRules.begin(), kRules.end(),
                     [from = setOf(kind)](const Connecting& rule) { return (rule.from & from) != 0; });
}

bool canBeTarget(std::string_view kind) {
  return std::any_of(kRules.begin(), kRules.end(),
                     [to = setOf(kind)](const Connecting& rule) { return (rule.to & to) != 0; });
}

Edited connect(const Architecture& architecture, const ComponentId& from, const ComponentId& to) {
  const auto role = canConnect(architecture, from, to);
  if (!role) return tl::unexpected(role.error());
  Architecture result = architecture;
  auto& kind = result.find(from)->kind;
  const ComponentRef ref{to};
  switch (*role) {
    case EdgeRole::flow: {
      auto& client = std::get<Client>(kind);
      Flow flow;
      flow.to = ref;
      const auto& target = architecture.find(to)->kind;
      if (const auto* api = std::get_if<HttpApi>(&target)) flow.route = routeForFlow(client, to, *api);
      if (std::holds_alternative<WebsocketApi>(target)) flow.connection = Connection{};
      client.sends.push_back(flow);
      break;
    }
    case EdgeRole::route: {
      if (auto* connections = std::get_if<WebsocketApi>(&kind)) {
        connections->routes.push_back({routeForConnection(*connections, to), ref});
        break;
      }
      auto& api = std::get<HttpApi>(kind);
      api.routes.push_back({routeForFunction(architecture, from, api, to), ref});
      break;
    }
    case EdgeRole::auth: {
      auto* api = std::get_if<HttpApi>(&kind);
      (api ? api->auth : std::get<WebsocketApi>(kind).auth) = ApiAuth{ref};
      break;
    }
    case EdgeRole::call: {
      CallStep call;
      call.to = ref;
      stepsOf(*result.find(from))->push_back({call});
      break;
    }
    case EdgeRole::send: {
      SendStep send;
      send.to = ref;
      stepsOf(*result.find(from))->push_back({send});
      break;
    }
    case EdgeRole::consumer: {
      if (auto* queue = std::get_if<Queue>(&kind)) {
        queue->consumers.emplace_back().to = ref;
        break;
      }
      auto* stream = std::get_if<Stream>(&kind);
      (stream ? stream->consumers : std::get<NosqlDb>(kind).changes).emplace_back().to = ref;
      break;
    }
    case EdgeRole::subscription: std::get<Topic>(kind).subscriptions.emplace_back().to = ref; break;
    case EdgeRole::rule: std::get<EventBus>(kind).rules.emplace_back().to = ref; break;
    case EdgeRole::target: std::get<Schedule>(kind).targets.emplace_back().to = ref; break;
    case EdgeRole::notification: std::get<ObjectStore>(kind).notifications.emplace_back().to = ref; break;
    case EdgeRole::deadLetter: std::get<Queue>(kind).deadLetter = ref; break;
    case EdgeRole::origin: std::get<Cache>(kind).origin = ref; break;
  }
  return result;
}

}  // namespace virga::model
