#include "model/edit/remove.h"

#include <algorithm>

#include <fmt/format.h>

#include "model/edit/drawing.h"
#include "model/edit/edit.h"
#include "model/edit/mentions.h"
#include "model/edit/references.h"
#include "model/edit/setting_paths.h"

namespace virga::model {
namespace {

// Removes what `isRemoved` takes from the components and notes where everything else in their lists went.
class Removal {
 public:
  explicit Removal(const ReferenceFilter& isRemoved) : isRemoved_(isRemoved) {}

  void operator()(Component& component) {
    id_ = component.id;
    std::visit([this](auto& kind) { prune(kind); }, component.kind);
  }

  const PathChanges& changes() const { return changes_; }

 private:
  void prune(Client& client) { pruneList(client.sends, "sends"); }
  void prune(HttpApi& api) {
    if (api.auth && isRemoved_(api.auth->with, id_ + ".auth.with")) {
      api.auth.reset();
      changes_.emplace_back(id_ + ".auth", std::nullopt);
    }
    for (std::size_t i = 0; i < api.routes.size(); ++i) {
      const auto path = fmt::format("{}.routes.{}.split", id_, i);
      if (!api.routes[i].split || !isRemoved_(api.routes[i].split->to, path + ".to")) continue;
      api.routes[i].split.reset();
      changes_.emplace_back(path, std::nullopt);
    }
    pruneList(api.routes, "routes");
  }
  void prune(WebsocketApi& api) {
    if (api.auth && isRemoved_(api.auth->with, id_ + ".auth.with")) {
      api.auth.reset();
      changes_.emplace_back(id_ + ".auth", std::nullopt);
    }
    pruneList(api.routes, "routes");
  }
  void prune(Function& function) { pruneSteps(function.steps, id_ + ".steps"); }
  void prune(ContainerService& service) { pruneSteps(service.steps, id_ + ".steps"); }
  void prune(Workflow& workflow) { pruneSteps(workflow.states, id_ + ".states"); }
  void prune(Queue& queue) {
    if (queue.deadLetter) pruneOptional(queue.deadLetter, id_ + ".dead-letter");
    pruneList(queue.consumers, "consumers");
  }
  void prune(Topic& topic) { pruneList(topic.subscriptions, "subscriptions"); }
  void prune(EventBus& bus) { pruneList(bus.rules, "rules"); }
  void prune(Schedule& schedule) { pruneList(schedule.targets, "targets"); }
  void prune(ObjectStore& store) { pruneList(store.notifications, "notifications"); }
  void prune(Stream& stream) { pruneConsumers(stream.consumers, "consumers"); }
  void prune(NosqlDb& table) { pruneConsumers(table.changes, "changes"); }
  void prune(Cache& cache) {
    if (cache.origin) pruneOptional(cache.origin, id_ + ".origin");
  }
  void prune(const auto&) {}

  void pruneOptional(std::optional<ComponentRef>& ref, const std::string& path) {
    if (!isRemoved_(*ref, path)) return;
    ref.reset();
    changes_.emplace_back(path, std::nullopt);
  }

  void pruneConsumers(std::vector<StreamConsumer>& consumers, const char* key) {
    for (std::size_t i = 0; i < consumers.size(); ++i)
      if (consumers[i].onFailure) pruneOptional(consumers[i].onFailure, fmt::format("{}.{}.{}.on-failure", id_, key, i));
    pruneList(consumers, key);
  }

  // Both walks meet the surviving steps in the same order, so that they can be paired.
  void pruneSteps(Steps& steps, const std::string& list) {
    std::vector<std::string> survivors;
    noteSurvivors(steps, list, false, survivors);
    steps = survivingSteps(steps, list, false);
    std::size_t next = 0;
    forEachStep(std::as_const(steps), list,
                [&](const Step&, const std::string& path) { changes_.emplace_back(survivors[next++], path); });
  }

  void noteSurvivors(const Steps& steps, const std::string& list, bool isBranch, std::vector<std::string>& survivors) {
    for (std::size_t i = 0; i < steps.size(); ++i) {
      const auto path = stepPath(list, i, steps.size(), isBranch);
      if (!survives(steps[i], path)) {
        forStep(steps[i], path, [&](const Step&, const std::string& gone) { changes_.emplace_back(gone, std::nullopt); });
        continue;
      }
      survivors.push_back(path);
      forEachBlock(steps[i], path, [&](const Steps& inside, const std::string& insideList, bool insideBranch) {
        noteSurvivors(inside, insideList, insideBranch, survivors);
      });
    }
  }

  void pruneList(auto& list, const char* key) {
    std::size_t kept = 0;
    for (std::size_t i = 0; i < list.size(); ++i) {
      const auto path = fmt::format("{}.{}.{}", id_, key, i);
      if (isRemoved_(list[i].to, path + ".to")) {
        changes_.emplace_back(path, std::nullopt);
        continue;
      }
      changes_.emplace_back(path, fmt::format("{}.{}.{}", id_, key, kept));
      if (kept != i) list[kept] = std::move(list[i]);
      ++kept;
    }
    list.resize(kept);
  }

  bool survives(const Step& step, const std::string& path) const {
    if (const auto* call = std::get_if<CallStep>(&step.what)) return !isRemoved_(call->to, path + ".call");
    if (const auto* send = std::get_if<SendStep>(&step.what)) return !isRemoved_(send->to, path + ".send");
    if (!std::holds_alternative<ParallelStep>(step.what) && !std::holds_alternative<WaitForStep>(step.what)) return true;
    bool hasSteps = false, oneSurvives = false;
    forEachBlock(step, path, [&](const Steps& branch, const std::string& list, bool isBranch) {
      for (std::size_t i = 0; i < branch.size(); ++i) {
        hasSteps = true;
        oneSurvives = oneSurvives || survives(branch[i], stepPath(list, i, branch.size(), isBranch));
      }
    });
    return oneSurvives || !hasSteps;
  }

  Steps survivingSteps(const Steps& steps, const std::string& list, bool isBranch) const {
    Steps result;
    for (std::size_t i = 0; i < steps.size(); ++i) {
      const auto path = stepPath(list, i, steps.size(), isBranch);
      if (!survives(steps[i], path)) continue;
      Step step = steps[i];
      if (auto* parallel = std::get_if<ParallelStep>(&step.what)) {
        parallel->branches = survivingBranches(parallel->branches, path + ".parallel");
      } else if (auto* waitFor = std::get_if<WaitForStep>(&step.what)) {
        waitFor->branches = survivingBranches(waitFor->branches, path + ".of");
        waitFor->count = std::min(waitFor->count, std::max(1, static_cast<int>(waitFor->branches.size())));
      } else {
        // An option without steps still takes its share of the invocations.
        forEachBlock(step, path, [&](Steps& inside, const std::string& insideList, bool insideBranch) {
          inside = survivingSteps(inside, insideList, insideBranch);
        });
      }
      result.push_back(std::move(step));
    }
    return result;
  }

  std::vector<Steps> survivingBranches(const std::vector<Steps>& branches, const std::string& path) const {
    std::vector<Steps> result;
    for (std::size_t i = 0; i < branches.size(); ++i) {
      auto inside = survivingSteps(branches[i], fmt::format("{}.{}", path, i), true);
      if (!inside.empty() || branches[i].empty()) result.push_back(std::move(inside));
    }
    return result;
  }

  const ReferenceFilter& isRemoved_;
  ComponentId id_;
  PathChanges changes_;
};

}  // namespace

Architecture withoutReferences(const Architecture& architecture, const ReferenceFilter& isRemoved) {
  Architecture result = architecture;
  Removal removal(isRemoved);
  for (auto& component : result.components) removal(component);
  for (auto& scenario : result.scenarios) applyPathChanges(scenario.set, removal.changes());
  dropStaleDrawing(result, architecture);
  return result;
}

Architecture removeComponents(const Architecture& architecture, const std::set<ComponentId>& ids) {
  Architecture result =
      withoutReferences(architecture, [&](const ComponentRef& ref, const std::string&) { return ids.contains(ref.id); });
  std::erase_if(result.components, [&](const Component& component) { return ids.contains(component.id); });
  std::erase_if(result.layout, [&](const auto& placed) { return ids.contains(placed.first); });
  PathChanges removed;
  for (const auto& id : ids) removed.emplace_back(id, std::nullopt);
  for (auto& scenario : result.scenarios) {
    std::erase_if(scenario.faults, [&](const Fault& fault) { return ids.contains(fault.component.id); });
    applyPathChanges(scenario.set, removed);
    std::erase_if(scenario.set, [&](const Setting& setting) {
      return std::any_of(ids.begin(), ids.end(), [&](const ComponentId& id) { return valueNames(setting, id); });
    });
  }
  dropMentions(result, [&](const ComponentId& id) { return ids.contains(id); });
  dropStaleDrawing(result, architecture);
  return result;
}

Edited disconnect(const Architecture& architecture, const Edge& edge) {
  const auto all = edges(architecture);
  const bool exists = std::any_of(all.begin(), all.end(), [&](const Edge& other) {
    return other.path == edge.path && other.from == edge.from && other.to == edge.to && other.role == edge.role;
  });
  if (!exists)
    return tl::unexpected(fmt::format("there is no connection from '{}' to '{}' at '{}'", edge.from, edge.to, edge.path));
  return withoutReferences(architecture, [&](const ComponentRef&, const std::string& path) { return path == edge.path; });
}

}  // namespace virga::model
