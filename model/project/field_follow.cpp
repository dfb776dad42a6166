#include "model/project/field_follow.h"

#include <algorithm>
#include <charconv>

#include "model/project/codec.h"

namespace virga::model {
namespace {

void remove(Tree& map, std::string_view key) {
  std::erase_if(map.entries, [&](const TreeEntry& entry) { return entry.key == key; });
}

// The route and the connection that flows to the kind have.
void fitFlow(Tree& flow, const ComponentKind& target) {
  const auto* const api = std::get_if<HttpApi>(&target);
  const bool isWebsocket = std::holds_alternative<WebsocketApi>(target);
  const Tree* const route = flow.find("route");
  const bool isHttpRoute = route && routeFault(route->scalar).empty();
  if (!api && route && (!isWebsocket || isHttpRoute)) remove(flow, "route");
  if (api && !isHttpRoute) {
    remove(flow, "route");
    const auto known = api->routes.empty() ? std::string("GET /") : api->routes.front().route;
    flow.add("route", textScalar(known.starts_with("ANY ") ? "GET" + known.substr(3) : known));
  }
  if (!isWebsocket) remove(flow, "connection");
  if (isWebsocket && !flow.find("connection")) flow.add("connection", mapTree());
}

}  // namespace

void followEdit(const Architecture& architecture, Tree& component, const std::vector<std::string>& parts) {
  const Tree* const kind = component.find("kind");
  if (!kind) return;
  if (kind->scalar == "schedule" && parts.size() == 1 && (parts[0] == "every" || parts[0] == "cron"))
    remove(component, parts[0] == "every" ? "cron" : "every");
  if (kind->scalar != "client" || parts.size() != 3 || parts[0] != "sends" || parts[2] != "to") return;
  Tree* const sends = component.find("sends");
  std::size_t index = 0;
  const auto read = std::from_chars(parts[1].data(), parts[1].data() + parts[1].size(), index);
  if (!sends || read.ec != std::errc{} || index >= sends->items.size() || !sends->items[index].isMap()) return;
  Tree& flow = sends->items[index];
  const Tree* const to = flow.find("to");
  const Component* const target = to ? architecture.find(to->scalar) : nullptr;
  if (target) fitFlow(flow, target->kind);
}

}  // namespace virga::model
