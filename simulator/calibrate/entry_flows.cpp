#include "simulator/calibrate/entry_flows.h"

#include <algorithm>
#include <variant>

#include <fmt/format.h>

#include "model/checks/route_match.h"
#include "model/edit/edges.h"

namespace virga::simulator {

namespace {

// The route of the API that answers the flow; null where there is none.
const model::Route* routeOf(const model::HttpApi& api, const std::string& request) {
  const auto found = std::find_if(api.routes.begin(), api.routes.end(),
                                  [&](const model::Route& route) { return model::routeAnswers(route.route, request); });
  return found == api.routes.end() ? nullptr : &*found;
}

bool leadsTo(const model::Architecture& architecture, const model::Flow& flow, const model::ComponentId& function) {
  if (flow.to.id == function) return true;
  const auto* target = architecture.find(flow.to.id);
  const auto* api = target ? std::get_if<model::HttpApi>(&target->kind) : nullptr;
  const auto* route = api ? routeOf(*api, flow.route) : nullptr;
  return route && route->to.id == function && !route->split;
}

void addOnce(std::vector<std::string>& names, const std::string& name) {
  if (std::find(names.begin(), names.end(), name) == names.end()) names.push_back(name);
}

// Whether some of the API's requests for the function are a share of a route's.
bool splits(const model::ComponentKind& kind, const model::ComponentId& function) {
  const auto* api = std::get_if<model::HttpApi>(&kind);
  if (!api) return true;
  return std::any_of(api->routes.begin(), api->routes.end(), [&](const model::Route& route) {
    return route.split && (route.to.id == function || route.split->to.id == function);
  });
}

}  // namespace

EntryFlows entryFlows(const model::Architecture& architecture, const model::ComponentId& function) {
  EntryFlows entry;
  for (const auto& component : architecture.components)
    if (const auto* client = std::get_if<model::Client>(&component.kind))
      for (std::size_t i = 0; i < client->sends.size(); ++i)
        if (leadsTo(architecture, client->sends[i], function))
          entry.flows.push_back(fmt::format("{}.sends.{}", component.id, i));
  for (const auto& edge : model::edges(architecture)) {
    if (edge.to != function || edge.role == model::EdgeRole::flow) continue;
    if (edge.role == model::EdgeRole::route && !splits(architecture.find(edge.from)->kind, function)) continue;
    addOnce(entry.others, edge.from);
  }
  return entry;
}

}  // namespace virga::simulator
