#include "model/project/default_item.h"

#include <fmt/format.h>

#include "model/architecture/fields_component.h"
#include "model/project/kind_names.h"

namespace virga::model {
namespace {

const Component* firstOf(const Architecture& architecture, KindSet kinds) {
  for (const auto& component : architecture.components)
    if ((kinds >> component.kind.index() & 1U) != 0) return &component;
  return nullptr;
}

tl::expected<std::string, std::string> naming(const Architecture& architecture, KindSet kinds, const char* format) {
  const Component* const target = firstOf(architecture, kinds);
  if (!target) return tl::unexpected(fmt::format("add {} to the project first", kindSetText(kinds)));
  return fmt::format(fmt::runtime(format), target->id);
}

tl::expected<std::string, std::string> defaultFlow(const Architecture& architecture) {
  if (const Component* const target = firstOf(architecture, kinds<HttpApi>())) {
    const auto& routes = std::get<HttpApi>(target->kind).routes;
    return fmt::format("{{to: {}, route: \"{}\"}}", target->id, routes.empty() ? "GET /" : routes.front().route);
  }
  return naming(architecture, targetsOf<Flow>("to") & ~kinds<HttpApi, WebsocketApi>(), "{{to: {}}}");
}

}  // namespace

tl::expected<std::string, std::string> defaultItem(const Architecture& architecture, const Component& owner,
                                                   const std::string& key) {
  if (key == "sends") return defaultFlow(architecture);
  if (key == "routes" && std::holds_alternative<WebsocketApi>(owner.kind))
    return naming(architecture, kinds<Function>(), "{{route: $default, to: {}}}");
  if (key == "routes") return naming(architecture, kinds<Function>(), "{{route: ANY /, to: {}}}");
  if (key == "consumers" || key == "changes") return naming(architecture, kinds<Function>(), "{{to: {}}}");
  if (key == "subscriptions") return naming(architecture, targetsOf<Subscription>("to"), "{{to: {}}}");
  if (key == "rules") return naming(architecture, targetsOf<Rule>("to"), "{{to: {}}}");
  if (key == "targets") return naming(architecture, targetsOf<ScheduleTarget>("to"), "{{to: {}}}");
  if (key == "notifications") return naming(architecture, targetsOf<Notification>("to"), "{{to: {}}}");
  if (key == "split") return naming(architecture, targetsOf<Split>("to"), "{{to: {}, share: 10%}}");
  if (key == "auth") return naming(architecture, kinds<Auth>(), "{{with: {}}}");
  if (key == "steps" || key == "parallel" || key == "of") return "{compute: 10 ms}";
  if (key == "states" || key == "catch") return "{wait: 1 s}";
  if (key == "branch") return "{share: 0%}";
  if (key == "origins") return "https://example.com";
  if (key == "cors") return "{origins: [\"https://example.com\"]}";
  if (key == "throttle") return "{rate: 100/s, burst: 100}";
  if (key == "retry") return "{attempts: 2, backoff: 200 ms}";
  if (key == "shift") return "{to: 100%, over: 1 h}";
  if (key == "connection") return "{lasts: 10 min, message-every: 30 s}";
  if (key == "pool") return "{size: 20}";
  if (key == "autoscaling") return "{max-servers: 10}";
  if (key == "breaker") return "{failures: 5, within: 30 s, open: 20 s}";
  if (key == "sinks") return "sql";
  if (key == "grants") return "{access: [read]}";
  if (key == "access") return "read";
  return tl::unexpected(fmt::format("nothing can be added to '{}'", key));
}

}  // namespace virga::model
