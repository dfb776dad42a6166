#include "simulator/experiment/advise.h"

#include <algorithm>
#include <cmath>
#include <set>
#include <string_view>
#include <tuple>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "model/edit/edges.h"
#include "model/fit/fit.h"
#include "simulator/experiment/compared_figures.h"
#include "simulator/experiment/comparison_verdict.h"
#include "simulator/experiment/server_costs.h"
#include "simulator/experiment/settled_buckets.h"
#include "simulator/results/figure_text.h"

namespace virga::simulator {
namespace {

using namespace model;

std::string usd(double amount) { return toMoneyText(Decimal(amount)) + " USD"; }

TrafficShape shapeOf(const Result& result) {
  TrafficShape out;
  double requests = 0;
  std::vector<double> rates;
  for (const auto& flow : result.flows) {
    requests += meanOf(flow.figures, "requests");
    addSeries(rates, flow.series, "requests_per_s");
  }
  const double seconds = result.usage.period.seconds();
  out.meanPerSecond = requests / seconds;
  out.requestsPerMonth = out.meanPerSecond * 3600 * static_cast<double>(trafficHoursPerMonth(result.usage));
  const auto settled = settledBuckets(rates, result);
  if (settled.empty()) return out;
  out.peakPerSecond = *std::max_element(settled.begin(), settled.end());
  out.idleShare = static_cast<double>(std::count(settled.begin(), settled.end(), 0.0)) / static_cast<double>(settled.size());
  return out;
}

bool isAboutRuntime(const std::string& path) { return path.ends_with(".runtime"); }
bool isAboutIntegration(const std::string& rule) {
  static const std::set<std::string> rules = {"no-trigger", "no-workflow", "no-own-events"};
  return rules.contains(rule);
}

bool isTrigger(EdgeRole role) {
  switch (role) {
    case EdgeRole::route:
    case EdgeRole::consumer:
    case EdgeRole::subscription:
    case EdgeRole::rule:
    case EdgeRole::target:
    case EdgeRole::notification: return true;
    default: return false;
  }
}

// Scores of one platform.
class Scoring {
 public:
  Scoring(const Architecture& design, const ComparedScenario& scenario, std::size_t platform)
      : design_(design), scenario_(scenario), platform_(platform), run_(scenario.runs[platform]) {}

  Score cost() const {
    const auto* figure = findFigure(scenario_, "bill.total");
    if (!figure || !figure->values[platform_]) return {Criterion::cost, {}, 1, "not known"};
    if (!run_.result->bill.unpriced.empty())
      return {Criterion::cost,
              {},
              1,
              "the bill lacks prices of " + fmt::format("{}", fmt::join(run_.result->bill.unpriced, ", "))};
    const double own = figure->values[platform_]->mean;
    const double least = figure->best ? figure->values[*figure->best]->mean : own;
    constexpr double kCent = 0.01;  // what is below it isn't charged
    return {Criterion::cost, (least + kCent) / (own + kCent), 1,
            fmt::format("{} a month; the lowest is {}", usd(own), usd(least))};
  }

  Score latency() const {
    double sum = 0;
    int flows = 0;
    std::string reason;
    for (const auto& figure : scenario_.figures) {
      if (figure.name != "latency_ms.p95" || !figure.values[platform_] || figure.values[platform_]->mean <= 0) continue;
      const double own = figure.values[platform_]->mean;
      const double least = figure.best ? figure.values[*figure.best]->mean : own;
      sum += least / own;
      ++flows;
      reason +=
          fmt::format("{}p95 {} of {} (lowest {})", reason.empty() ? "" : ", ", timeText(own), figure.flow, timeText(least));
    }
    if (flows == 0) return {Criterion::latency, {}, 1, "nothing was answered"};
    return {Criterion::latency, sum / flows, 1, reason};
  }

  // The part of what callers of functions wait that isn't cold start.
  Score coldStarts() const {
    double invocations = 0, starts = 0, waited = 0, starting = 0;
    for (const auto& component : run_.result->components) {
      if (component.kind != "function") continue;
      const double own = meanOf(component.figures, "invocations"), cold = meanOf(component.figures, "cold_starts");
      invocations += own;
      starts += cold;
      waited += own * meanOf(component.figures, "latency_ms.mean");
      starting += cold * meanOf(component.figures, "init_ms.mean");
    }
    if (invocations <= 0) return {Criterion::coldStarts, {}, 1, "no function was invoked"};
    const double share = waited > 0 ? std::min(1.0, starting / waited) : 0;
    return {Criterion::coldStarts, 1 - share, 1,
            fmt::format("{} of the invocations start cold, {} of what their callers wait", shareText(starts / invocations),
                        shareText(share))};
  }

  Score features() const {
    std::vector<std::string> lacking;
    for (const auto& adjustment : run_.fit.adjustments)
      if (!isAboutRuntime(adjustment.path)) lacking.push_back(fmt::format("{} {}", adjustment.path, adjustment.to));
    for (const auto& limitation : run_.fit.limitations)
      if (!isAboutRuntime(limitation.path) && !isAboutIntegration(limitation.id)) lacking.push_back(limitation.message);
    return {Criterion::features, 1 / (1 + static_cast<double>(lacking.size())), 1,
            lacking.empty() ? "all is had as designed"
                            : fmt::format("{} not as designed: {}", lacking.size(), fmt::join(lacking, ", "))};
  }

  Score languages() const {
    std::size_t functions = 0;
    for (const auto& component : design_.components) functions += std::holds_alternative<Function>(component.kind);
    if (functions == 0) return {Criterion::languages, {}, 1, "the design has no functions"};
    std::vector<std::string> lacking;
    std::set<std::string> paths;
    for (const auto& adjustment : run_.fit.adjustments)
      if (isAboutRuntime(adjustment.path) && paths.insert(adjustment.path).second) lacking.push_back(adjustment.message);
    for (const auto& limitation : run_.fit.limitations)
      if (isAboutRuntime(limitation.path) && paths.insert(limitation.path).second) lacking.push_back(limitation.message);
    return {Criterion::languages,
            1 - static_cast<double>(std::min(lacking.size(), functions)) / static_cast<double>(functions), 1,
            lacking.empty() ? "all runtimes are offered and supported" : fmt::format("{}", fmt::join(lacking, ", "))};
  }

  Score integration() const {
    std::size_t triggers = 0;
    for (const auto& edge : edges(design_)) triggers += isTrigger(edge.role);
    for (const auto& component : design_.components) triggers += std::holds_alternative<Workflow>(component.kind);
    std::vector<std::string> lacking;
    for (const auto& limitation : run_.fit.limitations)
      if (isAboutIntegration(limitation.id))
        lacking.push_back(limitation.hint.empty() ? limitation.message
                                                  : fmt::format("{} ({})", limitation.message, limitation.hint));
    if (triggers == 0) return {Criterion::integration, {}, 1, "the design has no triggers and workflows"};
    return {
        Criterion::integration, 1 - static_cast<double>(std::min(lacking.size(), triggers)) / static_cast<double>(triggers),
        1,
        lacking.empty() ? "all triggers and workflows are the platform's own" : fmt::format("{}", fmt::join(lacking, ", "))};
  }

 private:
  const Architecture& design_;
  const ComparedScenario& scenario_;
  std::size_t platform_;
  const ComparedRun& run_;
};

double weightedMean(const std::vector<Score>& scores) {
  double sum = 0, weights = 0;
  for (const auto& score : scores)
    if (score.value) {
      sum += *score.value * score.weight;
      weights += score.weight;
    }
  return weights > 0 ? sum / weights : 0;
}

std::string containersSentence(const std::string& name, const AgainstContainers& against, const ServerSizing& sizing) {
  if (against.unknown) return fmt::format("{}: functions can't be held against servers: {}.", name, *against.unknown);
  auto text = fmt::format(
      "{}: functions cost {} a month; {} servers of {:g} vCPU and {} that always run and have room for the computing, {}",
      name, usd(against.functionsPerMonth), against.servers, sizing.vcpus, model::toText(sizing.memory),
      usd(against.containersPerMonth));
  const auto requests = [](double number) { return countText(std::round(number)) + " requests a month"; };
  if (against.cheaperFromRequestsPerMonth && against.breakEvenRequestsPerMonth)
    text += fmt::format("; functions cost less from {} to {}", requests(*against.cheaperFromRequestsPerMonth),
                        requests(*against.breakEvenRequestsPerMonth));
  else if (against.breakEvenRequestsPerMonth)
    text += fmt::format("; functions cost less up to {}", requests(*against.breakEvenRequestsPerMonth));
  else if (against.cheaperFromRequestsPerMonth)
    text += fmt::format("; functions cost less from {} on", requests(*against.cheaperFromRequestsPerMonth));
  else
    text += against.functionsAlwaysCheaper ? "; functions cost less at any traffic up to a thousand times this"
                                           : "; functions cost more at any traffic up to a thousand times this";
  if (against.crossesInSteps) text += ", but for stretches before the next server is added";
  if (against.serversAreOnDemand) text += " (servers at on-demand prices)";
  if (against.isEstimate) text += " (estimated: instances are billed, and their time is taken to grow with the requests)";
  return text + ".";
}

// Its cost is known, and is of what was asked for.
bool isComparable(const PlatformAdvice& platform) {
  return platform.canRun && platform.failedShare <= kManyFail && platform.scores.front().value;
}

std::vector<std::string> verdictOf(const Advice& advice, const Comparison& comparison, const ServerSizing& sizing) {
  std::vector<std::string> out;
  const auto& traffic = advice.traffic;
  out.push_back(fmt::format("Traffic: {} requests a month, {}/s on the mean and {}/s at the busiest, idle {} of the time.",
                            countText(std::round(traffic.requestsPerMonth)), countText(traffic.meanPerSecond),
                            countText(traffic.peakPerSecond), shareText(traffic.idleShare)));
  const PlatformAdvice* first = nullptr;
  for (const auto& platform : advice.platforms)
    if (isComparable(platform) && !first) first = &platform;
  for (const auto& platform : advice.platforms)
    if (platform.canRun && platform.failedShare > kManyFail)
      out.push_back(fmt::format("{} fails {} of the requests, so it stands behind the others.",
                                nameOf(comparison.platforms[platform.platform]), shareText(platform.failedShare)));
  if (first) {
    const auto& against = first->containers;
    const auto name = nameOf(comparison.platforms[first->platform]);
    out.push_back(fmt::format("{} suits best by these weights: {:.2f} of 1.", name, first->score));
    if (!against.unknown)
      out.push_back(
          against.functionsPerMonth <= against.containersPerMonth
              ? fmt::format("Serverless fits: there, functions cost {} a month less than servers that always run.",
                            usd(against.containersPerMonth - against.functionsPerMonth))
              : fmt::format("By cost alone, servers that always run fit better: there, functions cost {} a month more.",
                            usd(against.functionsPerMonth - against.containersPerMonth)));
  }
  for (const auto& platform : advice.platforms)
    if (platform.canRun)
      out.push_back(containersSentence(nameOf(comparison.platforms[platform.platform]), platform.containers, sizing));
  return out;
}

}  // namespace

Advice advise(const Architecture& architecture, const std::vector<Platform>& platforms, const Comparison& comparison,
              const AdviceOptions& options, const std::filesystem::path& projectFolder) {
  Advice out;
  const auto& scenario = comparison.scenarios.front();
  for (const auto& run : scenario.runs)
    if (run.result) {
      out.traffic = shapeOf(*run.result);
      break;
    }
  for (std::size_t i = 0; i < scenario.runs.size(); ++i) {
    auto& advice = out.platforms.emplace_back();
    advice.platform = i;
    advice.canRun = scenario.runs[i].result.has_value();
    if (!advice.canRun) continue;
    advice.failedShare = failedShareOf(*scenario.runs[i].result);
    const Scoring scoring(architecture, scenario, i);
    advice.scores = {scoring.cost(),     scoring.latency(),   scoring.coldStarts(),
                     scoring.features(), scoring.languages(), scoring.integration()};
    for (std::size_t k = 0; k < advice.scores.size(); ++k) advice.scores[k].weight = options.weights[k];
    advice.score = weightedMean(advice.scores);
    const auto design = designOn(architecture, platforms[i], scenario.scenario);
    const auto planned = design ? withPlan(platforms[i].catalog, design->architecture) : tl::unexpected(Problems{});
    if (planned)
      advice.containers = againstContainers(design->architecture, *planned, *scenario.runs[i].result, options.servers,
                                            out.traffic.requestsPerMonth, projectFolder);
    else
      advice.containers.unknown = "the plan isn't known";
  }
  std::stable_sort(out.platforms.begin(), out.platforms.end(), [](const auto& a, const auto& b) {
    return std::tuple(isComparable(a), a.canRun, a.score) > std::tuple(isComparable(b), b.canRun, b.score);
  });
  out.verdict = verdictOf(out, comparison, options.servers);
  return out;
}

}  // namespace virga::simulator
