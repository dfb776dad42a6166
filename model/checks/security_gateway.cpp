#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "model/checks/rules.h"

// Who gets through a gateway, and what lies open beside it.
namespace virga::model {
namespace {

bool isAnyOrigin(const std::string& origin) { return origin == "*"; }

void checkOrigins(const ComponentId& id, const HttpApi& api, Problems& problems) {
  if (!api.cors) return;
  const auto& origins = api.cors->origins;
  const auto any = std::find_if(origins.begin(), origins.end(), isAnyOrigin);
  if (any == origins.end()) return;
  const auto path = fmt::format("{}.cors.origins.{}", id, any - origins.begin());
  if (api.cors->credentials == Credentials::include)
    report(problems, Severity::error, "cors-credentials-any-origin", path,
           fmt::format("'{}' wants cookies and tokens from pages of any origin, which browsers refuse", id),
           "list the origins that may, or leave out credentials");
  else if (api.auth)
    report(problems, Severity::info, "cors-any-origin", path,
           fmt::format("'{}' verifies tokens, but lets pages of any origin call it", id), "list the origins that may");
}

bool onlyReads(const Route& route) {
  return route.route.starts_with("GET ") || route.route.starts_with("HEAD ") || route.route.starts_with("OPTIONS ");
}

}  // namespace

void checkAccess(const Checked& checked, Problems& problems) {
  for (const auto& [id, description, kind] : checked.architecture.components) {
    if (const auto* sockets = std::get_if<WebsocketApi>(&kind); sockets && !sockets->auth && !sockets->routes.empty())
      report(problems, Severity::info, "public-route", id, fmt::format("anyone can connect to '{}'", id),
             "connect it to a user directory if that isn't meant");
    const auto* api = std::get_if<HttpApi>(&kind);
    if (!api) continue;
    if (!api->throttle)
      report(problems, Severity::info, "no-throttle", id,
             fmt::format("'{}' has no throttle: only the account's {} protects what is behind it", id,
                         toText(checked.catalog.rate("http-api.throttle-rate"))),
             "add throttle: {rate: …, burst: …}");
    if (!api->auth && !api->routes.empty()) {
      const bool reads = std::all_of(api->routes.begin(), api->routes.end(), onlyReads);
      report(problems, reads ? Severity::info : Severity::warning, "public-route", id,
             fmt::format("anyone can call '{}'{}", id, reads ? "" : ", and change things by it"),
             "connect it to a user directory if that isn't meant");
    }
    checkOrigins(id, *api, problems);
  }
}

void checkFunctionUrls(const Checked& checked, Problems& problems) {
  std::set<ComponentId> seen;
  for (const auto& edge : checked.edges)
    if (edge.role == EdgeRole::flow && checked.find<Function>(edge.to) && seen.insert(edge.to).second)
      report(problems, Severity::info, "public-function", edge.to,
             fmt::format("'{}' calls '{}' directly: nothing throttles, verifies tokens or checks bodies before it",
                         edge.from, edge.to),
             "put an API before it, unless only callers of your own may");
}

}  // namespace virga::model
