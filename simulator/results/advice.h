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
  // Requests a month at which both cost the same; functions cost less below. Nothing where functions cost less, or
  // more, at all multiples of the traffic from a thousandth to a thousand.
  std::optional<double> breakEvenRequestsPerMonth;
  bool functionsAlwaysCheaper = false;
  bool isEstimate = false;  // the plan bills instances, whose time is taken to grow with the requests
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
  double score = 0;           // weighted mean of the known scores
  std::vector<Score> scores;  // in the order of Criterion
  AgainstContainers containers;
};

struct Advice {
  TrafficShape traffic;
  std::vector<PlatformAdvice> platforms;  // the best first
  std::vector<std::string> verdict;       // in plain sentences
};

// "cold-starts".
std::string_view toText(Criterion criterion);

// {"virga": …, "advice": {…}}
std::string toJson(const Advice& advice, const Comparison& comparison);

}  // namespace virga::simulator
