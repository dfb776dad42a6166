#include "simulator/optimise/power_tuning.h"

#include <algorithm>
#include <functional>
#include <utility>

#include <fmt/format.h>

#include "model/unknown_name.h"

namespace virga::simulator {
namespace {

tl::expected<const model::Function*, std::string> functionNamed(const model::Architecture& architecture,
                                                                const std::string& name) {
  const auto* component = architecture.find(name);
  if (component && std::holds_alternative<model::Function>(component->kind))
    return &std::get<model::Function>(component->kind);
  std::vector<std::string> functions;
  for (const auto& own : architecture.components)
    if (std::holds_alternative<model::Function>(own.kind)) functions.push_back(own.id);
  return tl::unexpected(model::unknownName("function", name, functions));
}

std::optional<double> costPerMillion(const Result& result, const std::string& function, double invocations) {
  const auto& unpriced = result.bill.unpriced;
  if (!unpriced.empty() || result.bill.lines.empty() || invocations <= 0) return std::nullopt;
  model::Decimal cost = 0;
  for (const auto& line : result.bill.lines)
    if (line.component == function) cost += line.amount;
  constexpr double kSecondsPerHour = 3'600, kMillion = 1e6;
  const double hours = result.usage.period.seconds() / kSecondsPerHour;
  const double perMonth = invocations / hours * model::trafficHoursPerMonth(result.usage).convert_to<double>();
  return cost.convert_to<double>() / perMonth * kMillion;
}

void read(MemoryPoint& point, const Result& result, const std::string& function) {
  for (const auto& component : result.components) {
    if (component.id != function) continue;
    if (const auto* duration = findFigure(component.figures, "duration_ms.mean")) point.duration = *duration;
    if (const auto* p99 = findFigure(component.figures, "duration_ms.p99")) point.p99 = *p99;
    point.costPerMillion = costPerMillion(result, function, meanOf(component.figures, "invocations"));
  }
}

// The first of those with the least value.
std::optional<std::size_t> leastOf(const std::vector<MemoryPoint>& points,
                                   const std::function<std::optional<double>(const MemoryPoint&)>& value) {
  std::optional<std::size_t> least;
  for (std::size_t i = 0; i < points.size(); ++i)
    if (const auto own = value(points[i]); own && (!least || *own < *value(points[*least]))) least = i;
  return least;
}

void mark(MemoryCurve& curve) {
  const auto cost = [](const MemoryPoint& point) { return point.costPerMillion; };
  const auto time = [](const MemoryPoint& point) {
    return point.duration ? std::optional(point.duration->mean) : std::nullopt;
  };
  curve.cheapest = leastOf(curve.points, cost);
  curve.fastest = leastOf(curve.points, time);
  double mostCost = 0, mostTime = 0;
  for (const auto& point : curve.points) {
    mostCost = std::max(mostCost, cost(point).value_or(0));
    mostTime = std::max(mostTime, time(point).value_or(0));
  }
  if (mostCost <= 0 || mostTime <= 0) return;
  curve.balanced = leastOf(curve.points, [&](const MemoryPoint& point) -> std::optional<double> {
    if (!cost(point) || !time(point)) return std::nullopt;
    return *cost(point) / mostCost + *time(point) / mostTime;
  });
}

}  // namespace

std::vector<model::ByteSize> memorySizes(const model::Catalog& catalog) {
  std::vector<model::ByteSize> sizes;
  for (const auto& size : catalog.instanceSizes) sizes.push_back(size.memory);
  if (!sizes.empty()) return sizes;
  // 1,769 MiB are one vCPU on AWS (docs.aws.amazon.com/lambda/latest/dg/configuration-memory.html).
  for (const std::int64_t mib : {128, 256, 384, 512, 768, 1024, 1280, 1536, 1769, 2048, 3072, 4096, 6144, 8192, 10240})
    if (model::mebibytes(mib) >= catalog.size("function.memory-min") &&
        model::mebibytes(mib) <= catalog.size("function.memory-max"))
      sizes.push_back(model::mebibytes(mib));
  return sizes;
}

tl::expected<MemoryCurve, OptimiseFailure> memoryCurve(const model::Architecture& architecture,
                                                       const model::Catalog& catalog, const std::string& function,
                                                       const SimulationOptions& options, std::stop_token stop,
                                                       const OptimiseProgressSink& progress) {
  const auto own = functionNamed(architecture, function);
  if (!own) return tl::unexpected(OptimiseFailure(own.error()));
  MemoryCurve curve{architecture.name,
                    options.scenario,
                    catalog.provider,
                    catalog.edition,
                    {},
                    function,
                    options.seed,
                    options.replications,
                    {},
                    {},
                    {},
                    {}};
  auto sizes = memorySizes(catalog);
  if (std::find(sizes.begin(), sizes.end(), (*own)->memory) == sizes.end()) sizes.push_back((*own)->memory);
  std::sort(sizes.begin(), sizes.end());
  const CatalogSource noOther = [](const std::string&) -> tl::expected<model::Catalog, model::Problems> {
    return tl::unexpected(model::Problems{});
  };
  const PointDesigns designs(architecture, catalog, noOther, options.scenario);
  auto simulation = options;
  simulation.freeTier = false;
  simulation.traces.reset();
  for (const auto memory : sizes) {
    if (progress) progress({static_cast<double>(curve.points.size()) / static_cast<double>(sizes.size()), toText(memory)});
    MemoryPoint point{memory, {}, {}, {}, {}, memory == (*own)->memory};
    const auto design = designs.at({{function + ".memory", toText(memory)}});
    const auto result = design ? simulate(design->architecture, *design->catalog, simulation, stop)
                               : tl::unexpected(SimulationFailure(design.error()));
    if (!result && std::holds_alternative<Stopped>(result.error())) return tl::unexpected(OptimiseFailure(Stopped{}));
    if (result && result->partOf) return tl::unexpected(OptimiseFailure(Stopped{}));
    if (result) {
      curve.currency = result->bill.currency;
      read(point, *result, function);
    } else {
      point.refused = reasonOf(std::get<model::Problems>(result.error()));
    }
    curve.points.push_back(std::move(point));
  }
  mark(curve);
  return curve;
}

}  // namespace virga::simulator
