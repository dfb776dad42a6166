#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "simulator/results/comparison.h"

namespace virga::simulator {

// How the scenario's requests come, over the time after the warm-up.
struct TrafficShape {
  double requestsPerMonth = 0;
  double meanPerSecond = 0, peakPerSecond = 0;  // peak: the busiest bucket of the result's series
  double idleShare = 0;                         // of the time: buckets without a request
};

// A platform's functions against servers that always run the same work, at its own list prices; without what both pay
// alike, as egress and what they call.
struct AgainstContainers {
  std::optional<std::string> unknown;  // why it can't be told; the rest has no meaning then
  double functionsPerMonth = 0;        // USD
  double containersPerMonth = 0;       // USD
  int servers = 0;
  double peakVcpus = 0;  // that the functions' work keeps busy in the busiest bucket
  // Requests a month beyond which functions cost more, up to a thousand times the traffic; nothing where there are none.
  std::optional<double> breakEvenRequestsPerMonth;
  // Requests a month from which functions cost less, where what is kept for them costs more than servers at little traffic.
  std::optional<double> cheaperFromRequestsPerMonth;
  bool functionsAlwaysCheaper = false;
  bool crossesInSteps = false;      // in between, each server that is added makes functions the cheaper ones again
  bool serversAreOnDemand = false;  // the bill has a savings plan that no rate for servers is known of
  bool isEstimate = false;          // the plan bills instances, whose time is taken to grow with the requests
};

enum class Criterion { cost, latency, coldStarts, features, languages, integration };

struct Score {
  Criterion criterion = Criterion::cost;
  std::optional<double> value;  // 0 … 1; nothing where it isn't known: then it doesn't count
  double weight = 1;
  std::string reason;  // with its numbers
};

struct PlatformAdvice {
  std::size_t platform = 0;   // in the comparison
  bool canRun = true;         // else its score is 0
  double failedShare = 0;     // of the requests
  double score = 0;           // weighted mean of the known scores
  std::vector<Score> scores;  // in the order of Criterion
  AgainstContainers containers;
};

struct Advice {
  TrafficShape traffic;
  // The best first; behind those whose cost is known and whose requests hardly fail come the others.
  std::vector<PlatformAdvice> platforms;
  std::vector<std::string> verdict;  // in plain sentences
};

// "cold-starts".
std::string_view toText(Criterion criterion);

// {"virga": …, "advice": {…}}
std::string toJson(const Advice& advice, const Comparison& comparison);

}  // namespace virga::simulator
