#include "model/edit/successor.h"

namespace virga::model {

std::vector<std::string> nextKinds(const Architecture& architecture, const ComponentId& from) {
  const auto* source = architecture.find(from);
  if (!source) return {};
  // What the rest of the project is doesn't matter to a component that nothing knows yet.
  Architecture alone;
  alone.components = {*source};
  std::vector<std::string> result;
  for (const auto& kind : kindNames()) {
    auto both = addComponent(alone, kind, {}).value();
    const ComponentId fresh = " ";  // no name that a reference of the source can have
    both.components.back().id = fresh;
    if (canConnect(both, from, fresh)) result.push_back(kind);
  }
  return result;
}

Edited addConnected(const Architecture& architecture, const ComponentId& from, const std::string& kind, Position position) {
  return addComponent(architecture, kind, position).and_then([&](const Architecture& added) {
    return connect(added, from, added.components.back().id);
  });
}

}  // namespace virga::model
