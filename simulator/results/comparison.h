#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/fit/fit.h"
#include "simulator/results/result.h"

namespace virga::simulator {

// A provider's plan that a design is simulated on.
struct ComparedPlatform {
  std::string provider, providerName;  // "azure", "Azure"
  std::string plan, planName;          // "flex-consumption", "Flex Consumption"; empty where there is but one
  std::string service;                 // the provider's name for what runs functions: "Lambda"
  std::string region = {};             // whose prices the bills have
};

// "Azure Flex Consumption", "AWS".
std::string nameOf(const ComparedPlatform& platform);

// Something that was refused or lost for want of capacity, in the mean of the replications.
struct LimitHit {
  std::string component;
  std::string figure;  // "throttles", "refused", "dropped", "expired", "init_timeouts"
  double count = 0;
};

// One scenario on one platform. No result where the design can't run there (fit.refusals say why) or the comparison was
// stopped before it was its turn.
struct ComparedRun {
  model::Fit fit;  // what differs there from the design, and what can't be had
  std::optional<Result> result;
  std::vector<LimitHit> limitsHit;
};

enum class Verdict {
  none,               // nothing was observed there, or it isn't comparable, or there is nothing to compare it with
  best,               // the lowest
  noDifferenceShown,  // the interval of its difference from the best holds 0
  higher,             // the interval of its difference from the best lies above 0
  unknown,            // higher than the best, and one replication doesn't tell by chance or not
};

// One figure over all platforms; lower is better in each of them.
struct ComparedFigure {
  std::string name;                                // "bill.total" (per month), "latency_ms.p99", "cold_start_share", …
  std::string flow;                                // of which flow; empty: of the whole
  std::vector<std::optional<Figure>> values;       // in the order of the platforms
  std::optional<std::size_t> best;                 // the platform with the lowest mean of those that are comparable
  std::vector<std::optional<Figure>> differences;  // from the best, replication by replication; nothing for itself
  std::vector<Verdict> verdicts;
};

// The month's bill at a multiple of the scenario's traffic.
struct CostPoint {
  double traffic = 1;           // 1: the scenario as it is
  double requestsPerMonth = 0;  // of all flows
  double total = 0;             // in the bill's currency
  double failedShare = 0;       // of the requests that were answered: a bill of work that was refused says little
};

struct ComparedScenario {
  std::string scenario;
  std::vector<ComparedRun> runs;               // in the order of the platforms
  std::vector<ComparedFigure> figures;         // bill first, then the flows' latencies, then the rest
  std::vector<std::vector<CostPoint>> curves;  // of each platform, traffic ascending; empty where none was asked for
  std::vector<std::string> verdict;            // in plain sentences
  std::vector<std::string> warnings;           // why figures may mean less than they seem to
};

// The scenario's figure of that name: of a flow, or of the whole; null where it has none.
const ComparedFigure* findFigure(const ComparedScenario& scenario, std::string_view name, std::string_view flow = {});

// The flows that the scenario has figures of, in their order.
std::vector<std::string> flowsOf(const ComparedScenario& scenario);

struct Comparison {
  std::string project;
  std::uint64_t seed = 1;
  int replications = 1;  // of the first run
  bool stopped = false;  // runs are missing
  std::vector<ComparedPlatform> platforms;
  std::vector<ComparedScenario> scenarios;
  std::uint64_t events = 0;
  double wallSeconds = 0;
};

// {"virga": …, "platforms": […], "scenarios": […], "results": […]}: the results are as `virga simulate` writes them, and
// the scenarios' runs name their place. Everything but the wall times is a function of the inputs alone.
std::string toJson(const Comparison& comparison);

}  // namespace virga::simulator
