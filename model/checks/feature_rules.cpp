#include <set>

#include <fmt/format.h>

#include "model/checks/rules.h"

namespace virga::model {
namespace {

// The provider hasn't got what the value at the path asks for. `instead`: a value at the path that it takes.
void refuse(Problems& problems, Severity severity, std::string id, std::string path, const Feature& feature,
            std::string instead = {}) {
  report(problems, severity, std::move(id), std::move(path), withoutFullStop(feature.what), "nearest: " + feature.nearest,
         std::move(instead));
}

// The trigger that the edge to a function stands for; empty where it is a call or a send.
std::string triggerOf(const Checked& checked, const Edge& edge) {
  switch (edge.role) {
    case EdgeRole::route: return checked.find<HttpApi>(edge.from) ? "trigger.http-api" : "trigger.websocket-api";
    case EdgeRole::consumer:
      return checked.find<Queue>(edge.from)    ? "trigger.queue"
             : checked.find<Stream>(edge.from) ? "trigger.stream"
                                               : "trigger.nosql-db";
    case EdgeRole::subscription: return "trigger.topic";
    case EdgeRole::rule: return "trigger.event-bus";
    case EdgeRole::target: return "trigger.schedule";
    case EdgeRole::notification: return "trigger.object-store";
    default: return {};
  }
}

void checkFunction(const Checked& checked, const ComponentId& id, const Function& function, Problems& problems) {
  const auto& catalog = checked.catalog;
  if (const auto* lacking = catalog.lacks("function.arm64"); lacking && function.architecture == CpuArchitecture::arm64)
    refuse(problems, Severity::error, "no-arm64", id + ".architecture", *lacking, "x86_64");
  if (const auto* lacking = catalog.lacks("function.provisioned-concurrency");
      lacking && function.provisionedConcurrency.value_or(0) > 0)
    refuse(problems, Severity::error, "no-provisioned-concurrency", id + ".provisioned-concurrency", *lacking, "0");
  if (const auto* lacking = catalog.lacks("function.vpc"); lacking && function.network == Network::vpc)
    refuse(problems, Severity::error, "no-vpc", id + ".network", *lacking, "public");
}

void checkWorkflow(const Checked& checked, const ComponentId& id, const Workflow& workflow, Problems& problems) {
  const bool express = workflow.type == WorkflowType::express;
  const auto* lacking = checked.catalog.lacks(express ? "workflow.express" : "workflow.standard");
  if (!lacking) return;
  const bool other = express && !checked.catalog.lacks("workflow.standard");
  refuse(problems, Severity::warning, "no-workflow", id + (other ? ".type" : ""), *lacking, other ? "standard" : "");
}

// The longest time that whoever invokes the function over HTTP waits for the response.
void checkHttpTimeout(const Checked& checked, const Edge& edge, const Function& function, Problems& problems) {
  const auto limit = checked.catalog.optionalDuration("function.http-timeout-max");
  if (!limit || function.timeout <= *limit) return;
  report(problems, Severity::warning, "timeout-beyond-response", edge.to + ".timeout",
         fmt::format("{} waits {} for a response over HTTP, while '{}' goes on for up to {}", checked.catalog.name,
                     toText(*limit), edge.to, toText(function.timeout)),
         fmt::format("at most {}, or answer at once and work from a queue", toText(*limit)), toText(*limit));
}

}  // namespace

void checkFeatures(const Checked& checked, Problems& problems) {
  for (const auto& [id, description, kind] : checked.architecture.components) {
    if (const auto* function = std::get_if<Function>(&kind)) checkFunction(checked, id, *function, problems);
    if (const auto* workflow = std::get_if<Workflow>(&kind)) checkWorkflow(checked, id, *workflow, problems);
  }
}

void checkTriggers(const Checked& checked, Problems& problems) {
  std::set<ComponentId> overHttp;
  for (const auto& edge : checked.edges) {
    if (const auto* function = checked.find<Function>(edge.to)) {
      if (const auto* lacking = checked.catalog.lacks(triggerOf(checked, edge)))
        refuse(problems, Severity::warning, "no-trigger", edge.path, *lacking);
      // A workflow's tasks aren't calls over HTTP; what comes through a gateway has the gateway's limit.
      const bool direct = edge.role == EdgeRole::flow || (edge.role == EdgeRole::call && !checked.find<Workflow>(edge.from));
      if (direct && overHttp.insert(edge.to).second) checkHttpTimeout(checked, edge, *function, problems);
    }
    if (edge.role == EdgeRole::send && checked.find<EventBus>(edge.to))
      if (const auto* lacking = checked.catalog.lacks("event-bus.own-events"))
        refuse(problems, Severity::warning, "no-own-events", edge.path, *lacking);
  }
}

}  // namespace virga::model
