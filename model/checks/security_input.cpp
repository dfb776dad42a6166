#include <deque>
#include <map>
#include <optional>
#include <set>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "model/checks/rules.h"
#include "model/edit/references.h"

// What comes in from outside, and how far it gets as it is.
namespace virga::model {
namespace {

bool hasBody(const Route& route) {
  const auto method = route.route.substr(0, route.route.find(' '));
  return method == "POST" || method == "PUT" || method == "PATCH" || method == "ANY";
}

bool hasParameter(const Route& route) { return route.route.find('{') != std::string::npos; }

// `all`: parameters of paths too, and what was stored meanwhile.
enum class Input { bodies, all };

// From whom unchecked input reaches each component, over what hands data on.
class Unchecked {
 public:
  Unchecked(const Checked& checked, Input input) {
    std::map<ComponentId, std::vector<ComponentId>> next;
    for (const auto& edge : checked.edges)
      if (handsOn(checked, edge) && (input == Input::all || !isOfStore(checked, edge))) next[edge.from].push_back(edge.to);
    std::deque<ComponentId> waiting;
    const auto reach = [&](const ComponentId& from, const ComponentId& to) {
      if (from_.emplace(to, from).second) waiting.push_back(to);
    };
    for (const auto& edge : checked.edges)
      if (edge.role == EdgeRole::flow && !checked.find<HttpApi>(edge.to)) reach(edge.from, edge.to);
    for (const auto& [id, description, kind] : checked.architecture.components)
      if (const auto* api = std::get_if<HttpApi>(&kind))
        for (const auto& route : api->routes)
          if (route.schema.empty() && (hasBody(route) || (input == Input::all && hasParameter(route)))) {
            reach(id, route.to.id);
            if (route.split) reach(id, route.split->to.id);
          }
    while (!waiting.empty()) {
      const auto id = waiting.front();
      waiting.pop_front();
      for (const auto& to : next[id]) reach(id, to);
    }
  }

  bool reaches(const ComponentId& id) const { return from_.contains(id); }

  // "api → checkout → orders-queue → book"
  std::string way(ComponentId id) const {
    std::vector<ComponentId> names{id};
    std::set<ComponentId> seen{id};
    for (auto at = from_.find(id); at != from_.end() && seen.insert(at->second).second; at = from_.find(at->second))
      names.insert(names.begin(), at->second);
    return fmt::format("{}", fmt::join(names, " → "));
  }

 private:
  // Whether it leads out of what keeps data: a change of a table, an object that came in.
  static bool isOfStore(const Checked& checked, const Edge& edge) {
    return checked.find<NosqlDb>(edge.from) || checked.find<ObjectStore>(edge.from);
  }

  // Whether what comes in at one end goes out at the other; reading a store hands nothing to it.
  static bool handsOn(const Checked& checked, const Edge& edge) {
    switch (edge.role) {
      case EdgeRole::call: return checked.runsSteps(edge.to) || edge.label == "write";
      case EdgeRole::route: return checked.find<WebsocketApi>(edge.from) != nullptr;
      case EdgeRole::flow:
      case EdgeRole::auth:
      case EdgeRole::target:
      case EdgeRole::origin: return false;
      case EdgeRole::send: return !checked.find<WebsocketApi>(edge.to);
      default: return true;
    }
  }

  std::map<ComponentId, ComponentId> from_;
};

const char* sinkName(Sink sink) { return sink == Sink::sql ? "SQL" : sink == Sink::shell ? "shell commands" : "HTML"; }

// The first step of the function that writes to or queries a SQL database.
const Edge* sqlEdge(const Checked& checked, const ComponentId& id, const std::multimap<ComponentId, const Edge*>& calls) {
  const auto [begin, end] = calls.equal_range(id);
  for (auto at = begin; at != end; ++at)
    if (checked.find<SqlDb>(at->second->to) && (at->second->label == "write" || at->second->label == "query"))
      return at->second;
  return nullptr;
}

}  // namespace

void checkSchemas(const Checked& checked, Problems& problems) {
  for (const auto& [id, description, kind] : checked.architecture.components) {
    const auto* api = std::get_if<HttpApi>(&kind);
    if (!api) continue;
    std::vector<std::string> without;
    std::optional<std::size_t> first;
    for (std::size_t i = 0; i < api->routes.size(); ++i) {
      const auto& route = api->routes[i];
      if (!route.schema.empty() || !hasBody(route) || !checked.find<Function>(route.to.id)) continue;
      without.push_back(route.route);
      if (!first) first = i;
    }
    if (!first) continue;
    report(problems, Severity::info, "no-schema", fmt::format("{}.routes.{}", id, *first),
           without.size() == 1
               ? fmt::format("'{}' doesn't check the bodies of {}", id, without.front())
               : fmt::format("'{}' doesn't check the bodies of {} and {} more", id, without.front(), without.size() - 1),
           "name the JSON Schema of the body: schema: order.json");
  }
}

void checkSinks(const Checked& checked, Problems& problems) {
  const Unchecked bodies(checked, Input::bodies), all(checked, Input::all);
  std::multimap<ComponentId, const Edge*> calls;
  for (const auto& edge : checked.edges)
    if (edge.role == EdgeRole::call) calls.emplace(edge.from, &edge);
  for (const auto& [id, description, kind] : checked.architecture.components) {
    const auto* function = std::get_if<Function>(&kind);
    if (!function) continue;
    if (!function->sinks.empty() && all.reaches(id)) {
      std::vector<std::string> sinks;
      for (const auto sink : function->sinks) sinks.emplace_back(sinkName(sink));
      report(problems, Severity::warning, "unvalidated-sink", id + ".sinks",
             fmt::format("'{}' builds {} out of input that nothing has checked ({})", id, fmt::join(sinks, " and "),
                         all.way(id)),
             "give the route a schema, and bind or escape what comes in");
    } else if (const auto* edge = function->sinks.empty() && bodies.reaches(id) ? sqlEdge(checked, id, calls) : nullptr) {
      report(problems, Severity::info, "unvalidated-sink", edge->path,
             fmt::format("input that nothing has checked reaches the SQL of '{}' ({})", id, bodies.way(id)),
             "give the route a schema, and bind parameters instead of building queries");
    }
  }
}

}  // namespace virga::model
