#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "model/checks/load.h"
#include "model/checks/rules.h"
#include "model/checks/typical_time.h"

// Whether what the clients send fits through what the design or the provider lets through. The loads are lower bounds, so
// that what is reported can't be got over.
namespace virga::model {
namespace {

std::string perSecond(double rate) { return toText(Rate{std::round(rate * 100) / 100}); }

void checkRate(const ComponentId& id, double load, const std::optional<Throttle>& own, const std::optional<Rate>& account,
               Problems& problems) {
  if (own && load > own->rate.perSecond)
    report(problems, Severity::warning, "load-above-throttle", id + ".throttle.rate",
           fmt::format("clients bring {} to '{}', and it lets {} through", perSecond(load), id, toText(own->rate)),
           "let more through, or let a queue take what comes at once", toText(Rate{std::ceil(load / 10 * 1.2) * 10}));
  else if (!own && account && load > account->perSecond)
    report(problems, Severity::warning, "load-above-quota", id,
           fmt::format("clients bring {} to '{}', and an account has {} unless its quota is raised", perSecond(load), id,
                       toText(*account)),
           "ask for a raised quota and state it as throttle, or send less");
}

std::optional<Rate> accountRate(const Catalog& catalog, const char* id) {
  return catalog.find(id) ? std::optional(catalog.rate(id)) : std::nullopt;
}

// Executions at once by Little's law.
double executions(const Checked& checked, TypicalTimes& times, const Function& function, const Load& load) {
  if (load.invocations <= 0) return 0;
  const double messages = load.messages / load.invocations;
  const auto time = times.of(function.steps, messages);
  const double slots =
      function.instanceConcurrency.value_or(static_cast<int>(checked.catalog.instanceConcurrency(function.memory)));
  return slots > 1 ? 0 : load.invocations * std::min(time.at(times.vcpus(function)), function.timeout.seconds());
}

}  // namespace

void checkLoads(const Checked& checked, Problems& problems) {
  const auto loads = peakLoads(checked);
  const auto account = accountRate(checked.catalog, "http-api.throttle-rate");
  TypicalTimes times(checked);
  const auto at = [&](const ComponentId& id) {
    const auto found = loads.find(id);
    return found == loads.end() ? Load{} : found->second;
  };
  for (const auto& [id, description, kind] : checked.architecture.components) {
    const auto load = at(id);
    if (const auto* api = std::get_if<HttpApi>(&kind)) checkRate(id, load.messages, api->throttle, account, problems);
    if (const auto* other = std::get_if<External>(&kind))
      checkRate(id, load.messages, other->throttle, std::nullopt, problems);
    if (const auto* function = std::get_if<Function>(&kind); function && function->reservedConcurrency.value_or(0) > 0)
      if (const double busy = executions(checked, times, *function, load); busy > *function->reservedConcurrency)
        report(problems, Severity::warning, "load-above-reserved", id + ".reserved-concurrency",
               fmt::format("clients keep {:.0f} executions of '{}' busy at once, and {} are reserved", std::ceil(busy), id,
                           *function->reservedConcurrency),
               "reserve more, make it faster, or let a queue take what comes at once",
               fmt::format("{:.0f}", std::ceil(1.5 * busy)));
  }
}

void checkStreamLoads(const Checked& checked, Problems& problems) {
  const auto& catalog = checked.catalog;
  if (!catalog.find("stream.shard-records-per-second")) return;
  const auto each = catalog.optionalNumber("stream.shard-records-per-second");
  const auto loads = peakLoads(checked);
  for (const auto& [id, description, kind] : checked.architecture.components) {
    const auto* stream = std::get_if<Stream>(&kind);
    const auto load = loads.find(id);
    if (!stream || !each || stream->billing != Capacity::provisioned || load == loads.end()) continue;
    if (load->second.messages <= stream->shards * *each) continue;
    report(problems, Severity::warning, "load-above-shards", id + ".shards",
           fmt::format("clients bring {} to '{}', and its {} take {}", perSecond(load->second.messages), id,
                       stream->shards == 1 ? std::string("one shard") : fmt::format("{} shards", stream->shards),
                       perSecond(stream->shards * *each)),
           "more shards, or billing: on-demand", fmt::format("{:.0f}", std::ceil(load->second.messages / *each * 1.2)));
  }
}

void checkAccountLoad(const Checked& checked, Problems& problems) {
  std::optional<double> limit = checked.catalog.optionalNumber("function.account-concurrency");
  for (const auto& settings : checked.architecture.providers)
    if (settings.provider == checked.catalog.provider && settings.concurrencyLimit) limit = *settings.concurrencyLimit;
  if (!limit) return;
  const auto loads = peakLoads(checked);
  TypicalTimes times(checked);
  double all = 0, most = 0;
  ComponentId busiest;
  for (const auto& [id, description, kind] : checked.architecture.components) {
    const auto* function = std::get_if<Function>(&kind);
    const auto load = loads.find(id);
    if (!function || load == loads.end()) continue;
    double busy = executions(checked, times, *function, load->second);
    if (function->reservedConcurrency) busy = std::min<double>(busy, *function->reservedConcurrency);
    all += busy;
    if (busy > most) most = busy, busiest = id;
  }
  if (all > *limit)
    report(problems, Severity::warning, "load-above-concurrency", busiest,
           fmt::format("clients keep {:.0f} executions busy at once, {:.0f} of them of '{}', and the account has {:.0f}",
                       std::ceil(all), std::ceil(most), busiest, *limit),
           "make it faster, let a queue take what comes at once, or state a raised quota as "
           "providers.<name>.concurrency-limit");
}

}  // namespace virga::model
