#include <algorithm>

#include <fmt/format.h>

#include "simulator/platform/compilation.h"

namespace virga::simulator {

using namespace model;

void compileComponent(Compilation& c, std::uint32_t component, const std::string& id, const WebsocketApi& socket) {
  CompiledSocket compiled;
  compiled.name = id;
  compiled.component = component;
  for (std::size_t i = 0; i < socket.routes.size(); ++i) {
    const auto& [route, to] = socket.routes[i];
    const auto* target = c.find(to.id, {TargetKind::function}, fmt::format("{}.routes.{}.to", id, i));
    if (target && route == "$connect") compiled.connect = target->index;
    if (target && route == "$disconnect") compiled.disconnect = target->index;
  }
  compiled.throttle = socket.throttle ? bucketOf(socket.throttle)
                                      : TokenBucket(c.catalog.rate("websocket-api.throttle-rate").perSecond,
                                                    c.catalog.number("websocket-api.throttle-burst"));
  if (const auto rate = c.catalog.optionalNumber("websocket-api.connects-per-second"))
    compiled.connects = TokenBucket(*rate, *rate);
  compiled.latency = c.sampler("websocket-api.latency");
  if (socket.auth) compiled.auth = c.targets.at(socket.auth->with.id).index;
  compiled.timeout = (socket.timeout ? *socket.timeout : c.catalog.duration("websocket-api.timeout-max")).nanoseconds;
  compiled.idle = c.catalog.duration("websocket-api.idle-timeout").nanoseconds;
  compiled.longest = c.catalog.duration("websocket-api.connection-max").nanoseconds;
  compiled.meteredSize = c.catalog.size("websocket-api.metered-size").bytes;
  compiled.faults = c.faults(id);
  c.system.sockets.push_back(std::move(compiled));
}

void compileConnection(Compilation& c, const Flow& flow, const std::string& path, CompiledFlow& compiled) {
  if (std::holds_alternative<ClosedArrivals>(flow.arrivals))
    c.problem(path + ".arrivals", fmt::format("a closed population can't open connections at '{}'", flow.to.id),
              "take poisson or other arrivals; connection.lasts says how long each stays");
  if (!flow.connection) {
    c.problem(path, fmt::format("the flow to '{}' says nothing of its connections", flow.to.id),
              "write connection: {lasts: 10 min, message-every: 30 s}");
    return;
  }
  if (flow.route.empty() || flow.route == "$connect" || flow.route == "$disconnect")
    c.problem(path + ".route", fmt::format("the messages to '{}' need a route", flow.to.id),
              "name one of its routes that messages can carry, or $default");
  CompiledConnection connection;
  connection.lasts = c.law(flow.connection->lasts, path + ".connection.lasts");
  connection.pause = c.law(flow.connection->messageEvery, path + ".connection.message-every");
  const auto* constant = std::get_if<Constant>(&flow.connection->messageEvery);
  connection.sends = !constant || constant->value > Duration{};
  const auto& routes = std::get<WebsocketApi>(c.architecture.find(flow.to.id)->kind).routes;
  for (const std::string& name : {flow.route, std::string("$default")}) {
    const auto route = std::find_if(routes.begin(), routes.end(), [&](const WebsocketRoute& r) { return r.route == name; });
    if (route == routes.end()) continue;
    const auto target = c.targets.find(route->to.id);
    if (target != c.targets.end() && target->second.kind == TargetKind::function) connection.function = target->second.index;
    break;
  }
  compiled.connection.emplace(std::move(connection));
}

}  // namespace virga::simulator
