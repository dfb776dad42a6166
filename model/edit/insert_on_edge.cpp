#include "model/edit/insert_on_edge.h"

#include <algorithm>
#include <optional>

#include <fmt/format.h>

#include "model/architecture/fields_component.h"
#include "model/edit/drawing.h"
#include "model/edit/references.h"
#include "model/edit/remove.h"
#include "model/edit/setting_paths.h"

namespace virga::model {
namespace {

// What the edge's reference may name and still be the same kind of connection.
KindSet admitted(const ComponentKind& from, EdgeRole role) {
  switch (role) {
    case EdgeRole::flow: return targetsOf<Flow>("to");
    case EdgeRole::route:
      return std::holds_alternative<WebsocketApi>(from) ? targetsOf<WebsocketRoute>("to") : targetsOf<Route>("to");
    case EdgeRole::auth: return targetsOf<ApiAuth>("with");
    case EdgeRole::call: return targetsOf<CallStep>("call");
    case EdgeRole::send: return targetsOf<SendStep>("send");
    case EdgeRole::consumer:
      return std::holds_alternative<Queue>(from) ? targetsOf<Consumer>("to") : targetsOf<StreamConsumer>("to");
    case EdgeRole::subscription: return targetsOf<Subscription>("to");
    case EdgeRole::rule: return targetsOf<Rule>("to");
    case EdgeRole::target: return targetsOf<ScheduleTarget>("to");
    case EdgeRole::notification: return targetsOf<Notification>("to");
    case EdgeRole::deadLetter:
      return std::holds_alternative<Queue>(from) ? targetsOf<Queue>("dead-letter") : targetsOf<StreamConsumer>("on-failure");
    case EdgeRole::origin: return targetsOf<Cache>("origin");
  }
  return 0;
}

// What the first edge said and the second half says from now on.
struct Said {
  std::optional<ByteSize> size;
  std::optional<Operation> operation;
};

// Turns the edges of a line to the inserted component and notes which settings lose their value.
class Turn {
 public:
  Turn(const std::vector<Edge>& line, const Component& inserted) : line_(line), inserted_(inserted) {}

  // A sentence that says why not, or nothing.
  std::string operator()(Component& from) {
    if (auto* client = std::get_if<Client>(&from.kind)) {
      for (std::size_t i = 0; i < client->sends.size(); ++i)
        if (const auto path = fmt::format("{}.sends.{}", from.id, i); isPart(path + ".to")) turn(client->sends[i], path);
      return {};
    }
    if (auto* steps = stepsOf(from)) {
      std::string refusal;
      forEachStep(*steps, stepsPath(from), [&](Step& step, const std::string& path) {
        if (isPart(path + ".call") || isPart(path + ".send")) turn(step, path, refusal);
      });
      return refusal;
    }
    if (const auto* schedule = std::get_if<Schedule>(&from.kind)) {
      for (std::size_t i = 0; i < schedule->targets.size(); ++i)
        if (isPart(fmt::format("{}.targets.{}.to", from.id, i))) said_.size = schedule->targets[i].payload;
    }
    forEachReference(from, [&](ComponentRef& to, EdgeRole, const std::string&, const std::string& path) {
      if (isPart(path)) to.id = inserted_.id;
    });
    return {};
  }

  const Said& said() const { return said_; }
  const PathChanges& changes() const { return changes_; }

 private:
  bool isPart(const std::string& path) const {
    return std::any_of(line_.begin(), line_.end(), [&](const Edge& edge) { return edge.path == path; });
  }

  void turn(Flow& flow, const std::string& path) {
    said_.size = flow.payload;
    flow.to.id = inserted_.id;
    flow.route = std::holds_alternative<HttpApi>(inserted_.kind) ? "POST /requests" : "";
    flow.connection = std::holds_alternative<WebsocketApi>(inserted_.kind) ? std::optional(Connection{}) : std::nullopt;
    changes_.emplace_back(path + ".route", std::nullopt);
    changes_.emplace_back(path + ".connection", std::nullopt);
  }

  void turn(Step& step, const std::string& path, std::string& refusal) {
    const KindSet kind = 1U << inserted_.kind.index();
    if (auto* call = std::get_if<CallStep>(&step.what)) {
      said_ = {call->size, call->operation};
      if (kind & targetsOf<CallStep>("call")) {
        call->to.id = inserted_.id;
        if (hasOperations(inserted_.kind)) return;
        call->operation = Operation::read;
        changes_.emplace_back(path + ".operation", std::nullopt);
        return;
      }
      if (call->caught && !call->caught->empty())
        refusal =
            fmt::format("'{}' takes messages and gives no answer, and the call catches failures: remove its 'catch' first",
                        inserted_.id);
      step.what = SendStep{{inserted_.id}, call->size, call->per};
    } else {
      auto& send = std::get<SendStep>(step.what);
      said_.size = send.size;
      if (kind & targetsOf<SendStep>("send")) {
        send.to.id = inserted_.id;
        return;
      }
      CallStep instead;
      instead.to.id = inserted_.id;
      instead.size = send.size;
      instead.per = send.per;
      step.what = std::move(instead);
    }
    changes_.emplace_back(path, std::nullopt);
    for (const auto* kept : {".size", ".per"}) changes_.emplace_back(path + kept, path + kept);
  }

  const std::vector<Edge>& line_;
  const Component& inserted_;
  Said said_;
  PathChanges changes_;
};

// Why the component can't be put there; nothing if it can, as far as the kinds are concerned.
std::optional<std::string> obstacle(const Architecture& architecture, const std::vector<Edge>& line,
                                    const ComponentId& inserted) {
  const auto all = edges(architecture);
  for (const auto& part : line)
    if (std::find(all.begin(), all.end(), part) == all.end())
      return fmt::format("there is no connection from '{}' to '{}' at '{}'", part.from, part.to, part.path);
  const auto* component = architecture.find(inserted);
  if (!component) return fmt::format("there is no component '{}'", inserted);
  if (std::any_of(all.begin(), all.end(), [&](const Edge& edge) { return edge.from == inserted || edge.to == inserted; }))
    return fmt::format("'{}' has connections already: remove them first", inserted);

  const auto& edge = line.front();
  const auto bare = withoutReferences(architecture, [&](const ComponentRef&, const std::string& path) {
    return std::any_of(line.begin(), line.end(), [&](const Edge& part) { return part.path == path; });
  });
  const KindSet kind = 1U << component->kind.index();
  const bool isStep = edge.role == EdgeRole::call || edge.role == EdgeRole::send;
  const auto first = canConnect(bare, edge.from, inserted);
  const bool stays = (admitted(architecture.find(edge.from)->kind, edge.role) & kind) != 0;
  if (edge.role == EdgeRole::consumer && std::holds_alternative<Queue>(component->kind))
    return "only dead letters go on to a queue: put a function before it";
  if (!stays && !first) return first.error();
  if (const auto second = canConnect(bare, inserted, edge.to); !second) return second.error();
  if (!stays && !(isStep && (*first == EdgeRole::call || *first == EdgeRole::send)))
    return fmt::format("the connection from '{}' would mean something else with '{}' as its end", edge.from, inserted);
  return std::nullopt;
}

// Lets the newest edge from the component say what the old one said.
void tell(Component& component, const Said& said) {
  auto* steps = stepsOf(component);
  if (!steps || steps->empty()) return;
  if (auto* call = std::get_if<CallStep>(&steps->back().what)) {
    call->size = said.size.value_or(call->size);
    call->operation = said.operation.value_or(call->operation);
  } else if (auto* send = std::get_if<SendStep>(&steps->back().what)) {
    send->size = said.size.value_or(send->size);
  }
}

}  // namespace

Edited insertOnEdge(const Architecture& architecture, const std::vector<Edge>& line, const ComponentId& inserted) {
  if (line.empty()) return tl::unexpected(std::string("there is no connection to put it into"));
  if (const auto why = obstacle(architecture, line, inserted)) return tl::unexpected(*why);
  const auto [from, to] = std::pair(line.front().from, line.front().to);
  Architecture turned = architecture;
  Turn turn(line, *architecture.find(inserted));
  if (const auto refusal = turn(*turned.find(from)); !refusal.empty()) return tl::unexpected(refusal);
  for (auto& scenario : turned.scenarios) applyPathChanges(scenario.set, turn.changes());
  dropStaleDrawing(turned, architecture);
  auto result = connect(turned, inserted, to);
  if (result) tell(*result->find(inserted), turn.said());
  return result;
}

}  // namespace virga::model
