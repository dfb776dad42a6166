#include <fmt/format.h>

#include "model/checks/rules.h"

// What nothing leads to, and what leads to nothing.
namespace virga::model {
namespace {

class Unused {
 public:
  Unused(const Checked& checked, const ComponentId& id, Problems& problems)
      : checked_(checked), id_(id), problems_(problems) {}

  void operator()(const Client& client) const {
    if (client.sends.empty())
      warn("no-flows", "the client '{}' sends nothing", "connect it to an API, a function or a queue");
  }
  void operator()(const HttpApi& api) const {
    if (api.routes.empty()) warn("no-routes", "the API '{}' has no routes", "connect it to a function");
  }
  void operator()(const WebsocketApi& api) const {
    if (api.routes.empty()) warn("no-routes", "the WebSocket API '{}' has no routes", "connect it to a function");
  }
  void operator()(const Function&) const {
    if (!isEntered({EdgeRole::flow, EdgeRole::route, EdgeRole::call, EdgeRole::send, EdgeRole::consumer,
                    EdgeRole::subscription, EdgeRole::rule, EdgeRole::target, EdgeRole::notification}))
      warn("never-invoked", "nothing invokes the function '{}'",
           "connect a client, an API, a queue or another function to it");
  }
  void operator()(const Workflow& workflow) const {
    if (!isEntered({EdgeRole::flow, EdgeRole::call, EdgeRole::send, EdgeRole::rule, EdgeRole::target}))
      warn("never-invoked", "nothing starts the workflow '{}'", "connect a function, an event bus or a schedule to it");
    if (workflow.states.empty()) warn("no-states", "the workflow '{}' has no states", "add what it does");
  }
  void operator()(const ContainerService&) const {
    if (!isEntered({EdgeRole::flow, EdgeRole::route, EdgeRole::call, EdgeRole::subscription, EdgeRole::target}))
      warn("never-invoked", "nothing calls the service '{}', and its servers run all the same",
           "connect a client, an API or a function to it");
  }
  void operator()(const Queue& queue) const {
    if (queue.consumers.empty() && !isEntered({EdgeRole::deadLetter}))
      warn("never-read", "nothing reads the queue '{}', so messages stay until their retention ends",
           "connect it to a function");
  }
  void operator()(const Topic& topic) const {
    if (topic.subscriptions.empty())
      warn("no-subscribers", "nothing subscribes to the topic '{}', so its messages are lost",
           "connect it to a function or a queue");
  }
  void operator()(const Stream& stream) const {
    if (stream.consumers.empty())
      warn("never-read", "nothing reads the stream '{}', so records stay until their retention ends",
           "connect it to a function");
  }
  void operator()(const EventBus& bus) const {
    if (bus.rules.empty())
      warn("no-rules", "the event bus '{}' has no rules, so its events are lost", "connect it to a function or a queue");
  }
  void operator()(const Schedule& schedule) const {
    if (schedule.targets.empty())
      warn("no-targets", "the schedule '{}' starts nothing", "connect it to a function or a workflow");
  }
  void operator()(const auto&) const {}

 private:
  bool isEntered(std::initializer_list<EdgeRole> roles) const { return checked_.hasEdgeTo(id_, roles); }

  void warn(const char* rule, const char* message, const char* hint) const {
    report(problems_, Severity::warning, rule, id_, fmt::format(fmt::runtime(message), id_), hint);
  }

  const Checked& checked_;
  const ComponentId& id_;
  Problems& problems_;
};

}  // namespace

void checkUnused(const Checked& checked, Problems& problems) {
  for (const auto& component : checked.architecture.components)
    std::visit(Unused(checked, component.id, problems), component.kind);
}

}  // namespace virga::model
