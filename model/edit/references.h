#pragma once

#include <string>
#include <type_traits>

#include <fmt/format.h>

#include "model/architecture/architecture.h"
#include "model/edit/edges.h"

// The one place that knows where components name each other. All functions take const and non-const values.
namespace virga::model {

// Calls visit(steps, path, isBranch) for each list of steps inside the step. A branch (of `parallel` and `wait-for`) with
// a single step is that step itself in a path (parallel.1.call), one with several is their list (parallel.1.0.call); all
// other lists are indexed (branch.0.steps.2.call, catch.0.send).
template <typename AnyStep, typename Visit>
void forEachBlock(AnyStep& step, const std::string& path, const Visit& visit) {
  const auto branches = [&](auto& list, const char* key) {
    for (std::size_t i = 0; i < list.size(); ++i) visit(list[i], fmt::format("{}.{}.{}", path, key, i), true);
  };
  std::visit(
      [&](auto& what) {
        using What = std::decay_t<decltype(what)>;
        if constexpr (std::is_same_v<What, CallStep>) {
          if (what.caught) visit(*what.caught, path + ".catch", false);
        } else if constexpr (std::is_same_v<What, ParallelStep>) {
          branches(what.branches, "parallel");
        } else if constexpr (std::is_same_v<What, WaitForStep>) {
          branches(what.branches, "of");
        } else if constexpr (std::is_same_v<What, BranchStep>) {
          for (std::size_t i = 0; i < what.options.size(); ++i)
            visit(what.options[i].steps, fmt::format("{}.branch.{}.steps", path, i), false);
        } else if constexpr (std::is_same_v<What, LoopStep> || std::is_same_v<What, MapStep>) {
          visit(what.steps, path + ".steps", false);
        }
      },
      step.what);
}

// Path of the i-th step of a list.
inline std::string stepPath(const std::string& list, std::size_t index, std::size_t count, bool isBranch) {
  return isBranch && count == 1 ? list : fmt::format("{}.{}", list, index);
}

// Calls visit(step, path) for the step and then for each step inside it.
template <typename AnyStep, typename Visit>
void forStep(AnyStep& step, const std::string& path, const Visit& visit) {
  visit(step, path);
  forEachBlock(step, path, [&](auto& steps, const std::string& list, bool isBranch) {
    for (std::size_t i = 0; i < steps.size(); ++i) forStep(steps[i], stepPath(list, i, steps.size(), isBranch), visit);
  });
}

template <typename AnySteps, typename Visit>
void forEachStep(AnySteps& steps, const std::string& path, const Visit& visit) {
  for (std::size_t i = 0; i < steps.size(); ++i) forStep(steps[i], fmt::format("{}.{}", path, i), visit);
}

std::string operationName(Operation operation);

// Whether an operation means something at the component: stores and caches tell reads from writes.
bool hasOperations(const ComponentKind& kind);

// "30%"; nothing for all.
std::string partText(Share share);

// The steps of a component that has some, and where they stand; null else.
template <typename AnyComponent>
auto* stepsOf(AnyComponent& component) {
  using StepsOf = std::conditional_t<std::is_const_v<AnyComponent>, const Steps, Steps>;
  StepsOf* steps = nullptr;
  std::visit(
      [&](auto& kind) {
        using Kind = std::decay_t<decltype(kind)>;
        if constexpr (std::is_same_v<Kind, Function> || std::is_same_v<Kind, ContainerService>)
          steps = &kind.steps;
        else if constexpr (std::is_same_v<Kind, Workflow>)
          steps = &kind.states;
      },
      component.kind);
  return steps;
}
inline std::string stepsPath(const Component& component) {
  return component.id + (std::holds_alternative<Workflow>(component.kind) ? ".states" : ".steps");
}

// Calls visit(ref, role, label, path) for each reference that the component holds, in the order of the file format.
// `ref` may be changed.
template <typename AnyComponent, typename Visit>
void forEachReference(AnyComponent& component, const Visit& visit) {
  const std::string& id = component.id;
  const auto items = [&](auto& list, const char* key, const auto& visitItem) {
    for (std::size_t i = 0; i < list.size(); ++i) visitItem(list[i], fmt::format("{}.{}.{}.to", id, key, i));
  };
  std::visit(
      [&](auto& kind) {
        using Kind = std::decay_t<decltype(kind)>;
        const auto streamConsumers = [&](auto& list, const char* key) {
          for (std::size_t i = 0; i < list.size(); ++i) {
            const auto path = fmt::format("{}.{}.{}", id, key, i);
            visit(list[i].to, EdgeRole::consumer, fmt::format("batch {}", list[i].batch), path + ".to");
            if (list[i].onFailure) visit(*list[i].onFailure, EdgeRole::deadLetter, std::string(), path + ".on-failure");
          }
        };
        if constexpr (std::is_same_v<Kind, Client>) {
          items(kind.sends, "sends",
                [&](auto& flow, const std::string& path) { visit(flow.to, EdgeRole::flow, flow.route, path); });
        } else if constexpr (std::is_same_v<Kind, HttpApi>) {
          if (kind.auth) visit(kind.auth->with, EdgeRole::auth, std::string(), id + ".auth.with");
          for (std::size_t i = 0; i < kind.routes.size(); ++i) {
            auto& route = kind.routes[i];
            const auto path = fmt::format("{}.routes.{}", id, i);
            visit(route.to, EdgeRole::route, route.route, path + ".to");
            if (route.split) visit(route.split->to, EdgeRole::route, route.route, path + ".split.to");
          }
        } else if constexpr (std::is_same_v<Kind, WebsocketApi>) {
          if (kind.auth) visit(kind.auth->with, EdgeRole::auth, std::string(), id + ".auth.with");
          items(kind.routes, "routes",
                [&](auto& route, const std::string& path) { visit(route.to, EdgeRole::route, route.route, path); });
        } else if constexpr (std::is_same_v<Kind, Function> || std::is_same_v<Kind, ContainerService> ||
                             std::is_same_v<Kind, Workflow>) {
          forEachStep(*stepsOf(component), stepsPath(component), [&](auto& step, const std::string& path) {
            if (auto* call = std::get_if<CallStep>(&step.what))
              visit(call->to, EdgeRole::call, operationName(call->operation), path + ".call");
            else if (auto* send = std::get_if<SendStep>(&step.what))
              visit(send->to, EdgeRole::send, std::string(), path + ".send");
          });
        } else if constexpr (std::is_same_v<Kind, Queue>) {
          if (kind.deadLetter)
            visit(*kind.deadLetter, EdgeRole::deadLetter, fmt::format("after {}", kind.maxReceives), id + ".dead-letter");
          items(kind.consumers, "consumers", [&](auto& consumer, const std::string& path) {
            visit(consumer.to, EdgeRole::consumer, fmt::format("batch {}", consumer.batch), path);
          });
        } else if constexpr (std::is_same_v<Kind, Topic>) {
          items(kind.subscriptions, "subscriptions", [&](auto& subscription, const std::string& path) {
            visit(subscription.to, EdgeRole::subscription, partText(subscription.filter), path);
          });
        } else if constexpr (std::is_same_v<Kind, Stream>) {
          streamConsumers(kind.consumers, "consumers");
        } else if constexpr (std::is_same_v<Kind, EventBus>) {
          items(kind.rules, "rules",
                [&](auto& rule, const std::string& path) { visit(rule.to, EdgeRole::rule, partText(rule.match), path); });
        } else if constexpr (std::is_same_v<Kind, Schedule>) {
          items(kind.targets, "targets",
                [&](auto& target, const std::string& path) { visit(target.to, EdgeRole::target, std::string(), path); });
        } else if constexpr (std::is_same_v<Kind, ObjectStore>) {
          items(kind.notifications, "notifications", [&](auto& notification, const std::string& path) {
            visit(notification.to, EdgeRole::notification,
                  std::string(notification.on == ObjectEvent::write ? "write" : "remove"), path);
          });
        } else if constexpr (std::is_same_v<Kind, NosqlDb>) {
          streamConsumers(kind.changes, "changes");
        } else if constexpr (std::is_same_v<Kind, Cache>) {
          if (kind.origin) visit(*kind.origin, EdgeRole::origin, std::string(), id + ".origin");
        }
      },
      component.kind);
}

}  // namespace virga::model
