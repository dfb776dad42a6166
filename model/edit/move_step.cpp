#include "model/edit/move_step.h"

#include <algorithm>
#include <optional>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "model/edit/drawing.h"
#include "model/edit/references.h"
#include "model/edit/setting_paths.h"

namespace virga::model {
namespace {

// Calls visit(steps, list, owner) for the list and all lists below it; `owner` is the path of the step that it belongs to.
template <typename AnySteps, typename Visit>
void forEachList(AnySteps& steps, const std::string& list, bool isBranch, const std::string& owner, const Visit& visit) {
  visit(steps, list, owner);
  for (std::size_t i = 0; i < steps.size(); ++i) {
    const auto path = stepPath(list, i, steps.size(), isBranch);
    forEachBlock(steps[i], path, [&](auto& inside, const std::string& insideList, bool insideBranch) {
      forEachList(inside, insideList, insideBranch, path, visit);
    });
  }
}

template <typename AnyComponent, typename Visit>
void forEachList(AnyComponent& component, const Visit& visit) {
  if (auto* const steps = stepsOf(component)) forEachList(*steps, stepsPath(component), false, std::string(), visit);
}

std::vector<std::string> pathsOf(const Component& component) {
  std::vector<std::string> paths;
  forEachStep(*stepsOf(component), stepsPath(component),
              [&](const Step&, const std::string& path) { paths.push_back(path); });
  return paths;
}

std::size_t countOf(const Step& step) {
  std::size_t count = 0;
  forStep(step, {}, [&](const Step&, const std::string&) { ++count; });
  return count;
}

// Where a step stands.
struct Place {
  std::string list;
  std::size_t index = 0;
  std::size_t siblings = 0;
  std::string owner;      // the step whose block it is in; empty at the top
  std::size_t order = 0;  // among all steps of the component, each before what is in it
};

template <typename AnyComponent>
auto* listAt(AnyComponent& component, const std::string& path) {
  decltype(stepsOf(component)) found = nullptr;
  forEachList(component, [&](auto& steps, const std::string& list, const std::string&) {
    if (list == path) found = &steps;
  });
  return found;
}

std::optional<Place> placeOf(const Component& component, const std::string& path) {
  const auto paths = pathsOf(component);
  const auto at = std::find(paths.begin(), paths.end(), path);
  if (at == paths.end()) return std::nullopt;
  Place place;
  place.order = static_cast<std::size_t>(at - paths.begin());
  const Step* step = nullptr;
  forEachStep(*stepsOf(component), stepsPath(component), [&](const Step& each, const std::string& own) {
    if (own == path) step = &each;
  });
  forEachList(component, [&](const Steps& steps, const std::string& list, const std::string& owner) {
    for (std::size_t i = 0; i < steps.size(); ++i)
      if (&steps[i] == step) {
        place.list = list;
        place.index = i;
        place.siblings = steps.size();
        place.owner = owner;
      }
  });
  return place;
}

std::vector<std::string> blocksOf(const Component& component, const std::string& step) {
  std::vector<std::string> blocks;
  forEachStep(*stepsOf(component), stepsPath(component), [&](const Step& each, const std::string& own) {
    if (own == step) forEachBlock(each, own, [&](const Steps&, const std::string& list, bool) { blocks.push_back(list); });
  });
  return blocks;
}

const Step& stepAt(const Component& component, const Place& place) { return (*listAt(component, place.list))[place.index]; }

// Stands for a step that is on its way: no component has this name.
Step marker(const char* name) { return {SendStep{{name}}}; }

// The list and index of a marker, and its place among all steps.
struct Marked {
  Steps* steps = nullptr;
  std::size_t index = 0;
  std::size_t order = 0;
};
Marked find(Component& component, const Step& mark) {
  Marked marked;
  forEachList(component, [&](Steps& steps, const std::string&, const std::string&) {
    for (std::size_t i = 0; i < steps.size(); ++i)
      if (steps[i] == mark) marked = {&steps, i, 0};
  });
  std::size_t order = 0;
  forEachStep(std::as_const(*stepsOf(component)), stepsPath(component), [&](const Step& step, const std::string&) {
    if (&step == &(*marked.steps)[marked.index]) marked.order = order;
    ++order;
  });
  return marked;
}

// Lets settings follow the steps: origin[k] says which of the old paths the k-th step now had, if any.
void follow(Architecture& architecture, const Component& component, const std::vector<std::string>& before,
            const std::vector<std::optional<std::size_t>>& origin, PathChanges changes = {}) {
  const auto after = pathsOf(component);
  std::vector<bool> kept(before.size(), false);
  for (std::size_t k = 0; k < after.size(); ++k) {
    if (!origin[k]) continue;
    kept[*origin[k]] = true;
    changes.emplace_back(before[*origin[k]], after[k]);
  }
  for (std::size_t i = 0; i < before.size(); ++i)
    if (!kept[i]) changes.emplace_back(before[i], std::nullopt);
  for (auto& scenario : architecture.scenarios) applyPathChanges(scenario.set, changes);
}

std::vector<std::optional<std::size_t>> numbers(std::size_t from, std::size_t to) {
  std::vector<std::optional<std::size_t>> result;
  for (std::size_t i = from; i < to; ++i) result.emplace_back(i);
  return result;
}

const Component* ownerOf(const Architecture& architecture, const std::string& path) {
  const Component* const component = architecture.find(path.substr(0, path.find('.')));
  return component && stepsOf(*component) ? component : nullptr;
}

tl::unexpected<std::string> noStep(const std::string& path) {
  return tl::unexpected(fmt::format("there is no step at '{}'", path));
}
tl::unexpected<std::string> noList(const std::string& path) {
  return tl::unexpected(fmt::format("there is no list of steps at '{}'", path));
}

// The neighbouring block of the same step: of the list in `blocks` the one before or behind it.
std::optional<std::string> neighbour(const std::vector<std::string>& blocks, const std::string& list, int by) {
  const auto at = std::find(blocks.begin(), blocks.end(), list);
  if (at == blocks.end() || (by < 0 && at == blocks.begin()) || (by > 0 && at + 1 == blocks.end())) return std::nullopt;
  return *(at + by);
}

}  // namespace

StepEdited moveStep(const Architecture& architecture, const std::string& step, const std::string& list, std::size_t index) {
  const Component* const owner = ownerOf(architecture, step);
  const auto place = owner ? placeOf(*owner, step) : std::nullopt;
  if (!place) return noStep(step);
  const Steps* const target = listAt(*owner, list);
  if (!target) return noList(list);
  if (index > target->size()) return tl::unexpected(fmt::format("'{}' has only {} steps", list, target->size()));
  if (list.starts_with(step + ".")) return tl::unexpected(std::string("a step can't be moved into itself"));

  StepEdit edit{architecture, {}};
  Component& component = *edit.architecture.find(owner->id);
  const Step moved = stepAt(*owner, *place);
  const std::size_t size = countOf(moved);
  const Step gone = marker("\x01gone"), come = marker("\x01come");
  (*listAt(component, place->list))[place->index] = gone;
  Steps& into = *listAt(component, list);
  into.insert(into.begin() + static_cast<std::ptrdiff_t>(index), come);
  const Marked old = find(component, gone);
  old.steps->erase(old.steps->begin() + static_cast<std::ptrdiff_t>(old.index));
  const Marked now = find(component, come);
  (*now.steps)[now.index] = moved;

  const auto before = pathsOf(*owner);
  auto origin = numbers(0, place->order);
  for (const auto& each : numbers(place->order + size, before.size())) origin.push_back(each);
  const auto range = numbers(place->order, place->order + size);
  origin.insert(origin.begin() + static_cast<std::ptrdiff_t>(now.order), range.begin(), range.end());
  follow(edit.architecture, component, before, origin);
  edit.path = pathsOf(component)[now.order];
  return edit;
}

StepEdited moveStepUp(const Architecture& architecture, const std::string& step) {
  const Component* const owner = ownerOf(architecture, step);
  const auto place = owner ? placeOf(*owner, step) : std::nullopt;
  if (!place) return noStep(step);
  if (place->index > 0) return moveStep(architecture, step, place->list, place->index - 1);
  const auto before = neighbour(blocksOf(*owner, place->owner), place->list, -1);
  if (!before) return tl::unexpected(std::string("it is the first step already"));
  return moveStep(architecture, step, *before, listAt(*owner, *before)->size());
}

StepEdited moveStepDown(const Architecture& architecture, const std::string& step) {
  const Component* const owner = ownerOf(architecture, step);
  const auto place = owner ? placeOf(*owner, step) : std::nullopt;
  if (!place) return noStep(step);
  if (place->index + 1 < place->siblings) return moveStep(architecture, step, place->list, place->index + 2);
  const auto behind = neighbour(blocksOf(*owner, place->owner), place->list, 1);
  if (!behind) return tl::unexpected(std::string("it is the last step already"));
  return moveStep(architecture, step, *behind, 0);
}

StepEdited indentStep(const Architecture& architecture, const std::string& step) {
  const Component* const owner = ownerOf(architecture, step);
  const auto place = owner ? placeOf(*owner, step) : std::nullopt;
  if (!place) return noStep(step);
  std::vector<std::string> blocks;
  if (place->index > 0)
    forEachBlock((*listAt(*owner, place->list))[place->index - 1],
                 stepPath(place->list, place->index - 1, place->siblings, false),
                 [&](const Steps&, const std::string& list, bool) { blocks.push_back(list); });
  if (blocks.empty()) return tl::unexpected(std::string("the step above has no block to move it into"));
  return moveStep(architecture, step, blocks.back(), listAt(*owner, blocks.back())->size());
}

StepEdited outdentStep(const Architecture& architecture, const std::string& step) {
  const Component* const owner = ownerOf(architecture, step);
  const auto place = owner ? placeOf(*owner, step) : std::nullopt;
  if (!place) return noStep(step);
  const auto outer = placeOf(*owner, place->owner);
  if (!outer) return tl::unexpected(std::string("it isn't in a block"));
  return moveStep(architecture, step, outer->list, outer->index + 1);
}

StepEdited insertStep(const Architecture& architecture, const std::string& list, std::size_t index, Step step) {
  const Component* const owner = ownerOf(architecture, list);
  const Steps* const target = owner ? listAt(*owner, list) : nullptr;
  if (!target) return noList(list);
  if (index > target->size()) return tl::unexpected(fmt::format("'{}' has only {} steps", list, target->size()));
  StepEdit edit{architecture, {}};
  Component& component = *edit.architecture.find(owner->id);
  const Step come = marker("\x01come");
  Steps& into = *listAt(component, list);
  into.insert(into.begin() + static_cast<std::ptrdiff_t>(index), come);
  const Marked now = find(component, come);
  const auto before = pathsOf(*owner);
  auto origin = numbers(0, before.size());
  origin.insert(origin.begin() + static_cast<std::ptrdiff_t>(now.order), countOf(step), std::nullopt);
  (*now.steps)[now.index] = std::move(step);
  follow(edit.architecture, component, before, origin);
  edit.path = pathsOf(component)[now.order];
  return edit;
}

StepEdited removeStep(const Architecture& architecture, const std::string& step) {
  const Component* const owner = ownerOf(architecture, step);
  const auto place = owner ? placeOf(*owner, step) : std::nullopt;
  if (!place) return noStep(step);
  StepEdit edit{architecture, {}};
  Component& component = *edit.architecture.find(owner->id);
  const std::size_t size = countOf(stepAt(*owner, *place));
  Steps& from = *listAt(component, place->list);
  from.erase(from.begin() + static_cast<std::ptrdiff_t>(place->index));
  const auto before = pathsOf(*owner);
  auto origin = numbers(0, place->order);
  for (const auto& each : numbers(place->order + size, before.size())) origin.push_back(each);
  follow(edit.architecture, component, before, origin);
  dropStaleDrawing(edit.architecture, architecture);
  const auto after = pathsOf(component);
  if (from.empty())
    edit.path = place->owner;
  else
    edit.path = after[std::min(place->order, after.size() - 1)];
  return edit;
}

Step usualStep(const Component& component) {
  if (std::holds_alternative<Workflow>(component.kind)) return {WaitStep{Constant{seconds(1)}}};
  return {ComputeStep{Constant{milliseconds(10)}, Per::invocation}};
}

StepEdited addBlock(const Architecture& architecture, const std::string& step) {
  const Component* const owner = ownerOf(architecture, step);
  const auto place = owner ? placeOf(*owner, step) : std::nullopt;
  if (!place) return noStep(step);
  StepEdit edit{architecture, {}};
  Component& component = *edit.architecture.find(owner->id);
  Step& changed = (*listAt(component, place->list))[place->index];
  const Steps steps{usualStep(component)};
  const auto before = pathsOf(*owner);
  if (auto* const parallel = std::get_if<ParallelStep>(&changed.what)) {
    parallel->branches.push_back(steps);
  } else if (auto* const waitFor = std::get_if<WaitForStep>(&changed.what)) {
    waitFor->branches.push_back(steps);
  } else if (auto* const branch = std::get_if<BranchStep>(&changed.what)) {
    double rest = 1;
    for (const auto& option : branch->options) rest -= option.share.value;
    branch->options.push_back({Share{std::clamp(rest, 0.0, 1.0)}, steps});
  } else if (auto* const call = std::get_if<CallStep>(&changed.what); call && !call->caught) {
    call->caught = steps;
  } else {
    return tl::unexpected(std::string("this step takes no further block"));
  }
  edit.path = blocksOf(component, step).back();
  // The new block is the step's last, so that its step comes behind all others of it.
  auto origin = numbers(0, before.size());
  const auto end = place->order + countOf(stepAt(*owner, *place));
  origin.insert(origin.begin() + static_cast<std::ptrdiff_t>(end), std::nullopt);
  follow(edit.architecture, component, before, origin);
  return edit;
}

StepEdited removeBlock(const Architecture& architecture, const std::string& list) {
  const Component* const owner = ownerOf(architecture, list);
  std::string step;
  if (owner)
    forEachList(*owner, [&](const Steps&, const std::string& path, const std::string& of) {
      if (path == list) step = of;
    });
  const auto place = owner && !step.empty() ? placeOf(*owner, step) : std::nullopt;
  if (!place) return noList(list);
  const auto blocks = blocksOf(*owner, step);
  const auto index = static_cast<std::size_t>(std::find(blocks.begin(), blocks.end(), list) - blocks.begin());
  const auto last = tl::unexpected(std::string("it is the only one; remove the step instead"));

  StepEdit edit{architecture, step};
  Component& component = *edit.architecture.find(owner->id);
  Step& changed = (*listAt(component, place->list))[place->index];
  PathChanges changes;
  const auto erase = [&](auto& items) { items.erase(items.begin() + static_cast<std::ptrdiff_t>(index)); };
  if (auto* const call = std::get_if<CallStep>(&changed.what)) {
    call->caught.reset();
    changes.emplace_back(list, std::nullopt);
  } else if (auto* const parallel = std::get_if<ParallelStep>(&changed.what)) {
    if (blocks.size() == 1) return last;
    erase(parallel->branches);
  } else if (auto* const waitFor = std::get_if<WaitForStep>(&changed.what)) {
    if (blocks.size() == 1) return last;
    erase(waitFor->branches);
    waitFor->count = std::min(waitFor->count, static_cast<int>(waitFor->branches.size()));
  } else if (auto* const branch = std::get_if<BranchStep>(&changed.what)) {
    if (blocks.size() == 1) return last;
    erase(branch->options);
    changes.emplace_back(fmt::format("{}.branch.{}", step, index), std::nullopt);
    for (std::size_t i = index + 1; i < blocks.size(); ++i)
      changes.emplace_back(fmt::format("{}.branch.{}", step, i), fmt::format("{}.branch.{}", step, i - 1));
  } else {
    return last;
  }
  const auto before = pathsOf(*owner);
  std::vector<std::optional<std::size_t>> origin;
  std::size_t order = 0;
  std::vector<const Step*> removed;
  forEachStep(*listAt(*owner, list), list, [&](const Step& each, const std::string&) { removed.push_back(&each); });
  forEachStep(*stepsOf(*owner), stepsPath(*owner), [&](const Step& each, const std::string&) {
    if (std::find(removed.begin(), removed.end(), &each) == removed.end()) origin.emplace_back(order);
    ++order;
  });
  follow(edit.architecture, component, before, origin, std::move(changes));
  dropStaleDrawing(edit.architecture, architecture);
  return edit;
}

}  // namespace virga::model
