#include "model/edit/flow_order.h"

#include <map>
#include <set>

#include "model/edit/edges.h"

namespace virga::model {

std::vector<ComponentId> flowOrder(const Architecture& architecture) {
  std::map<ComponentId, std::vector<ComponentId>> next;
  std::set<ComponentId> entered;
  for (const auto& edge : edges(architecture)) {
    if (edge.from == edge.to) continue;
    next[edge.from].push_back(edge.to);
    entered.insert(edge.to);
  }
  std::vector<ComponentId> order;
  std::set<ComponentId> seen;
  // Depth first with a stack of its own: a chain may be as long as a design is large.
  const auto walk = [&](const ComponentId& start) {
    std::vector<ComponentId> open{start};
    while (!open.empty()) {
      const auto id = open.back();
      open.pop_back();
      if (!seen.insert(id).second) continue;
      order.push_back(id);
      const auto& targets = next[id];
      open.insert(open.end(), targets.rbegin(), targets.rend());
    }
  };
  for (const auto& component : architecture.components)
    if (!entered.contains(component.id)) walk(component.id);
  for (const auto& component : architecture.components) walk(component.id);  // circles that nothing leads into
  return order;
}

}  // namespace virga::model
