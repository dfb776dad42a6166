#include "simulator/experiment/server_costs.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <string_view>

#include <fmt/format.h>

#include "model/edit/edges.h"
#include "model/pricing/bill.h"
#include "model/units/quantity.h"
#include "simulator/experiment/compute_demand.h"
#include "simulator/experiment/settled_buckets.h"

namespace virga::simulator {
namespace {

using namespace model;

const ComponentResult* componentOf(const Result& result, const std::string& id) {
  for (const auto& component : result.components)
    if (component.id == id) return &component;
  return nullptr;
}

// What comes in batches, beside what comes one by one.
double messagesPerInvocation(const Architecture& design, const Result& result, const ComponentResult& function) {
  const double invocations = meanOf(function.figures, "invocations");
  double received = 0;
  for (const auto& edge : edges(design))
    if (edge.role == EdgeRole::consumer && edge.to == function.id)
      if (const auto* from = componentOf(result, edge.from))
        received += meanOf(from->figures, "received") + meanOf(from->figures, "delivered") +
                    meanOf(from->figures, "changes.delivered");
  return invocations > 0 ? std::max(1.0, received / invocations) : 1;
}

// vCPUs that the functions' work keeps busy, of each bucket of time after the warm-up; the highest.
double peakDemand(const Architecture& design, const Result& result, const std::filesystem::path& folder) {
  std::vector<double> demand;
  for (const auto& component : design.components) {
    const auto* function = std::get_if<Function>(&component.kind);
    const auto* own = componentOf(result, component.id);
    if (!function || !own) continue;
    const double work = meanCompute(function->steps, messagesPerInvocation(design, result, *own), folder);
    addSeries(demand, own->series, "requests_per_s", work);
  }
  const auto settled = settledBuckets(demand, result);
  return settled.empty() ? 0 : *std::max_element(settled.begin(), settled.end());
}

// What both pay alike, or pay for being kept and not for being used.
bool isShared(const UsageItem& item) {
  return item.kind != "function" || item.item == "egress" || item.item == "cross-zone" || item.item == "logs";
}
bool isFixed(const UsageItem& item) {
  static constexpr std::array<std::string_view, 3> kFixed = {"provisioned-reserved", "idle-compute", "idle-vcpu"};
  return std::find(kFixed.begin(), kFixed.end(), item.item) != kFixed.end();
}

class Costs {
 public:
  Costs(const Catalog& catalog, const Result& result, const ServerSizing& sizing, double peakVcpus)
      : catalog_(catalog),
        sizing_(sizing),
        peakVcpus_(peakVcpus),
        freeTier_(result.bill.freeTier),
        savingsPlan_(result.bill.savings ? result.bill.savings->id : std::string()),
        functions_(result.usage) {
    std::erase_if(functions_.items, isShared);
  }

  // Of the functions at a multiple of the traffic.
  double functions(double traffic) const {
    auto usage = functions_;
    for (auto& item : usage.items) {
      if (isFixed(item)) continue;
      const Decimal kept = std::min(item.withoutTraffic, item.quantity);
      item.quantity = kept + (item.quantity - kept) * Decimal(traffic);
    }
    return total(usage);
  }

  bool serversHaveSavings() const {
    const auto* plan = savingsPlan_.empty() ? nullptr : catalog_.savingsPlan(savingsPlan_);
    return plan && plan->find("container-service", "vcpu-hours", "", catalog_.plan);
  }

  int servers(double traffic) const {
    const double wanted = std::ceil(peakVcpus_ * traffic / (sizing_.vcpus * sizing_.utilisation));
    return static_cast<int>(std::clamp(wanted, static_cast<double>(sizing_.fewest), 1e9));
  }

  double containers(double traffic) const {
    const Decimal hours = functions_.hoursPerMonth * servers(traffic);
    Usage usage;
    usage.monthly = true;
    usage.hoursPerMonth = functions_.hoursPerMonth;
    usage.items = {
        {"servers", "container-service", "vcpu-hours", "", hours * Decimal(plainText(sizing_.vcpus))},
        {"servers", "container-service", "gb-hours", "", hours * Decimal(sizing_.memory.bytes) / Decimal(1073741824)}};
    return total(usage);
  }

 private:
  double total(const Usage& usage) const {
    return static_cast<double>(priceUsage(usage, catalog_, {.freeTier = freeTier_, .savingsPlan = savingsPlan_}).total);
  }

  const Catalog& catalog_;
  ServerSizing sizing_;
  double peakVcpus_;
  bool freeTier_;
  std::string savingsPlan_;
  Usage functions_;
};

// Where, as traffic grows, functions begin or cease to cost more than servers.
struct Crossing {
  double traffic;
  bool moreBeyond;  // functions cost more beyond it
};

std::vector<Crossing> crossings(const Costs& costs, double least, double most) {
  constexpr int kSteps = 240, kHalvings = 40;
  const auto costsMore = [&](double traffic) { return costs.functions(traffic) > costs.containers(traffic); };
  std::vector<Crossing> out;
  double from = least;
  bool more = costsMore(least);
  for (int i = 1; i <= kSteps; ++i) {
    const double to = least * std::pow(most / least, static_cast<double>(i) / kSteps);
    if (costsMore(to) != more) {
      double below = from, above = to;
      for (int halving = 0; halving < kHalvings; ++halving) {
        const double middle = std::sqrt(below * above);
        (costsMore(middle) == more ? below : above) = middle;
      }
      more = !more;
      out.push_back({above, more});
    }
    from = to;
  }
  return out;
}

}  // namespace

AgainstContainers againstContainers(const Architecture& design, const Catalog& catalog, const Result& result,
                                    const ServerSizing& sizing, double requestsPerMonth,
                                    const std::filesystem::path& projectFolder) {
  AgainstContainers out;
  const bool hasFunctions = std::any_of(design.components.begin(), design.components.end(),
                                        [](const auto& c) { return std::holds_alternative<Function>(c.kind); });
  if (!hasFunctions) {
    out.unknown = "the design has no functions";
    return out;
  }
  for (const auto* item : {"vcpu-hours", "gb-hours"})
    if (!catalog.priceRegion() || !catalog.price("container-service", item, "")) {
      out.unknown = fmt::format("no price is known of the container service of {}", catalog.name);
      return out;
    }
  out.peakVcpus = peakDemand(design, result, projectFolder);
  const Costs costs(catalog, result, sizing, out.peakVcpus);
  out.functionsPerMonth = costs.functions(1);
  out.containersPerMonth = costs.containers(1);
  out.servers = costs.servers(1);
  out.isEstimate = catalog.text("function.billing") != "executions";
  out.serversAreOnDemand = result.bill.savings && !costs.serversHaveSavings();
  constexpr double kLeast = 1e-3, kMost = 1e3;
  const auto changes = crossings(costs, kLeast, kMost);
  if (changes.empty()) {
    out.functionsAlwaysCheaper = costs.functions(1) <= costs.containers(1);
    return out;
  }
  if (!changes.front().moreBeyond) out.cheaperFromRequestsPerMonth = changes.front().traffic * requestsPerMonth;
  if (changes.back().moreBeyond) out.breakEvenRequestsPerMonth = changes.back().traffic * requestsPerMonth;
  out.crossesInSteps = changes.size() > 1 + (out.cheaperFromRequestsPerMonth && out.breakEvenRequestsPerMonth ? 1u : 0u);
  return out;
}

}  // namespace virga::simulator
