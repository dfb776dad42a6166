#include <algorithm>
#include <map>
#include <set>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "model/checks/route_match.h"
#include "model/checks/rules.h"
#include "model/edit/references.h"
#include "model/nearest_name.h"

namespace virga::model {
namespace {

// A synchronous call of what runs steps by another such. Within a branch or a catch it happens only sometimes.
struct Call {
  const Edge* edge;
  bool isConditional;
};

using CallGraph = std::map<ComponentId, std::vector<Call>>;

enum class Calls { all, unconditional };

CallGraph callGraph(const Checked& checked, Calls which) {
  CallGraph graph;
  for (const auto& edge : checked.edges) {
    if (edge.role != EdgeRole::call || !checked.runsSteps(edge.to)) continue;
    const bool isConditional = isOnlySometimes(edge.path);
    if (!isConditional || which == Calls::all) graph[edge.from].push_back({&edge, isConditional});
  }
  return graph;
}

// Follows calls depth first and reports each call that leads back into the chain of callers.
class CycleSearch {
 public:
  // With `onlyConditional`, circles without a branch are left to another search.
  CycleSearch(const CallGraph& graph, bool onlyConditional, Problems& problems)
      : graph_(graph), onlyConditional_(onlyConditional), problems_(problems) {}

  void from(const ComponentId& id) {
    if (done_.contains(id)) return;
    const auto calls = graph_.find(id);
    callers_.push_back(id);
    if (calls != graph_.end()) {
      for (const auto& call : calls->second) {
        conditional_.push_back(call.isConditional);
        const auto repeated = std::find(callers_.begin(), callers_.end(), call.edge->to);
        if (repeated != callers_.end())
          closes(*call.edge, static_cast<std::size_t>(repeated - callers_.begin()));
        else
          from(call.edge->to);
        conditional_.pop_back();
      }
    }
    callers_.pop_back();
    done_.insert(id);
  }

 private:
  void closes(const Edge& edge, std::size_t start) {
    const bool ends = std::any_of(conditional_.begin() + static_cast<std::ptrdiff_t>(start), conditional_.end(),
                                  [](bool conditional) { return conditional; });
    if (ends != onlyConditional_ || !reported_.insert({edge.from, edge.to}).second) return;
    std::vector<ComponentId> round(callers_.begin() + static_cast<std::ptrdiff_t>(start), callers_.end());
    round.push_back(edge.to);
    const auto text = fmt::format("{}", fmt::join(round, " → "));
    if (ends)
      report(problems_, Severity::warning, "call-cycle", edge.path,
             fmt::format("calls go round in a circle ({}), each waiting for the next", text),
             "send to a queue instead of calling, or make sure that it ends soon");
    else
      report(problems_, Severity::error, "call-cycle", edge.path,
             fmt::format("calls go round in an endless circle ({})", text),
             "take one call out, put it in a branch, or send to a queue instead");
  }

  const CallGraph& graph_;
  bool onlyConditional_;
  Problems& problems_;
  std::vector<ComponentId> callers_;
  std::vector<bool> conditional_;  // of the calls that made the chain
  std::set<ComponentId> done_;
  std::set<std::pair<ComponentId, ComponentId>> reported_;
};

bool sendsMessages(const Flow& flow) {
  return flow.connection && flow.connection->messageEvery != Distribution(Constant{Duration{}});
}

// Whether the route of a websocket-api gets messages that name `word`.
bool takesMessages(const WebsocketRoute& route, const std::string& word) {
  return route.route == "$default" || (route.route == word && word != "$connect" && word != "$disconnect");
}

}  // namespace

void checkRoutes(const Checked& checked, Problems& problems) {
  const auto duplicates = [&](const ComponentId& id, const auto& routes) {
    std::set<std::string> seen;
    for (std::size_t i = 0; i < routes.size(); ++i)
      if (!seen.insert(routes[i].route).second)
        report(problems, Severity::error, "duplicate-route", fmt::format("{}.routes.{}.route", id, i),
               fmt::format("'{}' has the route '{}' twice", id, routes[i].route), "a route leads to one component");
  };
  const auto unknown = [&](const std::string& path, const Flow& flow, const auto& routes) {
    std::vector<std::string> known;
    for (const auto& route : routes) known.push_back(route.route);
    report(problems, Severity::error, "unknown-route", path,
           fmt::format("'{}' has no route for '{}'", flow.to.id, flow.route),
           known.empty() ? "connect the API to a function" : fmt::format("it has {}", fmt::join(known, ", ")));
  };
  for (const auto& [id, description, kind] : checked.architecture.components) {
    if (const auto* api = std::get_if<HttpApi>(&kind)) duplicates(id, api->routes);
    if (const auto* sockets = std::get_if<WebsocketApi>(&kind)) duplicates(id, sockets->routes);
    const auto* client = std::get_if<Client>(&kind);
    for (std::size_t i = 0; client && i < client->sends.size(); ++i) {
      const auto& flow = client->sends[i];
      const auto path = fmt::format("{}.sends.{}.route", id, i);
      if (const auto* api = checked.find<HttpApi>(flow.to.id)) {
        if (std::none_of(api->routes.begin(), api->routes.end(),
                         [&](const Route& route) { return routeAnswers(route.route, flow.route); }))
          unknown(path, flow, api->routes);
      } else if (const auto* sockets = checked.find<WebsocketApi>(flow.to.id); sockets && sendsMessages(flow)) {
        if (std::none_of(sockets->routes.begin(), sockets->routes.end(),
                         [&](const WebsocketRoute& route) { return takesMessages(route, flow.route); }))
          unknown(path, flow, sockets->routes);
      }
    }
  }
}

void checkRegion(const Checked& checked, Problems& problems) {
  const auto& region = checked.architecture.target.region;
  const auto& known = checked.catalog.regions;
  // Of another provider's target only the design is looked at: its region means nothing here.
  if (region.empty() || checked.architecture.target.provider != checked.catalog.provider) return;
  if (std::find(known.begin(), known.end(), region) != known.end()) return;
  const auto near = nearestName(region, known);
  report(problems, Severity::warning, "unknown-region", "target.region",
         fmt::format("the catalog of {} doesn't know '{}': limits and latencies are those of {}, prices aren't known",
                     checked.catalog.name, region, checked.catalog.defaultRegion),
         fmt::format("it has {}", fmt::join(known, ", ")), near.empty() ? checked.catalog.defaultRegion : near);
}

void checkCallCycles(const Checked& checked, Problems& problems) {
  // Endless circles are searched for by themselves, so that a branch beside one can't hide it.
  for (const auto which : {Calls::unconditional, Calls::all}) {
    const auto graph = callGraph(checked, which);
    CycleSearch search(graph, which == Calls::all, problems);
    for (const auto& component : checked.architecture.components) search.from(component.id);
  }
}

}  // namespace virga::model
