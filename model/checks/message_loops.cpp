#include <algorithm>
#include <deque>
#include <map>
#include <optional>
#include <set>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "model/checks/rules.h"

namespace virga::model {
namespace {

// A way that a message or what it sets off takes. A store that tells of changes is a place of its own for each kind of
// them, so that a removal doesn't go on as a write.
struct Hop {
  std::string from, to;
  const Edge* edge;
  bool startsAnew;   // the sender doesn't wait for what comes of it
  bool isSometimes;  // not each message goes on
};

using Hops = std::map<std::string, std::vector<const Hop*>>;

std::size_t indexIn(const std::string& path, std::string_view key) {
  const auto at = path.find(key);
  return at == std::string::npos ? 0 : std::stoul(path.substr(at + key.size()));
}

std::string placeOf(const ComponentId& store, std::string_view event) { return fmt::format("{}/{}", store, event); }

// The hop that an edge is, if messages go along it.
std::optional<Hop> hopOf(const Checked& checked, const Edge& edge) {
  const bool sometimes = isOnlySometimes(edge.path);
  switch (edge.role) {
    case EdgeRole::send:
      // What is pushed over a connection ends at the client.
      if (checked.find<WebsocketApi>(edge.to)) return std::nullopt;
      return Hop{edge.from, edge.to, &edge, true, sometimes};
    case EdgeRole::call:
      if (checked.find<ObjectStore>(edge.to)) return Hop{edge.from, placeOf(edge.to, edge.label), &edge, true, sometimes};
      if (checked.find<NosqlDb>(edge.to)) {
        if (edge.label != "write" && edge.label != "remove") return std::nullopt;
        return Hop{edge.from, edge.to, &edge, true, sometimes};
      }
      return Hop{edge.from, edge.to, &edge, false, sometimes};
    case EdgeRole::notification: {
      const auto index = indexIn(edge.path, ".notifications.");
      const bool isAll = checked.find<ObjectStore>(edge.from)->notifications[index].filter == Share{1};
      return Hop{placeOf(edge.from, edge.label), edge.to, &edge, false, !isAll};
    }
    case EdgeRole::subscription:
    case EdgeRole::rule: return Hop{edge.from, edge.to, &edge, false, !edge.label.empty()};  // the label is a share
    case EdgeRole::consumer: return Hop{edge.from, edge.to, &edge, false, false};
    case EdgeRole::flow:
    case EdgeRole::route:
    case EdgeRole::auth:
    case EdgeRole::target:
    case EdgeRole::deadLetter:
    case EdgeRole::origin: break;
  }
  return std::nullopt;
}

// The hops of a shortest way, empty if there is none; where both ends are the same, empty too.
std::vector<const Hop*> shortestWay(const Hops& next, const std::string& from, const std::string& to) {
  std::map<std::string, const Hop*> reachedBy{{from, nullptr}};
  std::deque<std::string> open{from};
  while (!open.empty() && !reachedBy.contains(to)) {
    const auto hops = next.find(open.front());
    open.pop_front();
    if (hops == next.end()) continue;
    for (const auto* hop : hops->second)
      if (reachedBy.emplace(hop->to, hop).second) open.push_back(hop->to);
  }
  std::vector<const Hop*> way;
  if (!reachedBy.contains(to)) return way;
  for (const auto* hop = reachedBy[to]; hop; hop = reachedBy[hop->from]) way.push_back(hop);
  std::reverse(way.begin(), way.end());
  return way;
}

}  // namespace

// AWS itself stops such a loop after about 16 rounds. https://docs.aws.amazon.com/lambda/latest/dg/invocation-recursion.html
void checkMessageLoops(const Checked& checked, Problems& problems) {
  std::deque<Hop> hops;
  for (const auto& edge : checked.edges)
    if (auto hop = hopOf(checked, edge)) hops.push_back(std::move(*hop));
  Hops next;
  for (const auto& hop : hops) next[hop.from].push_back(&hop);
  std::set<std::set<ComponentId>> reported;
  for (const auto& start : hops) {
    if (!start.startsAnew) continue;
    auto round = shortestWay(next, start.to, start.from);
    if (round.empty() && start.to != start.from) continue;
    round.insert(round.begin(), &start);
    std::vector<ComponentId> names{start.edge->from};
    for (const auto* hop : round) names.push_back(hop->edge->to);
    if (!reported.insert({names.begin(), names.end()}).second) continue;
    const bool ends = std::any_of(round.begin(), round.end(), [](const Hop* hop) { return hop->isSometimes; });
    report(problems, Severity::warning, "message-loop", start.edge->path,
           fmt::format("messages go round in {}circle ({})", ends ? "a " : "an endless ", fmt::join(names, " → ")),
           ends ? "make sure that it ends soon" : "put this step in a branch, or let it lead to something else");
  }
}

void checkDeadLetterCycles(const Checked& checked, Problems& problems) {
  std::set<ComponentId> done;
  for (const auto& component : checked.architecture.components) {
    std::vector<ComponentId> chain;
    ComponentId id = component.id;
    while (done.insert(id).second) {
      const auto* queue = checked.find<Queue>(id);
      if (!queue || !queue->deadLetter) break;
      chain.push_back(id);
      id = queue->deadLetter->id;
      const auto start = std::find(chain.begin(), chain.end(), id);
      if (start == chain.end()) continue;
      report(problems, Severity::warning, "dead-letter-cycle", chain.back() + ".dead-letter",
             fmt::format("dead letters go round in a circle ({} → {}), so a message that always fails never rests",
                         fmt::join(start, chain.end(), " → "), id),
             "let the last queue of the chain have no dead-letter queue");
    }
  }
}

}  // namespace virga::model
