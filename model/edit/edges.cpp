#include "model/edit/edges.h"

#include <set>

#include "model/edit/references.h"

namespace virga::model {

std::string operationName(Operation operation) {
  switch (operation) {
    case Operation::read: return "read";
    case Operation::write: return "write";
    case Operation::query: return "query";
    case Operation::remove: return "remove";
  }
  return {};
}

std::vector<Edge> edges(const Architecture& architecture) {
  std::set<ComponentId> known;
  for (const auto& component : architecture.components) known.insert(component.id);
  std::vector<Edge> result;
  for (const auto& component : architecture.components) {
    forEachReference(component,
                     [&](const ComponentRef& to, EdgeRole role, const std::string& label, const std::string& path) {
                       if (known.contains(to.id)) result.push_back({component.id, to.id, role, label, path});
                     });
  }
  return result;
}

}  // namespace virga::model
