#include "model/edit/reach.h"

#include <algorithm>
#include <map>
#include <utility>

#include "model/edit/edges.h"

namespace virga::model {
namespace {

using Lists = std::vector<std::vector<std::size_t>>;

std::map<ComponentId, std::size_t> placesOf(const Architecture& architecture) {
  std::map<ComponentId, std::size_t> places;
  for (std::size_t i = 0; i < architecture.components.size(); ++i) places[architecture.components[i].id] = i;
  return places;
}

// Notes all that can be reached from the starts, which are noted too.
void walk(const Lists& next, std::vector<std::size_t> open, std::vector<bool>& reached) {
  for (const auto start : open) reached[start] = true;
  while (!open.empty()) {
    const auto node = open.back();
    open.pop_back();
    for (const auto to : next[node]) {
      if (reached[to]) continue;
      reached[to] = true;
      open.push_back(to);
    }
  }
}

// The components that walks must begin at to meet all: those that nothing leads to, and one for each cycle left.
std::vector<std::size_t> rootsOf(const Lists& next) {
  std::vector<bool> entered(next.size(), false), reached(next.size(), false);
  for (std::size_t from = 0; from < next.size(); ++from)
    for (const auto to : next[from])
      if (to != from) entered[to] = true;
  std::vector<std::size_t> roots;
  for (std::size_t i = 0; i < next.size(); ++i)
    if (!entered[i]) roots.push_back(i);
  walk(next, roots, reached);
  for (std::size_t i = 0; i < next.size(); ++i) {
    if (reached[i]) continue;
    roots.push_back(i);
    walk(next, {i}, reached);
  }
  return roots;
}

}  // namespace

std::set<ComponentId> reach(const Architecture& architecture, const std::set<ComponentId>& from, Reach direction) {
  const auto places = placesOf(architecture);
  Lists next(architecture.components.size());
  for (const auto& edge : edges(architecture)) {
    if (direction != Reach::upstream) next[places.at(edge.from)].push_back(places.at(edge.to));
    if (direction != Reach::downstream) next[places.at(edge.to)].push_back(places.at(edge.from));
  }
  std::vector<std::size_t> starts;
  for (const auto& id : from)
    if (const auto place = places.find(id); place != places.end()) starts.push_back(place->second);
  std::vector<bool> reached(next.size(), false);
  walk(next, std::move(starts), reached);
  std::set<ComponentId> result;
  for (std::size_t i = 0; i < reached.size(); ++i)
    if (reached[i]) result.insert(architecture.components[i].id);
  return result;
}

std::vector<ComponentId> flowOrder(const Architecture& architecture) {
  const auto places = placesOf(architecture);
  Lists next(architecture.components.size());
  for (const auto& edge : edges(architecture)) next[places.at(edge.from)].push_back(places.at(edge.to));
  // Depth first from the last root and the last edge: turned round, the order in which the walk leaves the components is
  // the one wanted.
  std::vector<ComponentId> order;
  std::vector<bool> met(next.size(), false);
  const auto roots = rootsOf(next);
  for (auto root = roots.rbegin(); root != roots.rend(); ++root) {
    if (met[*root]) continue;
    std::vector<std::pair<std::size_t, std::size_t>> path{{*root, next[*root].size()}};
    met[*root] = true;
    while (!path.empty()) {
      const auto node = path.back().first;
      if (path.back().second == 0) {
        order.push_back(architecture.components[node].id);
        path.pop_back();
        continue;
      }
      const auto to = next[node][--path.back().second];
      if (met[to]) continue;
      met[to] = true;
      path.emplace_back(to, next[to].size());
    }
  }
  std::reverse(order.begin(), order.end());
  return order;
}

}  // namespace virga::model
