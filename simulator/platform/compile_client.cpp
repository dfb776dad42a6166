#include <algorithm>

#include <fmt/format.h>

#include "model/checks/route_match.h"
#include "simulator/platform/compilation.h"

namespace virga::simulator {

using namespace model;

void compileComponent(Compilation& c, std::uint32_t, const std::string& id, const Client& client) {
  for (std::size_t i = 0; i < client.sends.size(); ++i) {
    const auto& flow = client.sends[i];
    const auto path = fmt::format("{}.sends.{}", id, i);
    const auto* target = c.find(flow.to.id,
                                {TargetKind::api, TargetKind::socket, TargetKind::function, TargetKind::queue,
                                 TargetKind::stream, TargetKind::topic, TargetKind::service},
                                path + ".to");
    if (!target) continue;
    CompiledFlow compiled;
    compiled.name = fmt::format("{} → {}{}{}", id, flow.to.id, flow.route.empty() ? "" : " ", flow.route);
    // Results name a flow by this, so that two alike are told apart by number.
    const auto alike = ++c.flowsNamed[compiled.name];
    if (alike > 1) compiled.name += fmt::format(" ({})", alike);
    compiled.client = fmt::format("{}/{}", id, i);
    compiled.path = path;
    compiled.kind = target->kind;
    compiled.target = target->index;
    compiled.payload = flow.payload.bytes;
    compiled.arrivals = flow.arrivals;
    if (const auto* closed = std::get_if<ClosedArrivals>(&flow.arrivals))
      compiled.think.emplace(c.law(closed->think, path + ".arrivals.closed.think"));
    if (target->kind == TargetKind::api) {
      const auto& routes = std::get<HttpApi>(c.architecture.find(flow.to.id)->kind).routes;
      const auto match =
          std::find_if(routes.begin(), routes.end(), [&](const Route& r) { return routeAnswers(r.route, flow.route); });
      if (match == routes.end())
        c.problem(path + ".route", fmt::format("'{}' has no route '{}'", flow.to.id, flow.route),
                  "name one of the API's routes");
      else
        compiled.route = static_cast<std::uint32_t>(match - routes.begin());
    }
    if (target->kind == TargetKind::socket) compileConnection(c, flow, path, compiled);
    c.system.flows.push_back(std::move(compiled));
  }
}

}  // namespace virga::simulator
