#include "model/manifest/azure/azure_lowering.h"

#include <algorithm>
#include <utility>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "model/manifest/function_plan.h"

namespace virga::model {

namespace {

class Lowering {
 public:
  Lowering(const Architecture& architecture, Problems& problems) : drawn_(architecture), problems_(problems) {
    made_.design = architecture;
  }

  LoweredDesign made() {
    for (const Component& component : drawn_.components)
      std::visit([&](const auto& kind) { lower(component.id, kind); }, component.kind);
    for (Component& helper : helpers_) made_.design.components.push_back(std::move(helper));
    return std::move(made_);
  }

 private:
  void note(const std::string& id, const std::string& path, const std::string& message, const std::string& hint) {
    problems_.push_back({Severity::warning, id, "", 0, 0, path, message, hint});
  }

  template <class Kind>
  void lower(const ComponentId&, const Kind&) {}

  void lower(const ComponentId& id, const Workflow& workflow) {
    made_.workflows.insert(id);
    Function function;
    function.runtime = "nodejs22";
    function.memory = mebibytes(512);
    function.steps = workflow.states;
    made_.design.find(id)->kind = function;
    if (workflow.type == WorkflowType::express)
      note("no-express", id + ".type", "Durable Functions has one kind of orchestration, which keeps its history",
           "set 'type' to standard to simulate what is deployed");
    note("no-workflow-timeout", id + ".timeout",
         fmt::format("Durable Functions ends no orchestration by itself; the timeout of {} isn't deployed",
                     toText(workflow.timeout)),
         "watch for orchestrations that run longer");
  }

  // A timer starts functions alone.
  void lower(const ComponentId& id, const Schedule& schedule) {
    std::vector<ComponentId> others;
    auto& targets = std::get<Schedule>(made_.design.find(id)->kind).targets;
    targets.clear();
    for (const ScheduleTarget& target : schedule.targets)
      if (startsFunction(target.to.id))
        targets.push_back(target);
      else
        others.push_back(target.to.id);
    if (others.empty()) return;
    targets.push_back({{helper(id + "-start", others)}});
    note("handed-on", id + ".targets",
         fmt::format("a timer starts functions alone; the function '{}-start' hands on to {}", id, fmt::join(others, ", ")),
         "draw that function to simulate what is deployed");
  }

  void lower(const ComponentId& id, const EventBus& bus) { reroute<EventBus>(id, bus.rules, &EventBus::rules, ".rules"); }
  void lower(const ComponentId& id, const Topic& topic) {
    reroute<Topic>(id, topic.subscriptions, &Topic::subscriptions, ".subscriptions");
  }
  void lower(const ComponentId& id, const ObjectStore& store) {
    reroute<ObjectStore>(id, store.notifications, &ObjectStore::notifications, ".notifications");
  }

  // Event Grid delivers to functions, Storage queues, event hubs and webhooks, and to no other topic of its own.
  template <class Kind, class Edge>
  void reroute(const ComponentId& id, const std::vector<Edge>& edges, std::vector<Edge> Kind::*member,
               const std::string& field) {
    auto& lowered = std::get<Kind>(made_.design.find(id)->kind).*member;
    for (std::size_t i = 0; i < edges.size(); ++i) {
      const ComponentId& to = edges[i].to.id;
      const Component* target = drawn_.find(to);
      if (!target || !(std::holds_alternative<Topic>(target->kind) || std::holds_alternative<EventBus>(target->kind) ||
                       std::holds_alternative<ContainerService>(target->kind)))
        continue;
      const ComponentId name = helper(fmt::format("{}-{}", id, to), {to});
      lowered[i].to = {name};
      note("handed-on", fmt::format("{}{}.{}", id, field, i),
           fmt::format("Event Grid doesn't deliver to '{}'; the function '{}' hands on what it gets", to, name),
           "draw that function to simulate what is deployed");
    }
  }

  bool startsFunction(const ComponentId& id) const {
    return findKind<Function>(drawn_, id) != nullptr || findKind<Workflow>(drawn_, id) != nullptr;
  }

  ComponentId helper(const std::string& wanted, const std::vector<ComponentId>& targets) {
    const auto taken = [&](const ComponentId& id) {
      return drawn_.find(id) != nullptr ||
             std::any_of(helpers_.begin(), helpers_.end(), [&](const Component& other) { return other.id == id; });
    };
    ComponentId id = wanted;
    for (int number = 2; taken(id); ++number) id = fmt::format("{}-{}", wanted, number);
    Function function;
    function.runtime = "nodejs22";
    function.memory = mebibytes(512);
    for (const ComponentId& target : targets) {
      Step step;
      if (findKind<External>(drawn_, target) || findKind<ContainerService>(drawn_, target)) {
        CallStep call;
        call.to = {target};
        step.what = call;
      } else {
        SendStep send;
        send.to = {target};
        step.what = send;
      }
      function.steps.push_back(step);
    }
    helpers_.push_back({id, "", function});
    made_.helpers.insert(id);
    return id;
  }

  const Architecture& drawn_;
  Problems& problems_;
  LoweredDesign made_;
  std::vector<Component> helpers_;
};

}  // namespace

LoweredDesign loweredForAzure(const Architecture& architecture, Problems& problems) {
  return Lowering(architecture, problems).made();
}

}  // namespace virga::model
