#include "model/manifest/handlers/component_access.h"

#include <algorithm>
#include <utility>

namespace virga::model {

bool hasAnswer(const Use& use) {
  return use.access == Access::read || use.access == Access::query || use.access == Access::invoke ||
         use.access == Access::request;
}

bool tellsCaller(const Architecture& architecture, const Action& action) {
  return action.use && !findKind<External>(architecture, action.use->target) &&
         !findKind<SecretStore>(architecture, action.use->target) && hasAnswer(*action.use);
}

std::vector<Use> usesOf(const FunctionPlan& plan) {
  std::vector<Use> uses;
  for (const Action& action : plan.actions)
    if (action.use && std::find(uses.begin(), uses.end(), *action.use) == uses.end()) uses.push_back(*action.use);
  return uses;
}

Use originUse(const Architecture& architecture, const ComponentId& origin) {
  return {origin, findKind<External>(architecture, origin) ? Access::request : Access::read};
}

ApiCall apiCallOf(const HttpApi& api) {
  const std::string& route = api.routes.at(0).route;
  const auto space = route.find(' ');
  ApiCall call;
  call.method = route.substr(0, space);
  if (call.method == "ANY") call.method = "POST";
  call.hasBody = call.method != "GET" && call.method != "DELETE" && call.method != "HEAD";
  const std::string path = route.substr(space + 1);
  std::string part;
  const auto endPart = [&] {
    if (!part.empty()) call.path.push_back({false, std::exchange(part, "")});
  };
  for (std::size_t i = 0; i < path.size(); ++i) {
    const auto close = path[i] == '{' ? path.find('}', i) : std::string::npos;
    if (close == std::string::npos) {
      part += path[i];
      continue;
    }
    endPart();
    std::string parameter = path.substr(i + 1, close - i - 1);
    if (!parameter.empty() && parameter.back() == '+') parameter.pop_back();
    call.path.push_back({true, std::move(parameter)});
    i = close;
  }
  endPart();
  return call;
}

}  // namespace virga::model
