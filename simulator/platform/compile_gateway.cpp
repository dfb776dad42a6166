#include <algorithm>

#include <fmt/format.h>

#include "simulator/platform/compilation.h"

namespace virga::simulator {

using namespace model;

void compileComponent(Compilation& c, std::uint32_t component, const std::string& id, const HttpApi& api) {
  CompiledApi compiled;
  compiled.name = id;
  compiled.component = component;
  const auto backend = [&](const ComponentRef& to, const std::string& path) {
    const auto* target = c.find(to.id, {TargetKind::function, TargetKind::service}, path);
    return target ? *target : Target();
  };
  for (std::size_t i = 0; i < api.routes.size(); ++i) {
    const auto& route = api.routes[i];
    const auto path = fmt::format("{}.routes.{}", id, i);
    compiled.routes.push_back({route.route, backend(route.to, path + ".to"), std::nullopt});
    if (route.split)
      compiled.routes.back().split.emplace(CompiledApi::Split{backend(route.split->to, path + ".split.to"),
                                                              MovingShare(route.split->share, route.split->shift)});
  }
  compiled.throttle = api.throttle ? bucketOf(api.throttle)
                                   : TokenBucket(c.catalog.rate("http-api.throttle-rate").perSecond,
                                                 c.catalog.number("http-api.throttle-burst"));
  compiled.latency = c.sampler("http-api.latency");
  compiled.auth = api.auth ? c.targets.at(api.auth->with.id).index : kNone;
  compiled.timeout = (api.timeout ? *api.timeout : c.catalog.duration("http-api.timeout-max")).nanoseconds;
  compiled.meteredSize = c.catalog.size("http-api.metered-size").bytes;
  compiled.payloadMax =
      std::min(c.catalog.size("http-api.payload-max").bytes, c.catalog.size("function.sync-payload-max").bytes);
  compiled.faults = c.faults(id);
  c.system.apis.push_back(std::move(compiled));
}

void compileComponent(Compilation& c, std::uint32_t component, const std::string& id, const Auth& auth) {
  c.system.auths.push_back({id, component, c.sampler(auth.latency, "auth.latency", id + ".latency"), c.faults(id)});
}

}  // namespace virga::simulator
