#include <algorithm>
#include <deque>
#include <map>
#include <set>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "model/checks/rules.h"

namespace virga::model {
namespace {

using Successors = std::map<ComponentId, std::vector<const Edge*>>;

// The edges of a shortest way, empty if there is none; where both ends are the same, empty too.
std::vector<const Edge*> shortestWay(const Successors& successors, const ComponentId& from, const ComponentId& to) {
  std::map<ComponentId, const Edge*> reachedBy{{from, nullptr}};
  std::deque<ComponentId> open{from};
  while (!open.empty() && !reachedBy.contains(to)) {
    const auto next = successors.find(open.front());
    open.pop_front();
    if (next == successors.end()) continue;
    for (const auto* edge : next->second)
      if (reachedBy.emplace(edge->to, edge).second) open.push_back(edge->to);
  }
  std::vector<const Edge*> way;
  if (!reachedBy.contains(to)) return way;
  for (const auto* edge = reachedBy[to]; edge; edge = reachedBy[edge->from]) way.push_back(edge);
  std::reverse(way.begin(), way.end());
  return way;
}

}  // namespace

// AWS itself stops such a loop after about 16 rounds. https://docs.aws.amazon.com/lambda/latest/dg/invocation-recursion.html
void checkMessageLoops(const Checked& checked, Problems& problems) {
  Successors successors;
  for (const auto& edge : checked.edges)
    if (edge.role == EdgeRole::send || edge.role == EdgeRole::consumer || edge.role == EdgeRole::call ||
        edge.role == EdgeRole::route)
      successors[edge.from].push_back(&edge);
  std::set<std::set<ComponentId>> reported;
  for (const auto& send : checked.edges) {
    if (send.role != EdgeRole::send) continue;
    auto round = shortestWay(successors, send.to, send.from);
    if (round.empty() && send.to != send.from) continue;
    round.insert(round.begin(), &send);
    std::vector<ComponentId> names{send.from};
    for (const auto* edge : round) names.push_back(edge->to);
    if (!reported.insert({names.begin(), names.end()}).second) continue;
    const bool ends = std::any_of(round.begin(), round.end(),
                                  [](const Edge* edge) { return edge->path.find(".branch.") != std::string::npos; });
    report(problems, Severity::warning, "message-loop", send.path,
           fmt::format("messages go round in {}circle ({})", ends ? "a " : "an endless ", fmt::join(names, " → ")),
           ends ? "make sure that the branch ends it soon" : "put the sending in a branch, or send to something else");
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
