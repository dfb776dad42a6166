#include "simulator/experiment/paired.h"

#include <algorithm>
#include <span>

#include "simulator/measure/latency_histogram.h"
#include "simulator/measure/replication_statistics.h"

namespace virga::simulator {
namespace {

bool isQuantile(const std::string& figure) { return figure.find(".p") != std::string::npos; }

// Quantiles move in steps of the histogram's buckets, alike in all replications, which Student's interval doesn't see.
void widen(Figure& difference, double steps) {
  difference.ci95->first -= steps;
  difference.ci95->second += steps;
}

std::vector<PairedFigure> pairs(const std::vector<NamedFigure>& here, const std::vector<NamedFigure>& there) {
  std::vector<PairedFigure> out;
  for (const auto& figure : here) {
    const auto other = std::find_if(there.begin(), there.end(), [&](const auto& f) { return f.name == figure.name; });
    if (other != there.end()) out.push_back(pairedFigure(figure, *other));
  }
  return out;
}

NamedFigure totalOf(const Result& result) {
  NamedFigure total{"total", figureOf(std::span<const double>(result.billTotals))};
  total.samples.assign(result.billTotals.begin(), result.billTotals.end());
  return total;
}

}  // namespace

PairedFigure pairedFigure(const NamedFigure& here, const NamedFigure& there) {
  std::vector<std::optional<double>> differences;
  for (std::size_t i = 0; i < here.samples.size(); ++i)
    differences.push_back(here.samples[i] && there.samples[i] ? std::optional(*here.samples[i] - *there.samples[i])
                                                              : std::nullopt);
  auto difference = figureOf(differences);
  const bool differs = here.samples != there.samples;
  if (difference && difference->ci95 && differs && isQuantile(here.name))
    widen(*difference, LatencyHistogram::kQuantileError * (here.figure->mean + there.figure->mean));
  return {here.name, here.figure, there.figure, difference};
}

tl::expected<Paired, std::string> paired(const Result& here, const Result& there) {
  if (here.partOf || there.partOf) return tl::unexpected(std::string("a run that was stopped has no pair"));
  if (here.seed != there.seed || here.replications != there.replications)
    return tl::unexpected(std::string("only runs with the same seed and replications have the same random numbers"));
  Paired out;
  for (const auto& component : here.components)
    for (const auto& other : there.components)
      if (other.id == component.id) out.components.push_back({component.id, pairs(component.figures, other.figures)});
  for (const auto& flow : here.flows)
    for (const auto& other : there.flows)
      if (other.name == flow.name) out.flows.push_back({flow.name, pairs(flow.figures, other.figures)});
  out.billTotal = pairedFigure(totalOf(here), totalOf(there));
  return out;
}

}  // namespace virga::simulator
