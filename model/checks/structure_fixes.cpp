#include <algorithm>
#include <charconv>
#include <set>
#include <type_traits>
#include <utility>

#include <fmt/format.h>

#include "model/checks/fixes.h"
#include "model/edit/card_size.h"
#include "model/edit/edges.h"
#include "model/edit/fresh_id.h"
#include "model/edit/references.h"
#include "model/edit/remove.h"
#include "model/project/field_view.h"

// Fixes that add, connect and take away components and parts of them.
namespace virga::model {
namespace {

constexpr std::size_t kMostOffers = 4;
constexpr int kRowHeight = 140;  // of the drawing: a new card stands below the one that it belongs to

// The index behind ".key." in a path.
std::size_t indexAfter(const std::string& path, std::string_view key) {
  const auto at = path.find(key);
  std::size_t index = 0;
  if (at != std::string::npos) std::from_chars(path.data() + at + key.size(), path.data() + path.size(), index);
  return index;
}

Position placeBeside(const Architecture& architecture, const ComponentId& id) {
  const auto& layout = architecture.layout;
  Position place;
  for (const auto& [placed, position] : layout)
    if (placed == id) place = position;
  const auto isTaken = [&] {
    return std::any_of(layout.begin(), layout.end(), [&](const auto& other) { return covers(place, other.second); });
  };
  do place.y += kRowHeight;
  while (isTaken());
  return place;
}

// Adds a component below another one; its name is given back through `id`.
Edited withNamed(const Architecture& architecture, const std::string& kind, const ComponentId& beside, ComponentId name,
                 ComponentId& id) {
  auto added = addComponent(architecture, kind, placeBeside(architecture, beside));
  if (!added) return added;
  id = std::move(name);
  return renameComponent(*added, added->components.back().id, id);
}

Edited withQueueBeside(const Architecture& architecture, const ComponentId& beside, const char* ending, ComponentId& id) {
  return withNamed(architecture, "queue", beside, freshId(architecture, beside, ending), id);
}

template <typename AnyArchitecture>
auto* consumerAt(AnyArchitecture& architecture, const std::string& path) {
  using Consumer = std::conditional_t<std::is_const_v<AnyArchitecture>, const StreamConsumer, StreamConsumer>;
  using List =
      std::conditional_t<std::is_const_v<AnyArchitecture>, const std::vector<StreamConsumer>, std::vector<StreamConsumer>>;
  auto* component = architecture.find(path.substr(0, path.find('.')));
  List* list = nullptr;
  if (!component) return static_cast<Consumer*>(nullptr);
  if (auto* stream = std::get_if<Stream>(&component->kind)) list = &stream->consumers;
  if (auto* table = std::get_if<NosqlDb>(&component->kind)) list = &table->changes;
  const auto index = indexAfter(path, path.find(".changes.") != std::string::npos ? ".changes." : ".consumers.");
  return list && index < list->size() ? &(*list)[index] : static_cast<Consumer*>(nullptr);
}

}  // namespace

// Either end of a missing connection that lies open is offered, and the removal.
Fixes fixUnconnected(const Architecture& architecture, const Problem& problem) {
  const auto id = componentOf(problem);
  if (problem.id == "no-states")
    return {QuickFix{fmt::format("Add a state to {}", id),
                     [path = id + ".states"](const Architecture& a) { return appendItem(a, path, ""); }}};
  std::set<ComponentId> entered, left;
  for (const auto& edge : edges(architecture)) {
    entered.insert(edge.to);
    left.insert(edge.from);
  }
  const bool wantsSource = problem.id == "never-invoked";
  Fixes fixes;
  for (const auto& component : architecture.components) {
    if (component.id == id || fixes.size() == kMostOffers) continue;
    const auto& from = wantsSource ? component.id : id;
    const auto& to = wantsSource ? id : component.id;
    const bool open = wantsSource ? !left.contains(component.id) : !entered.contains(component.id);
    const auto role = open ? canConnect(architecture, from, to) : tl::expected<EdgeRole, std::string>(tl::unexpect, "");
    // What only names where failures go doesn't count as being read or invoked.
    if (!role || *role == EdgeRole::deadLetter || *role == EdgeRole::auth) continue;
    fixes.push_back(
        {fmt::format("Connect {} to {}", from, to), [from, to](const Architecture& a) { return connect(a, from, to); }});
  }
  fixes.push_back(changing(
      fmt::format("Remove the unused component {}", id),
      [id](Architecture& result) { result = removeComponents(result, {id}); }, true));
  return fixes;
}

Fixes fixNoDeadLetter(const Architecture&, const Problem& problem) {
  const auto id = componentOf(problem);
  return {{fmt::format("Add a dead-letter queue to {}", id), [id](const Architecture& a) -> Edited {
             ComponentId dead;
             auto result = withQueueBeside(a, id, "-dead", dead);
             if (result) std::get<Queue>(result->find(id)->kind).deadLetter = ComponentRef{dead};
             return result;
           }}};
}

Fixes fixDeadLetterCycle(const Architecture&, const Problem& problem) {
  const auto id = componentOf(problem);
  return {changing(
      fmt::format("Let {} have no dead-letter queue", id),
      [id](Architecture& result) { std::get<Queue>(result.find(id)->kind).deadLetter.reset(); }, true)};
}

Fixes fixPublicRoute(const Architecture& architecture, const Problem& problem) {
  const auto id = componentOf(problem);
  Fixes fixes;
  for (const auto& component : architecture.components)
    if (std::holds_alternative<Auth>(component.kind) && fixes.size() < kMostOffers)
      fixes.push_back({fmt::format("Let {} verify tokens of {}", id, component.id),
                       [id, users = component.id](const Architecture& a) { return connect(a, id, users); }});
  if (fixes.empty())
    fixes.push_back({fmt::format("Add a user directory to {}", id), [id](const Architecture& a) -> Edited {
                       ComponentId users;
                       auto result = withNamed(a, "auth", id, freshId(a, "users"), users);
                       return result ? connect(*result, id, users) : result;
                     }});
  return fixes;
}

Fixes fixNoThrottle(const Architecture&, const Problem& problem) {
  const auto id = componentOf(problem);
  return {QuickFix{fmt::format("Add a throttle to {}", id),
                   [path = id + ".throttle"](const Architecture& a) { return appendItem(a, path, ""); }}};
}

Fixes fixAnyOrigin(const Architecture&, const Problem& problem) {
  const auto id = componentOf(problem);
  return {changing(
      fmt::format("Let pages of no other origin call {}", id),
      [id](Architecture& result) {
        auto& api = std::get<HttpApi>(result.find(id)->kind);
        std::erase(api.cors->origins, "*");
        if (api.cors->origins.empty()) api.cors.reset();
      },
      true)};
}

Fixes fixDuplicateRoute(const Architecture&, const Problem& problem) {
  const auto id = componentOf(problem);
  const auto item = problem.path.substr(0, problem.path.rfind('.'));
  QuickFix fix{fmt::format("Remove the later route of {}", id),
               [item](const Architecture& a) {
                 return withoutReferences(
                     a, [&](const ComponentRef&, const std::string& path) { return path == item + ".to"; });
               },
               true};
  return {fix};
}

Fixes fixUnknownRoute(const Architecture& architecture, const Problem& problem) {
  const auto* client = kindAt<Client>(architecture, componentOf(problem));
  const auto index = indexAfter(problem.path, ".sends.");
  if (!client || index >= client->sends.size()) return {};
  const auto& flow = client->sends[index];
  std::vector<std::string> routes;
  ComponentRef first;
  const auto collect = [&](const auto& list) {
    for (const auto& route : list) routes.push_back(route.route);
    if (!list.empty()) first = list.front().to;
  };
  const auto* api = kindAt<HttpApi>(architecture, flow.to.id);
  const auto* sockets = kindAt<WebsocketApi>(architecture, flow.to.id);
  if (api) collect(api->routes);
  if (sockets) collect(sockets->routes);
  std::erase_if(routes, [](const std::string& route) { return route.starts_with('$') || route.starts_with("ANY "); });
  Fixes fixes;
  for (const auto& route : routes)
    if (fixes.size() < kMostOffers) fixes.push_back(settingValue("Set", problem.path, route));
  if (!first.id.empty() && !flow.route.empty())
    fixes.push_back(changing(fmt::format("Add the route {} to {}, leading to {}", flow.route, flow.to.id, first.id),
                             [to = flow.to.id, route = flow.route, first](Architecture& result) {
                               auto& kind = result.find(to)->kind;
                               if (auto* http = std::get_if<HttpApi>(&kind)) http->routes.push_back({route, first});
                               if (auto* web = std::get_if<WebsocketApi>(&kind)) web->routes.push_back({route, first});
                             }));
  return fixes;
}

// Records that always fail are given up after some retries, and a queue is told.
Fixes fixStreamConsumer(const Architecture& architecture, const Problem& problem) {
  constexpr int kRetries = 3;
  const auto id = componentOf(problem);
  const auto* consumer = consumerAt(architecture, problem.path);
  if (!consumer) return {};
  const bool bounds = problem.id == "poison-record", tells = !consumer->onFailure;
  const auto title = !bounds ? fmt::format("Add a queue for the failed records of {}", id)
                     : tells ? fmt::format("Give up records of {} after {} retries and tell a queue", id, kRetries)
                             : fmt::format("Give up records of {} after {} retries", id, kRetries);
  return {{title, [=, path = problem.path](const Architecture& a) -> Edited {
             ComponentId failed;
             auto result = tells ? withQueueBeside(a, id, "-failed", failed) : Edited(a);
             if (!result) return result;
             auto* changed = consumerAt(*result, path);
             if (bounds) changed->maxRetries = kRetries;
             if (tells) changed->onFailure = ComponentRef{failed};
             return result;
           }}};
}

Fixes fixTimeoutBeyondAge(const Architecture& architecture, const Problem& problem) {
  const auto* consumer = consumerAt(architecture, problem.path);
  const auto* function = consumer ? kindAt<Function>(architecture, consumer->to.id) : nullptr;
  if (!function) return {};
  const auto* stream = kindAt<Stream>(architecture, componentOf(problem));
  const bool kept = !stream || function->timeout <= stream->retention;
  Fixes fixes;
  if (consumer->maxAge && kept) fixes.push_back(settingValue("Raise", problem.path, toText(function->timeout)));
  auto age = consumer->maxAge;
  if (stream) age = age ? std::min(*age, stream->retention) : stream->retention;
  fixes.push_back(settingValue("Lower", consumer->to.id + ".timeout", toText(*age)));
  return fixes;
}

Fixes fixConnectionLimit(const Architecture& architecture, const Problem& problem) {
  const auto id = componentOf(problem);
  const auto* database = kindAt<SqlDb>(architecture, id);
  if (!database) return {};
  const int limit = database->connectionLimit;
  Fixes fixes{changing(fmt::format("Put a pool of connections before {}", id), [id, limit](Architecture& result) {
    ConnectionPool pool;
    pool.size = std::min(pool.size, limit);
    std::get<SqlDb>(result.find(id)->kind).pool = pool;
  })};
  std::set<ComponentId> callers;
  bool onlyFunctions = true;
  for (const auto& edge : edges(architecture)) {
    if (edge.to != id || edge.role != EdgeRole::call) continue;
    callers.insert(edge.from);
    onlyFunctions = onlyFunctions && kindAt<Function>(architecture, edge.from);
  }
  const int each = callers.empty() ? 0 : limit / static_cast<int>(callers.size());
  if (onlyFunctions && each >= 1)
    fixes.push_back(changing(fmt::format("Reserve a concurrency of {} for each function that calls {}", each, id),
                             [callers, each](Architecture& result) {
                               for (const auto& caller : callers) {
                                 auto& function = std::get<Function>(result.find(caller)->kind);
                                 function.reservedConcurrency = each;
                                 if (function.provisionedConcurrency)
                                   function.provisionedConcurrency = std::min(*function.provisionedConcurrency, each);
                               }
                             }));
  return fixes;
}

}  // namespace virga::model
