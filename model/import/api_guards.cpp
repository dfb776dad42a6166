#include "model/import/api_guards.h"

namespace virga::model {

void ApiGuards::whole(const ComponentId& api, const std::string& reason) {
  if (std::string& known = apis_[api].whole; known.empty()) known = reason;
}

void ApiGuards::route(const ComponentId& api, const std::string& reason) {
  Known& known = apis_[api];
  if (reason.empty()) {
    ++known.open;
    return;
  }
  ++known.guarded;
  if (known.single.empty()) known.single = reason;
}

void ApiGuards::plainRoute(const ComponentId& api) { ++apis_[api].plain; }

void ApiGuards::settle(DesignBuilder& design) const {
  for (const auto& [id, known] : apis_) {
    const auto* http = design.as<HttpApi>(id);
    const auto* socket = design.as<WebsocketApi>(id);
    if ((!http || http->auth) && (!socket || socket->auth)) continue;
    if ((http && http->routes.empty()) || (socket && socket->routes.empty())) continue;  // nothing is found there
    const bool byRoutes = known.guarded > 0 && known.plain == 0;
    if (known.open > 0 || (known.whole.empty() && !byRoutes)) continue;
    CheckSetting setting;
    setting.check = "public-route";
    setting.at = ComponentRef{id};
    setting.ignore = known.whole.empty() ? known.single : known.whole;
    design.result.design.checks.push_back(std::move(setting));
  }
}

}  // namespace virga::model
