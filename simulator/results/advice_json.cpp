#include <nlohmann/json.hpp>

#include "simulator/results/advice.h"

namespace virga::simulator {
namespace {

using Json = nlohmann::ordered_json;

template <typename Value>
Json optional(const std::optional<Value>& value) {
  return value ? Json(*value) : Json();
}

Json containersJson(const AgainstContainers& against) {
  if (against.unknown) return {{"unknown", *against.unknown}};
  return {{"functions_per_month", against.functionsPerMonth},
          {"containers_per_month", against.containersPerMonth},
          {"servers", against.servers},
          {"peak_vcpus", against.peakVcpus},
          {"break_even_requests_per_month", optional(against.breakEvenRequestsPerMonth)},
          {"cheaper_from_requests_per_month", optional(against.cheaperFromRequestsPerMonth)},
          {"functions_always_cheaper", against.functionsAlwaysCheaper},
          {"crosses_in_steps", against.crossesInSteps},
          {"servers_on_demand", against.serversAreOnDemand},
          {"estimate", against.isEstimate}};
}

}  // namespace

std::string_view toText(Criterion criterion) {
  switch (criterion) {
    case Criterion::cost: return "cost";
    case Criterion::latency: return "latency";
    case Criterion::coldStarts: return "cold-starts";
    case Criterion::features: return "features";
    case Criterion::languages: return "languages";
    case Criterion::integration: break;
  }
  return "integration";
}

std::string toJson(const Advice& advice, const Comparison& comparison) {
  Json platforms = Json::array();
  for (const auto& platform : advice.platforms) {
    const auto& compared = comparison.platforms[platform.platform];
    Json scores = Json::object();
    for (const auto& score : platform.scores)
      scores[std::string(toText(score.criterion))] = {
          {"score", optional(score.value)}, {"weight", score.weight}, {"reason", score.reason}};
    Json own = {{"name", nameOf(compared)},
                {"provider", compared.provider},
                {"plan", compared.plan.empty() ? Json() : Json(compared.plan)},
                {"can_run", platform.canRun},
                {"score", platform.score},
                {"failed_share", platform.failedShare},
                {"scores", std::move(scores)}};
    if (platform.canRun) own["against_containers"] = containersJson(platform.containers);
    platforms.push_back(std::move(own));
  }
  const Json document = {{"virga", VIRGA_VERSION},
                         {"project", comparison.project},
                         {"scenario", comparison.scenarios.front().scenario},
                         {"advice",
                          {{"verdict", advice.verdict},
                           {"traffic",
                            {{"requests_per_month", advice.traffic.requestsPerMonth},
                             {"mean_per_s", advice.traffic.meanPerSecond},
                             {"peak_per_s", advice.traffic.peakPerSecond},
                             {"idle_share", advice.traffic.idleShare}}},
                           {"platforms", std::move(platforms)}}}};
  return document.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace virga::simulator
