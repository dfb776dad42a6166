#include "simulator/optimise/race.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <span>

#include <boost/math/distributions/students_t.hpp>

namespace virga::simulator {
namespace {

double meanOf(std::span<const double> samples) {
  return std::accumulate(samples.begin(), samples.end(), 0.0) / static_cast<double>(samples.size());
}

// Whether the samples' mean is above 0, by a one-sided test.
bool isAboveZero(std::span<const double> samples, double risk) {
  if (samples.size() < 2) return false;
  const double mean = meanOf(samples);
  double squares = 0;
  for (const double sample : samples) squares += (sample - mean) * (sample - mean);
  const auto n = static_cast<double>(samples.size());
  const double t = boost::math::quantile(boost::math::complement(boost::math::students_t(n - 1), risk));
  return mean > t * std::sqrt(squares / (n - 1) / n);
}

// How much the constraints are broken on the average, the worst of them; 0 where all hold.
double violationOf(const RaceSamples& samples) {
  double worst = 0;
  for (const auto& margin : samples.margins) worst = std::max(worst, meanOf(margin));
  return worst;
}

bool isBetter(const RaceSamples& a, const RaceSamples& b) {
  const double brokenA = violationOf(a), brokenB = violationOf(b);
  if (brokenA != brokenB && (brokenA > 0) != (brokenB > 0)) return brokenA < brokenB;
  return brokenA > 0 && brokenA != brokenB ? brokenA < brokenB : meanOf(a.objective) < meanOf(b.objective);
}

bool breaks(const RaceSamples& samples, double risk) {
  return std::any_of(samples.margins.begin(), samples.margins.end(),
                     [&](const auto& margin) { return isAboveZero(margin, risk); });
}

bool isWorse(const RaceSamples& own, const RaceSamples& leader, double risk) {
  if (own.objective.size() != leader.objective.size()) return false;
  std::vector<double> apart;
  for (std::size_t i = 0; i < own.objective.size(); ++i) apart.push_back(own.objective[i] - leader.objective[i]);
  return isAboveZero(apart, risk);
}

std::vector<int> stagesOf(const RaceOptions& options) {
  std::vector<int> stages;
  for (int n = std::max(1, options.first); n < options.most; n *= 2) stages.push_back(n);
  stages.push_back(std::max(1, options.most));
  return stages;
}

}  // namespace

RaceOutcome race(std::size_t candidates, const RaceOptions& options, const RaceRunner& run) {
  RaceOutcome outcome;
  outcome.left.resize(candidates);
  std::iota(outcome.left.begin(), outcome.left.end(), std::size_t{0});
  const auto stages = stagesOf(options);
  // Each candidate is tested for its objective and its constraints at each stage.
  for (const int replications : stages) {
    auto runs = run(outcome.left, replications);
    if (!runs) {
      outcome.stopped = true;
      return outcome;
    }
    std::vector<std::size_t> alive;
    for (std::size_t i = 0; i < runs->size(); ++i)
      if ((*runs)[i]) alive.push_back(i);
    if (alive.empty()) return outcome;
    outcome.replications = replications;
    const auto samplesOf = [&](std::size_t i) -> const RaceSamples& { return *(*runs)[i]; };
    const auto leader = *std::min_element(
        alive.begin(), alive.end(), [&](std::size_t a, std::size_t b) { return isBetter(samplesOf(a), samplesOf(b)); });
    const auto tests = candidates * stages.size() * (1 + samplesOf(leader).margins.size());
    const double risk = options.risk / static_cast<double>(tests);
    const bool leaderHolds = violationOf(samplesOf(leader)) <= 0;
    std::erase_if(alive, [&](std::size_t i) {
      if (i == leader || !leaderHolds) return false;
      return breaks(samplesOf(i), risk) || isWorse(samplesOf(i), samplesOf(leader), risk);
    });
    const auto before = outcome.left;
    outcome.winner = before[leader];
    outcome.left.clear();
    for (const auto i : alive) outcome.left.push_back(before[i]);
    if (outcome.left.size() == 1) break;
  }
  return outcome;
}

}  // namespace virga::simulator
