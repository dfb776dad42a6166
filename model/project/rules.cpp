#include "model/project/rules.h"

#include <string>
#include <unordered_map>

#include <fmt/format.h>

#include "model/calendar/cron.h"
#include "model/calendar/time_zone.h"
#include "model/project/codec.h"

namespace virga::model {
namespace {

const Origin& originOf(const Tree& map, std::string_view key) {
  const Tree* const tree = map.find(key);
  return tree ? tree->origin : map.origin;
}

// Of a cron expression and the zone of its times, each at its key.
void checkCron(Reader& reader, const Tree& map, std::string_view key, const std::string& expression,
               const std::string& zone) {
  if (!expression.empty())
    if (const auto parsed = parseCron(expression); !parsed) {
      const Reader::At at(reader, key);
      reader.error(originOf(map, key), "bad-value", fmt::format("bad cron expression '{}': {}", expression, parsed.error()),
                   "five fields: minute, hour, day of the month, month, day of the week, as in \"0 8 * * 1-5\"");
    }
  if (!isTimeZone(zone)) {
    const Reader::At at(reader, "time-zone");
    reader.error(originOf(map, "time-zone"), "bad-value", fmt::format("'{}' isn't a time zone", zone),
                 "name one of the tz database, as in Europe/Berlin or UTC");
  }
}

void checkFlow(Reader& reader, const Tree& item, const Flow& flow, const ComponentKind& target) {
  const bool isHttp = std::holds_alternative<HttpApi>(target);
  const bool isWebsocket = std::holds_alternative<WebsocketApi>(target);
  if (isHttp && flow.route.empty()) {
    reader.error(item.origin, "missing-key", fmt::format("the key 'route' is missing: '{}' is an HTTP API", flow.to.id),
                 "write method and path, as in route: POST /orders");
  } else if (isHttp) {
    if (const auto fault = routeFault(flow.route); !fault.empty()) {
      const Reader::At atRoute(reader, "route");
      reader.error(originOf(item, "route"), "bad-value", fmt::format("bad route '{}': {}", flow.route, fault));
    }
  } else if (!isWebsocket && !flow.route.empty()) {
    reader.error(originOf(item, "route"), "bad-value",
                 fmt::format("'{}' isn't an HTTP API, so the flow has no route", flow.to.id), "leave 'route' out");
  }
  if (isWebsocket && !flow.connection)
    reader.error(item.origin, "missing-key",
                 fmt::format("the key 'connection' is missing: '{}' is a WebSocket API", flow.to.id),
                 "write connection: {lasts: 10 min, message-every: 30 s}");
  else if (!isWebsocket && flow.connection)
    reader.error(originOf(item, "connection"), "bad-value",
                 fmt::format("'{}' isn't a WebSocket API, so the flow has no connection", flow.to.id),
                 "leave 'connection' out");
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

void checkRules(Reader& reader, const Tree& map, const CheckSetting& setting) {
  if (!setting.severity && setting.ignore.empty())
    reader.error(map.origin, "missing-key", "neither 'severity' nor 'ignore' is stated",
                 "say why its findings don't count, as in ignore: messages can be lost here");
}

void checkRules(Reader& reader, const Tree& map, const Alarm& alarm) {
  if (alarm.datapoints > alarm.of)
    reader.error(originOf(map, "datapoints"), "bad-value",
                 fmt::format("{} datapoints of {} can't be above the threshold", alarm.datapoints, alarm.of),
                 "at most as many as 'of'");
}

void checkRules(Reader& reader, const Tree& map, const Fault& fault) {
  if (fault.to <= fault.from)
    reader.error(
        originOf(map, "to"), "bad-value",
        fmt::format("the fault must end (to: {}) after it begins (from: {})", toText(fault.to), toText(fault.from)));
}

void checkRules(Reader& reader, const Tree& map, const Scenario& scenario) {
  if (scenario.warmup.time >= scenario.duration)
    reader.error(originOf(map, "warmup"), "bad-value",
                 fmt::format("the warm-up ({}) must be shorter than the duration ({})", toText(scenario.warmup),
                             toText(scenario.duration)));
  if (const auto start = parseDateTime(scenario.start); !start) {
    const Reader::At at(reader, "start");
    reader.error(originOf(map, "start"), "bad-value", start.error());
  }
}

void checkRules(Reader& reader, const Tree& map, const BranchStep& branch) {
  double sum = 0;
  for (const auto& option : branch.options) sum += option.share.value;
  if (sum > 1 + 1e-9)
    reader.error(originOf(map, "branch"), "bad-value", fmt::format("the shares of a branch sum to {:.6g} %", 100 * sum),
                 "they may sum to at most 100 %");
}

void checkRules(Reader& reader, const Tree& map, const WaitForStep& waitFor) {
  if (static_cast<std::size_t>(waitFor.count) > waitFor.branches.size())
    reader.error(originOf(map, "wait-for"), "bad-value",
                 fmt::format("the step can't wait for {} of {} branches", waitFor.count, waitFor.branches.size()),
                 "wait for at most as many as there are");
}

void checkRules(Reader& reader, const Tree& map, const Schedule& schedule) {
  if (schedule.every.has_value() == !schedule.cron.empty())
    reader.error(map.origin, "bad-value",
                 schedule.every ? "a schedule has either 'every' or 'cron', not both" : "a schedule needs 'every' or 'cron'",
                 "write every: 5 min, or cron: \"0 8 * * *\"");
  checkCron(reader, map, "cron", schedule.cron, schedule.timeZone);
}

void checkRules(Reader& reader, const Tree& map, const CronArrivals& arrivals) {
  checkCron(reader, map, "expression", arrivals.expression, arrivals.timeZone);
}

void checkRules(Reader& reader, const Tree& tree, const Distribution& distribution) {
  const auto* const empirical = std::get_if<Empirical>(&distribution);
  if (empirical && empirical->quantiles.empty() == empirical->file.empty())
    reader.error(tree.origin, "bad-value", "an empirical distribution has either 'quantiles' or a 'file'");
  else if (const auto valid = validate(distribution); !valid)
    reader.error(tree.origin, "bad-value", valid.error());
}

void checkFlowRoutes(Reader& reader, const Tree& components, const std::vector<Component>& known) {
  std::unordered_map<std::string_view, const ComponentKind*> kindOf;
  for (const auto& component : known) kindOf.emplace(component.id, &component.kind);
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
      const auto target = kindOf.find(client->sends[i].to.id);
      if (target != kindOf.end()) checkFlow(reader, sends->items[i], client->sends[i], *target->second);
    }
  }
}

}  // namespace virga::model
