#include "simulator/experiment/merge.h"

#include <cmath>
#include <limits>

#include "simulator/kernel/trajectory_hash.h"
#include "simulator/measure/replication_statistics.h"

namespace virga::simulator {
namespace {

using Part = std::vector<Observed> ReplicationResult::*;

std::vector<std::optional<double>> samplesAt(const std::vector<ReplicationResult>& runs, Part part, std::size_t item,
                                             std::size_t figure) {
  std::vector<std::optional<double>> samples;
  samples.reserve(runs.size());
  for (const auto& run : runs) samples.push_back((run.*part)[item].figures[figure].value);
  return samples;
}

std::vector<NamedFigure> figures(const std::vector<ReplicationResult>& runs, Part part, std::size_t item) {
  std::vector<NamedFigure> out;
  const auto& names = (runs.front().*part)[item].figures;
  for (std::size_t i = 0; i < names.size(); ++i) {
    auto samples = samplesAt(runs, part, item, i);
    const auto figure = figureOf(samples);
    out.push_back({names[i].name, figure, std::move(samples)});
  }
  return out;
}

// Mean, least and greatest of the replications that observed something in the bucket.
std::vector<Series> series(std::vector<ReplicationResult>& runs, Part part, std::size_t item) {
  auto out = std::move((runs.front().*part)[item].series);
  if (runs.size() == 1) return out;
  for (std::size_t s = 0; s < out.size(); ++s) {
    out[s].low = out[s].high = out[s].values;
    for (std::size_t bucket = 0; bucket < out[s].values.size(); ++bucket) {
      double sum = 0;
      int seen = 0;
      const auto add = [&](double value) {
        if (std::isnan(value)) return;
        sum += value;
        ++seen;
        out[s].low[bucket] = std::fmin(out[s].low[bucket], value);
        out[s].high[bucket] = std::fmax(out[s].high[bucket], value);
      };
      add(out[s].values[bucket]);
      for (std::size_t run = 1; run < runs.size(); ++run) add((runs[run].*part)[item].series[s].values[bucket]);
      out[s].values[bucket] = seen > 0 ? sum / seen : std::numeric_limits<double>::quiet_NaN();
    }
  }
  return out;
}

}  // namespace

Result merged(std::vector<ReplicationResult>& runs) {
  Result result;
  const auto& first = runs.front();
  for (std::size_t i = 0; i < first.components.size(); ++i)
    result.components.push_back({first.components[i].name, first.components[i].kind,
                                 figures(runs, &ReplicationResult::components, i),
                                 series(runs, &ReplicationResult::components, i)});
  for (std::size_t i = 0; i < first.flows.size(); ++i)
    result.flows.push_back(
        {first.flows[i].name, figures(runs, &ReplicationResult::flows, i), series(runs, &ReplicationResult::flows, i)});
  result.usage.items = first.usage;
  for (std::size_t i = 0; i < result.usage.items.size(); ++i) {
    auto& quantity = result.usage.items[i].quantity;
    auto& withoutTraffic = result.usage.items[i].withoutTraffic;
    for (std::size_t run = 1; run < runs.size(); ++run) {
      quantity += runs[run].usage.at(i).quantity;
      withoutTraffic += runs[run].usage[i].withoutTraffic;
    }
    quantity /= static_cast<unsigned>(runs.size());
    withoutTraffic /= static_cast<unsigned>(runs.size());
  }
  // Most designs have none, and a line of nothing says little.
  std::erase_if(result.usage.items, [](const auto& item) { return item.item == "egress" && item.quantity == 0; });
  for (const auto& run : runs) result.events += run.events;
  if (first.fingerprint) {
    TrajectoryHash all;
    for (const auto& run : runs) all.mix(*run.fingerprint);
    result.fingerprint = all.value();
  }
  return result;
}

bool preciseEnough(const std::vector<ReplicationResult>& runs, double precision) {
  for (std::size_t flow = 0; flow < runs.front().flows.size(); ++flow)
    for (std::size_t i = 0; i < runs.front().flows[flow].figures.size(); ++i) {
      if (runs.front().flows[flow].figures[i].name != "latency_ms.mean") continue;
      const auto figure = figureOf(samplesAt(runs, &ReplicationResult::flows, flow, i));
      if (!figure) continue;
      const auto reached = relativePrecision(*figure);
      if (!reached || *reached > precision) return false;
    }
  return true;
}

}  // namespace virga::simulator
