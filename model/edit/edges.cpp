#include "model/edit/edges.h"

#include <map>
#include <utility>

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

bool hasOperations(const ComponentKind& kind) {
  return std::holds_alternative<NosqlDb>(kind) || std::holds_alternative<ObjectStore>(kind) ||
         std::holds_alternative<SqlDb>(kind) || std::holds_alternative<Cache>(kind);
}

std::string partText(Share share) { return share == Share{1} ? std::string() : toText(share); }

std::vector<Edge> edges(const Architecture& architecture) {
  std::map<ComponentId, const ComponentKind*> kinds;
  for (const auto& component : architecture.components) kinds[component.id] = &component.kind;
  std::vector<Edge> result;
  for (const auto& component : architecture.components) {
    forEachReference(component, [&](const ComponentRef& to, EdgeRole role, std::string label, const std::string& path) {
      const auto target = kinds.find(to.id);
      if (target == kinds.end()) return;
      if (role == EdgeRole::call && !hasOperations(*target->second)) label.clear();
      result.push_back({component.id, to.id, role, std::move(label), path});
    });
  }
  return result;
}

}  // namespace virga::model
