#include <algorithm>
#include <array>
#include <set>

#include <fmt/format.h>

#include "model/edit/edit.h"
#include "model/edit/references.h"

namespace virga::model {
namespace {

struct Rule {
  std::string_view from, to;
  EdgeRole role;
};

constexpr std::array<Rule, 16> kRules{{{"client", "http-api", EdgeRole::flow},
                                       {"client", "function", EdgeRole::flow},
                                       {"client", "queue", EdgeRole::flow},
                                       {"http-api", "function", EdgeRole::route},
                                       {"http-api", "auth", EdgeRole::auth},
                                       {"function", "nosql-db", EdgeRole::call},
                                       {"function", "cache", EdgeRole::call},
                                       {"function", "object-store", EdgeRole::call},
                                       {"function", "external", EdgeRole::call},
                                       {"function", "function", EdgeRole::call},
                                       {"function", "queue", EdgeRole::send},
                                       {"queue", "function", EdgeRole::consumer},
                                       {"queue", "queue", EdgeRole::deadLetter},
                                       {"cache", "nosql-db", EdgeRole::origin},
                                       {"cache", "object-store", EdgeRole::origin},
                                       {"cache", "external", EdgeRole::origin}}};

const Rule* findRule(std::string_view from, std::string_view to) {
  const auto rule = std::find_if(kRules.begin(), kRules.end(), [&](const Rule& r) { return r.from == from && r.to == to; });
  return rule == kRules.end() ? nullptr : &*rule;
}

std::string withArticle(std::string_view kind) {
  if (kind == "http-api") return "an API";
  if (kind == "nosql-db") return "a table";
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
  if (from == "client")
    return fmt::format("a client reaches {} only through a function: connect it to an API, a function or a queue",
                       withArticle(to));
  if (from == "http-api") return "an API's routes lead to functions: put a function in between";
  if (from == "queue")
    return fmt::format("a queue hands its messages to functions: put a function between the queue and {}", definite(to));
  if (from == "cache")
    return reverse
               ? fmt::format("a cache only answers: {}", turnRound)
               : fmt::format("a cache only reads at a miss: connect it to a table, an object store or an external system");
  if (from == "function" && to == "http-api") return "a call names no route: connect the function to the one behind the API";
  // What is left only answers calls: tables, object stores, external systems; and functions call everything else.
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
  if (const auto* api = std::get_if<HttpApi>(&from.kind)) {
    const auto* target = architecture.find(to);
    if (std::holds_alternative<Auth>(target->kind) && api->auth) return taken(api->auth->with, "user directory");
  } else if (const auto* cache = std::get_if<Cache>(&from.kind)) {
    return taken(cache->origin, "origin");
  } else if (const auto* queue = std::get_if<Queue>(&from.kind)) {
    if (std::holds_alternative<Queue>(architecture.find(to)->kind)) {
      if (const auto text = taken(queue->deadLetter, "dead-letter queue"); !text.empty()) return text;
      if (leadsBackTo(architecture, to, from.id))
        return fmt::format("dead letters would go round: '{}' already passes its own to '{}'", to, from.id);
    }
    for (const auto& consumer : queue->consumers)
      if (consumer.to.id == to) return fmt::format("'{}' already consumes '{}'", to, from.id);
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
  return std::any_of(kRules.begin(), kRules.end(), [kind](const Rule& rule) { return rule.from == kind; });
}

bool canBeTarget(std::string_view kind) {
  return std::any_of(kRules.begin(), kRules.end(), [kind](const Rule& rule) { return rule.to == kind; });
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
      if (const auto* api = std::get_if<HttpApi>(&architecture.find(to)->kind)) flow.route = routeForFlow(client, to, *api);
      client.sends.push_back(flow);
      break;
    }
    case EdgeRole::route: {
      auto& api = std::get<HttpApi>(kind);
      api.routes.push_back({routeForFunction(architecture, from, api, to), ref});
      break;
    }
    case EdgeRole::auth: std::get<HttpApi>(kind).auth = ApiAuth{ref}; break;
    case EdgeRole::call: {
      CallStep call;
      call.to = ref;
      std::get<Function>(kind).steps.push_back({call});
      break;
    }
    case EdgeRole::send: {
      SendStep send;
      send.to = ref;
      std::get<Function>(kind).steps.push_back({send});
      break;
    }
    case EdgeRole::consumer: {
      Consumer consumer;
      consumer.to = ref;
      std::get<Queue>(kind).consumers.push_back(consumer);
      break;
    }
    case EdgeRole::deadLetter: std::get<Queue>(kind).deadLetter = ref; break;
    case EdgeRole::origin: std::get<Cache>(kind).origin = ref; break;
  }
  return result;
}

}  // namespace virga::model
