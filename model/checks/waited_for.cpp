#include "model/checks/waited_for.h"

#include <map>
#include <vector>

namespace virga::model {

std::set<ComponentId> waitedFor(const Checked& checked) {
  std::multimap<ComponentId, const Edge*> leaving;
  std::vector<ComponentId> open;
  for (const auto& edge : checked.edges) {
    if (edge.role == EdgeRole::route || edge.role == EdgeRole::call || edge.role == EdgeRole::origin)
      leaving.emplace(edge.from, &edge);
    if (edge.role == EdgeRole::flow && !checked.find<Workflow>(edge.to)) open.push_back(edge.to);
  }
  std::set<ComponentId> reached;
  while (!open.empty()) {
    const auto id = open.back();
    open.pop_back();
    if (!reached.insert(id).second) continue;
    const auto [first, last] = leaving.equal_range(id);
    for (auto edge = first; edge != last; ++edge) open.push_back(edge->second->to);
  }
  return reached;
}

}  // namespace virga::model
