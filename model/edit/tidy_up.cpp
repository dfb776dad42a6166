#include <algorithm>
#include <cmath>
#include <map>
#include <optional>
#include <vector>

#include "model/edit/card_size.h"
#include "model/edit/drawing.h"
#include "model/edit/edit.h"

namespace virga::model {
namespace {

// With gaps of 120 (room for a label on an edge) and 36 between the cards.
constexpr int kColumn = kCardWidth + 120;
constexpr int kRow = kCardHeight + 36;
constexpr int kSweeps = 8;

struct Graph {
  std::size_t size = 0;
  std::vector<std::vector<std::size_t>> next, previous;  // along the flow of requests, without back edges
  std::vector<std::optional<std::size_t>> owner;         // of a directory or dead-letter queue that nothing else leads to
};

bool isBeside(EdgeRole role) { return role == EdgeRole::auth || role == EdgeRole::deadLetter; }

// The edges without those that close a cycle, as a depth-first walk in file order meets them.
std::vector<std::vector<std::size_t>> withoutBackEdges(const std::vector<std::vector<std::size_t>>& next) {
  enum class State { fresh, open, done };
  std::vector<State> state(next.size(), State::fresh);
  std::vector<std::vector<std::size_t>> kept(next.size());
  const auto walk = [&](std::size_t start) {
    std::vector<std::pair<std::size_t, std::size_t>> path{{start, 0}};
    state[start] = State::open;
    while (!path.empty()) {
      const auto node = path.back().first;
      if (path.back().second == next[node].size()) {
        state[node] = State::done;
        path.pop_back();
        continue;
      }
      const auto to = next[node][path.back().second++];
      if (state[to] == State::open) continue;
      kept[node].push_back(to);
      if (state[to] == State::fresh) {
        state[to] = State::open;
        path.emplace_back(to, 0);
      }
    }
  };
  std::vector<bool> entered(next.size(), false);
  for (const auto& successors : next)
    for (auto to : successors) entered[to] = true;
  for (std::size_t i = 0; i < next.size(); ++i)
    if (!entered[i]) walk(i);
  for (std::size_t i = 0; i < next.size(); ++i)
    if (state[i] == State::fresh) walk(i);
  return kept;
}

Graph graphOf(const Architecture& architecture) {
  Graph graph;
  graph.size = architecture.components.size();
  std::map<ComponentId, std::size_t> index;
  for (std::size_t i = 0; i < graph.size; ++i) index[architecture.components[i].id] = i;
  std::vector<std::vector<std::size_t>> next(graph.size);
  std::vector<bool> entered(graph.size, false);
  const auto all = edges(architecture);
  for (const auto& edge : all) {
    const auto from = index[edge.from], to = index[edge.to];
    if (isBeside(edge.role) || from == to) continue;
    entered[to] = true;
    if (std::find(next[from].begin(), next[from].end(), to) == next[from].end()) next[from].push_back(to);
  }
  // What only an auth or dead-letter edge leads to stands beside the first component that names it.
  std::vector<std::optional<std::size_t>> owner(graph.size);
  for (const auto& edge : all) {
    const auto from = index[edge.from], to = index[edge.to];
    if (!isBeside(edge.role) || entered[to] || owner[to] || from == to) continue;
    owner[to] = from;
    next[from].push_back(to);
  }
  next = withoutBackEdges(next);
  graph.next.resize(graph.size);
  graph.previous.resize(graph.size);
  graph.owner.resize(graph.size);
  for (std::size_t from = 0; from < graph.size; ++from) {
    for (auto to : next[from]) {
      if (owner[to] == from) {
        graph.owner[to] = from;
      } else {
        graph.next[from].push_back(to);
        graph.previous[to].push_back(from);
      }
    }
  }
  return graph;
}

// Longest path from the sources; what stands beside its owner shares the owner's layer.
std::vector<std::size_t> layersOf(const Graph& graph) {
  std::vector<std::size_t> layer(graph.size, 0);
  std::vector<std::size_t> waiting(graph.size);
  std::vector<std::vector<std::size_t>> beside(graph.size);
  std::vector<std::size_t> ready;
  for (std::size_t i = 0; i < graph.size; ++i) {
    waiting[i] = graph.previous[i].size() + (graph.owner[i] ? 1 : 0);
    if (graph.owner[i]) beside[*graph.owner[i]].push_back(i);
    if (waiting[i] == 0) ready.push_back(i);
  }
  while (!ready.empty()) {
    const auto node = ready.back();
    ready.pop_back();
    const auto reach = [&](std::size_t to, std::size_t atLeast) {
      layer[to] = std::max(layer[to], atLeast);
      if (--waiting[to] == 0) ready.push_back(to);
    };
    for (auto to : graph.next[node]) reach(to, layer[node] + 1);
    for (auto to : beside[node]) reach(to, layer[node]);
  }
  return layer;
}

// The y nearest to the wished ones, in least squares, that keep the order and at least a row between neighbours.
std::vector<double> spread(const std::vector<double>& wished) {
  struct Block {
    double sum;
    std::size_t count;
    double mean() const { return sum / static_cast<double>(count); }
  };
  std::vector<Block> blocks;
  for (std::size_t i = 0; i < wished.size(); ++i) {
    blocks.push_back({wished[i] - static_cast<double>(i) * kRow, 1});
    while (blocks.size() > 1 && blocks[blocks.size() - 2].mean() >= blocks.back().mean()) {
      const auto last = blocks.back();
      blocks.pop_back();
      blocks.back().sum += last.sum;
      blocks.back().count += last.count;
    }
  }
  std::vector<double> result;
  for (const auto& block : blocks)
    for (std::size_t i = 0; i < block.count; ++i) result.push_back(block.mean() + static_cast<double>(result.size()) * kRow);
  return result;
}

class Layout {
 public:
  explicit Layout(const Graph& graph) : graph_(graph), layer_(layersOf(graph)), y_(graph.size, 0) {
    const auto count = graph.size == 0 ? 0 : *std::max_element(layer_.begin(), layer_.end()) + 1;
    columns_.resize(count);
    for (std::size_t i = 0; i < graph.size; ++i) columns_[layer_[i]].push_back(i);
    for (auto& column : columns_) {
      putBesideOwners(column);
      for (std::size_t i = 0; i < column.size(); ++i) y_[column[i]] = static_cast<double>(i) * kRow;
    }
    for (int sweep = 0; sweep < kSweeps; ++sweep) {
      for (std::size_t c = 1; c < count; ++c) order(columns_[c], graph.previous);
      for (std::size_t c = count; c-- > 0;) order(columns_[c], graph.next);
    }
    for (std::size_t c = 1; c < count; ++c) order(columns_[c], graph.previous);
  }

  std::vector<Position> positions() const {
    const double top = y_.empty() ? 0 : *std::min_element(y_.begin(), y_.end());
    std::vector<Position> result(y_.size());
    for (std::size_t i = 0; i < y_.size(); ++i)
      result[i] = {static_cast<int>(layer_[i]) * kColumn, static_cast<int>(std::lround((y_[i] - top) / kGrid)) * kGrid};
    return result;
  }

 private:
  // Sorts a column by the mean height of its neighbours on one side and moves it as near to them as it can.
  void order(std::vector<std::size_t>& column, const std::vector<std::vector<std::size_t>>& neighbours) {
    std::map<std::size_t, double> wish;
    for (auto node : column) {
      double sum = 0;
      for (auto other : neighbours[node]) sum += y_[other];
      wish[node] = neighbours[node].empty() ? y_[node] : sum / static_cast<double>(neighbours[node].size());
    }
    std::stable_sort(column.begin(), column.end(), [&](auto a, auto b) { return wish[a] < wish[b]; });
    putBesideOwners(column);
    std::vector<double> wished;
    for (std::size_t i = 0; i < column.size(); ++i)
      wished.push_back(graph_.owner[column[i]] && i > 0 ? wished.back() + kRow : wish[column[i]]);
    const auto heights = spread(wished);
    for (std::size_t i = 0; i < column.size(); ++i) y_[column[i]] = heights[i];
  }

  // Directories and dead-letter queues go directly below their owner.
  void putBesideOwners(std::vector<std::size_t>& column) const {
    std::vector<std::size_t> result;
    const auto add = [&](std::size_t node, const auto& self) -> void {
      result.push_back(node);
      for (auto other : column)
        if (graph_.owner[other] == node) self(other, self);
    };
    for (auto node : column)
      if (!graph_.owner[node]) add(node, add);
    column = result;
  }

  const Graph& graph_;
  std::vector<std::size_t> layer_;
  std::vector<double> y_;
  std::vector<std::vector<std::size_t>> columns_;
};

bool overlap(Position a, Position b) { return std::abs(a.x - b.x) < kColumn && std::abs(a.y - b.y) < kRow; }

// Places a card near its wish, at the first free height below.
Position freePlace(Position wish, const std::map<ComponentId, Position>& placed) {
  wish.x = static_cast<int>(std::lround(static_cast<double>(wish.x) / kGrid)) * kGrid;
  wish.y = static_cast<int>(std::lround(static_cast<double>(wish.y) / kGrid)) * kGrid;
  const auto isTaken = [&] {
    return std::any_of(placed.begin(), placed.end(), [&](const auto& other) { return overlap(wish, other.second); });
  };
  while (isTaken()) wish.y += kGrid;
  return wish;
}

// Beside a placed neighbour, else below everything.
Position wishFor(std::size_t node, const Architecture& architecture, const Graph& graph,
                 const std::map<ComponentId, Position>& placed) {
  const auto at = [&](std::size_t other) -> std::optional<Position> {
    const auto found = placed.find(architecture.components[other].id);
    return found == placed.end() ? std::nullopt : std::optional(found->second);
  };
  if (graph.owner[node])
    if (const auto owner = at(*graph.owner[node])) return {owner->x, owner->y + kRow};
  for (auto other : graph.previous[node])
    if (const auto position = at(other)) return {position->x + kColumn, position->y};
  for (auto other : graph.next[node])
    if (const auto position = at(other)) return {position->x - kColumn, position->y};
  int left = placed.begin()->second.x, bottom = placed.begin()->second.y;
  for (const auto& entry : placed) {
    left = std::min(left, entry.second.x);
    bottom = std::max(bottom, entry.second.y);
  }
  return {left, bottom + kRow};
}

using Places = std::map<ComponentId, Position>;

Position onGrid(double x, double y) {
  return {static_cast<int>(std::lround(x / kGrid)) * kGrid, static_cast<int>(std::lround(y / kGrid)) * kGrid};
}

// By how much new places are shifted: so that pinned components lie as near to where they stay as possible, else so that
// the top left corner stays.
Position shiftOf(const Places& tidy, const Places& before, const Places& stay) {
  double x = 0, y = 0, count = 0;
  for (const auto& [id, place] : tidy) {
    const auto pinned = stay.find(id);
    if (pinned == stay.end()) continue;
    x += pinned->second.x - place.x;
    y += pinned->second.y - place.y;
    ++count;
  }
  if (count > 0) return onGrid(x / count, y / count);
  std::optional<Position> corner;
  for (const auto& [id, place] : tidy) {
    const auto old = before.find(id);
    if (old == before.end()) continue;
    corner = corner ? Position{std::min(corner->x, old->second.x), std::min(corner->y, old->second.y)} : old->second;
  }
  return corner ? onGrid(corner->x, corner->y) : Position{};
}

// The wished places, from left to right, each moved down to where it covers nothing that stays.
Places roundObstacles(const Places& wishes, const Places& stay) {
  std::vector<Position> taken;
  for (const auto& entry : stay) taken.push_back(entry.second);
  std::vector<std::pair<ComponentId, Position>> order(wishes.begin(), wishes.end());
  std::stable_sort(order.begin(), order.end(), [](const auto& a, const auto& b) {
    return std::pair(a.second.x, a.second.y) < std::pair(b.second.x, b.second.y);
  });
  Places places;
  for (auto [id, place] : order) {
    const auto isTaken = [&, &place = place] {
      return std::any_of(taken.begin(), taken.end(), [&](Position other) { return covers(place, other); });
    };
    while (isTaken()) place.y += kGrid;
    taken.push_back(place);
    places[id] = place;
  }
  return places;
}

}  // namespace

Architecture tidyUp(const Architecture& architecture, const std::set<ComponentId>& ids) {
  Architecture part = architecture;
  std::erase_if(part.components, [&](const Component& component) { return !ids.contains(component.id); });
  const auto positions = Layout(graphOf(part)).positions();
  const std::set<ComponentId> pinned(architecture.pinned.begin(), architecture.pinned.end());
  Places before, stay, tidy;
  for (const auto& [id, place] : architecture.layout) before.try_emplace(id, place);
  for (const auto& [id, place] : before)
    if (!ids.contains(id) || pinned.contains(id)) stay[id] = place;
  for (std::size_t i = 0; i < positions.size(); ++i) tidy[part.components[i].id] = positions[i];
  const auto isAll = part.components.size() == architecture.components.size();
  const auto shift = isAll && stay.empty() ? Position{} : shiftOf(tidy, before, stay);
  std::erase_if(tidy, [&](const auto& entry) { return stay.contains(entry.first); });
  for (auto& [id, place] : tidy) place = {place.x + shift.x, place.y + shift.y};
  if (!stay.empty()) tidy = roundObstacles(tidy, stay);
  std::set<ComponentId> moved;
  for (const auto& [id, place] : tidy)
    if (const auto old = before.find(id); old == before.end() || old->second != place) moved.insert(id);
  Architecture result = architecture;
  removeBendsAt(result, moved);
  return moveComponents(result, tidy);
}

Architecture tidyUp(const Architecture& architecture, bool onlyMissing) {
  if (!onlyMissing) {
    std::set<ComponentId> all;
    for (const auto& component : architecture.components) all.insert(component.id);
    return tidyUp(architecture, all);
  }
  const auto graph = graphOf(architecture);
  const auto tidy = Layout(graph).positions();
  Architecture result = architecture;
  std::map<ComponentId, Position> placed;
  for (const auto& [id, position] : architecture.layout)
    if (architecture.find(id)) placed[id] = position;
  if (placed.empty()) {
    result.layout.clear();
    for (std::size_t i = 0; i < tidy.size(); ++i) result.layout.emplace_back(architecture.components[i].id, tidy[i]);
    return result;
  }
  std::vector<std::size_t> missing;
  for (std::size_t i = 0; i < graph.size; ++i)
    if (!placed.contains(architecture.components[i].id)) missing.push_back(i);
  // From left to right, so that a chain of new components hangs on where it begins.
  std::stable_sort(missing.begin(), missing.end(), [&](auto a, auto b) { return tidy[a].x < tidy[b].x; });
  for (auto node : missing) {
    const auto& id = architecture.components[node].id;
    const auto position = freePlace(wishFor(node, architecture, graph, placed), placed);
    placed[id] = position;
    result.layout.emplace_back(id, position);
  }
  return result;
}

}  // namespace virga::model
