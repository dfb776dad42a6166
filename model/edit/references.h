#pragma once

#include <string>
#include <type_traits>

#include <fmt/format.h>

#include "model/architecture/architecture.h"
#include "model/edit/edges.h"

// The one place that knows where components name each other. All functions take const and non-const values.
namespace virga::model {

// Calls visit(step, path) for the step and then for each step inside it. A branch of `parallel` with a single step is
// that step itself in the path (parallel.1.call), one with several is their list (parallel.1.0.call); the options of
// `branch` have `steps` (branch.0.steps.2.call).
template <typename AnyStep, typename Visit>
void forStep(AnyStep& step, const std::string& path, const Visit& visit) {
  visit(step, path);
  if (auto* parallel = std::get_if<ParallelStep>(&step.what)) {
    for (std::size_t branch = 0; branch < parallel->branches.size(); ++branch) {
      auto& steps = parallel->branches[branch];
      const auto branchPath = fmt::format("{}.parallel.{}", path, branch);
      for (std::size_t i = 0; i < steps.size(); ++i)
        forStep(steps[i], steps.size() == 1 ? branchPath : fmt::format("{}.{}", branchPath, i), visit);
    }
  } else if (auto* branch = std::get_if<BranchStep>(&step.what)) {
    for (std::size_t option = 0; option < branch->options.size(); ++option) {
      auto& steps = branch->options[option].steps;
      for (std::size_t i = 0; i < steps.size(); ++i)
        forStep(steps[i], fmt::format("{}.branch.{}.steps.{}", path, option, i), visit);
    }
  }
}

template <typename AnySteps, typename Visit>
void forEachStep(AnySteps& steps, const std::string& path, const Visit& visit) {
  for (std::size_t i = 0; i < steps.size(); ++i) forStep(steps[i], fmt::format("{}.{}", path, i), visit);
}

std::string operationName(Operation operation);

// Whether an operation means something at the component: stores and caches tell reads from writes.
bool hasOperations(const ComponentKind& kind);

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
        if constexpr (std::is_same_v<Kind, Client>) {
          items(kind.sends, "sends",
                [&](auto& flow, const std::string& path) { visit(flow.to, EdgeRole::flow, flow.route, path); });
        } else if constexpr (std::is_same_v<Kind, HttpApi>) {
          if (kind.auth) visit(kind.auth->with, EdgeRole::auth, std::string(), id + ".auth.with");
          items(kind.routes, "routes",
                [&](auto& route, const std::string& path) { visit(route.to, EdgeRole::route, route.route, path); });
        } else if constexpr (std::is_same_v<Kind, Function>) {
          forEachStep(kind.steps, id + ".steps", [&](auto& step, const std::string& path) {
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
        } else if constexpr (std::is_same_v<Kind, Cache>) {
          if (kind.origin) visit(*kind.origin, EdgeRole::origin, std::string(), id + ".origin");
        }
      },
      component.kind);
}

}  // namespace virga::model
