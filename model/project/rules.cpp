#include "model/project/rules.h"

#include <string>
#include <unordered_map>

#include <fmt/format.h>

namespace virga::model {
namespace {

const Origin& originOf(const Tree& map, std::string_view key) {
  const Tree* const tree = map.find(key);
  return tree ? tree->origin : map.origin;
}

}  // namespace

void checkRules(Reader& reader, const Tree& map, const ProfileArrivals& profile) {
  if (profile.points.empty()) {
    reader.error(originOf(map, "points"), "bad-value", "a profile needs at least one point");
    return;
  }
  const Tree* const list = map.find("points");
  for (std::size_t i = 1; i < profile.points.size(); ++i) {
    if (profile.points[i].at > profile.points[i - 1].at) continue;
    const Reader::At points(reader, "points");
    const Reader::At item(reader, std::to_string(i));
    reader.error(list->items[i].origin, "not-rising",
                 fmt::format("the points of a profile must rise in time: {} comes after {}", toText(profile.points[i].at),
                             toText(profile.points[i - 1].at)));
  }
  if (profile.repeat > Duration{} && profile.repeat < profile.points.back().at)
    reader.error(originOf(map, "repeat"), "bad-value",
                 fmt::format("the profile can't repeat after {}: its last point is at {}", toText(profile.repeat),
                             toText(profile.points.back().at)));
}

void checkRules(Reader& reader, const Tree& map, const Fault& fault) {
  if (fault.to <= fault.from)
    reader.error(
        originOf(map, "to"), "bad-value",
        fmt::format("the fault must end (to: {}) after it begins (from: {})", toText(fault.to), toText(fault.from)));
}

void checkRules(Reader& reader, const Tree& map, const Scenario& scenario) {
  if (scenario.warmup >= scenario.duration)
    reader.error(originOf(map, "warmup"), "bad-value",
                 fmt::format("the warm-up ({}) must be shorter than the duration ({})", toText(scenario.warmup),
                             toText(scenario.duration)));
}

void checkRules(Reader& reader, const Tree& map, const BranchStep& branch) {
  double sum = 0;
  for (const auto& option : branch.options) sum += option.share.value;
  if (sum > 1 + 1e-9)
    reader.error(originOf(map, "branch"), "bad-value", fmt::format("the shares of a branch sum to {:.6g} %", 100 * sum),
                 "they may sum to at most 100 %");
}

void checkRules(Reader& reader, const Tree& tree, const Distribution& distribution) {
  const auto* const empirical = std::get_if<Empirical>(&distribution);
  if (empirical && empirical->quantiles.empty() == empirical->file.empty())
    reader.error(tree.origin, "bad-value", "an empirical distribution has either 'quantiles' or a 'file'");
  else if (const auto valid = validate(distribution); !valid)
    reader.error(tree.origin, "bad-value", valid.error());
}

void checkFlowRoutes(Reader& reader, const Tree& components, const std::vector<Component>& known) {
  std::unordered_map<std::string_view, bool> isApi;
  for (const auto& component : known) isApi.emplace(component.id, std::holds_alternative<HttpApi>(component.kind));
  for (const auto& component : known) {
    const auto* const client = std::get_if<Client>(&component.kind);
    if (!client) continue;
    const Tree* const tree = components.find(component.id);
    const Tree* const sends = tree ? tree->find("sends") : nullptr;
    if (!sends || sends->items.size() != client->sends.size()) continue;
    const Reader::At atComponent(reader, component.id);
    const Reader::At atSends(reader, "sends");
    for (std::size_t i = 0; i < client->sends.size(); ++i) {
      const Reader::At atFlow(reader, std::to_string(i));
      const Flow& flow = client->sends[i];
      const auto target = isApi.find(flow.to.id);
      if (target == isApi.end() || target->second == !flow.route.empty()) continue;
      const Tree& item = sends->items[i];
      if (target->second)
        reader.error(item.origin, "missing-key", fmt::format("the key 'route' is missing: '{}' is an HTTP API", flow.to.id),
                     "write method and path, as in route: POST /orders");
      else
        reader.error(originOf(item, "route"), "bad-value",
                     fmt::format("'{}' isn't an HTTP API, so the flow has no route", flow.to.id), "leave 'route' out");
    }
  }
}

}  // namespace virga::model
