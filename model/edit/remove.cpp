#include "model/edit/remove.h"

#include <algorithm>

#include <fmt/format.h>

#include "model/edit/edit.h"
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
    pruneList(api.routes, "routes");
  }
  void prune(Function& function) {
    // Both walks meet the steps in the same order, so that the surviving ones can be paired.
    const auto list = id_ + ".steps";
    std::vector<std::string> survivors;
    forEachStep(std::as_const(function.steps), list, [&](const Step& step, const std::string& path) {
      if (survives(step, path))
        survivors.push_back(path);
      else
        changes_.emplace_back(path, std::nullopt);
    });
    function.steps = survivingSteps(function.steps, list);
    std::size_t next = 0;
    forEachStep(std::as_const(function.steps), list,
                [&](const Step&, const std::string& path) { changes_.emplace_back(survivors[next++], path); });
  }
  void prune(Queue& queue) {
    if (queue.deadLetter) pruneOptional(queue.deadLetter, id_ + ".dead-letter");
    pruneList(queue.consumers, "consumers");
  }
  void prune(Cache& cache) {
    if (cache.origin) pruneOptional(cache.origin, id_ + ".origin");
  }
  void prune(const auto&) {}

  void pruneOptional(std::optional<ComponentRef>& ref, const std::string& path) {
    if (!isRemoved_(*ref, path)) return;
    ref.reset();
    changes_.emplace_back(path, std::nullopt);
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
    const auto* parallel = std::get_if<ParallelStep>(&step.what);
    if (!parallel) return true;
    bool hasSteps = false;
    for (std::size_t b = 0; b < parallel->branches.size(); ++b) {
      const auto& branch = parallel->branches[b];
      const auto branchPath = fmt::format("{}.parallel.{}", path, b);
      for (std::size_t i = 0; i < branch.size(); ++i) {
        hasSteps = true;
        if (survives(branch[i], branch.size() == 1 ? branchPath : fmt::format("{}.{}", branchPath, i))) return true;
      }
    }
    return !hasSteps;
  }

  // The steps of a list, or of a single-step branch, whose path is that of the branch.
  enum class ListPath { indexed, single };

  Steps survivingSteps(const Steps& steps, const std::string& list, ListPath listPath = ListPath::indexed) const {
    Steps result;
    for (std::size_t i = 0; i < steps.size(); ++i) {
      const auto path = listPath == ListPath::single ? list : fmt::format("{}.{}", list, i);
      if (!survives(steps[i], path)) continue;
      Step step = steps[i];
      if (auto* parallel = std::get_if<ParallelStep>(&step.what)) {
        std::vector<Steps> branches;
        for (std::size_t b = 0; b < parallel->branches.size(); ++b) {
          const auto& branch = parallel->branches[b];
          auto inside = survivingSteps(branch, fmt::format("{}.parallel.{}", path, b),
                                       branch.size() == 1 ? ListPath::single : ListPath::indexed);
          if (!inside.empty() || branch.empty()) branches.push_back(std::move(inside));
        }
        parallel->branches = std::move(branches);
      } else if (auto* choice = std::get_if<BranchStep>(&step.what)) {
        // An option without steps still takes its share of the invocations.
        for (std::size_t option = 0; option < choice->options.size(); ++option) {
          auto& inside = choice->options[option].steps;
          inside = survivingSteps(inside, fmt::format("{}.branch.{}.steps", path, option));
        }
      }
      result.push_back(std::move(step));
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
