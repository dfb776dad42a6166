#include <algorithm>

#include <fmt/format.h>

#include "model/edit/drawing.h"
#include "model/edit/edit.h"
#include "model/edit/fresh_id.h"
#include "model/nearest_name.h"

namespace virga::model {
namespace {

struct PaletteEntry {
  ComponentKind kind;  // with the values that a new component starts with
  std::string idStem;
};

Function newFunction() {
  Function function;
  function.runtime = "nodejs22";
  function.steps.push_back({ComputeStep{Constant{milliseconds(50)}, Per::invocation}});
  return function;
}

Schedule newSchedule() {
  Schedule schedule;
  schedule.every = minutes(5);
  return schedule;
}

ContainerService newService() {
  ContainerService service;
  service.steps.push_back({ComputeStep{Constant{milliseconds(50)}, Per::invocation}});
  return service;
}

const std::vector<PaletteEntry>& palette() {
  static const std::vector<PaletteEntry> entries{
      {Client{}, "client"},        {HttpApi{}, "api"},       {WebsocketApi{}, "connections"},
      {newFunction(), "function"}, {Queue{}, "queue"},       {Topic{}, "topic"},
      {Stream{}, "stream"},        {EventBus{}, "bus"},      {newSchedule(), "schedule"},
      {ObjectStore{}, "store"},    {NosqlDb{}, "table"},     {SqlDb{}, "database"},
      {Cache{}, "cache"},          {Workflow{}, "workflow"}, {Auth{}, "users"},
      {SecretStore{}, "secrets"},  {External{}, "partner"},  {newService(), "service"}};
  return entries;
}

}  // namespace

const std::vector<std::string>& kindNames() {
  static const std::vector<std::string> names = [] {
    std::vector<std::string> result;
    for (const auto& entry : palette()) result.emplace_back(kindName(entry.kind));
    return result;
  }();
  return names;
}

Architecture emptyProject() {
  Architecture architecture;
  architecture.name = "New project";
  return addComponent(architecture, "client", {0, 0}).value();
}

Edited addComponent(const Architecture& architecture, const std::string& kind, Position position) {
  const auto entry = std::find_if(palette().begin(), palette().end(),
                                  [&](const PaletteEntry& candidate) { return kindName(candidate.kind) == kind; });
  if (entry == palette().end()) {
    const auto near = nearestName(kind, kindNames());
    return tl::unexpected(fmt::format("there is no kind '{}'{}", kind,
                                      near.empty() ? "; the kinds are " + fmt::format("{}", fmt::join(kindNames(), ", "))
                                                   : fmt::format("; did you mean '{}'?", near)));
  }
  Architecture result = architecture;
  const auto id = freshId(architecture, entry->idStem);
  result.components.push_back({id, "", entry->kind});
  std::erase_if(result.layout, [&](const auto& placed) { return placed.first == id; });
  result.layout.emplace_back(id, position);
  return result;
}

Architecture moveComponents(const Architecture& architecture, const std::map<ComponentId, Position>& positions) {
  Architecture result = architecture;
  std::map<ComponentId, Position> shifts;
  for (auto& [id, place] : result.layout) {
    const auto moved = positions.find(id);
    if (moved == positions.end() || shifts.contains(id)) continue;
    shifts[id] = {moved->second.x - place.x, moved->second.y - place.y};
    place = moved->second;
  }
  std::set<ComponentId> placed;
  for (const auto& entry : result.layout) placed.insert(entry.first);
  for (const auto& component : architecture.components)
    if (const auto added = positions.find(component.id); added != positions.end() && placed.insert(component.id).second)
      result.layout.emplace_back(component.id, added->second);
  carryBends(result, shifts);
  return result;
}

}  // namespace virga::model
