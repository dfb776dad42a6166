#include "simulator/optimise/surrogate.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

namespace virga::simulator {
namespace {

double normalCdf(double z) { return 0.5 * std::erfc(-z / std::sqrt(2.0)); }

double medianOf(std::vector<double> values) {
  const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
  std::nth_element(values.begin(), middle, values.end());
  return *middle;
}

// Latencies beyond a knee are hundreds of times those before it, which kriging in their own scale would take for all that
// matters. Logarithms where all are above 0; else linear near the median and logarithmic far from it.
std::vector<double> tamed(std::vector<double> values) {
  if (std::all_of(values.begin(), values.end(), [](double value) { return value > 0; })) {
    for (auto& value : values) value = std::log(value);
    return values;
  }
  const double median = medianOf(values);
  std::vector<double> apart;
  for (const double value : values)
    if (value != median) apart.push_back(std::abs(value - median));
  const double scale = apart.empty() ? 1 : medianOf(apart);
  for (auto& value : values) value = std::asinh((value - median) / scale);
  return values;
}

// The same for constraints: 0 stays 0.
std::vector<double> tamedMargins(std::vector<double> values) {
  std::vector<double> apart;
  for (const double value : values)
    if (value != 0) apart.push_back(std::abs(value));
  const double scale = apart.empty() ? 1 : medianOf(apart);
  for (auto& value : values) value = std::asinh(value / scale);
  return values;
}

// Augmented Chebyshev norm of objectives that are each scaled to 0 … 1.
std::vector<double> scalarised(std::vector<std::vector<double>> objectives, const std::vector<double>& weights) {
  constexpr double kAugmentation = 0.05;
  std::vector<double> most(objectives.front().size(), -std::numeric_limits<double>::infinity()), sum(most.size(), 0);
  for (std::size_t k = 0; k < objectives.size(); ++k) {
    const auto [low, high] = std::minmax_element(objectives[k].begin(), objectives[k].end());
    const double least = *low, range = *high > *low ? *high - *low : 1;
    for (std::size_t i = 0; i < most.size(); ++i) {
      const double term = weights[k] * (objectives[k][i] - least) / range;
      most[i] = std::max(most[i], term);
      sum[i] += term;
    }
  }
  for (std::size_t i = 0; i < most.size(); ++i) most[i] += kAugmentation * sum[i];
  return most;
}

}  // namespace

Kriging Surrogate::fitted(const std::string& what, const std::vector<GridPoint>& points, const std::vector<double>& values) {
  const auto known = parameters_.find(what);
  // Lengths change little with one more point, and the search for them takes most of the time.
  constexpr std::size_t kFew = 20, kPart = 10;
  const bool search = known == parameters_.end() || points.size() < kFew ||
                      points.size() >= known->second.second + known->second.second / kPart;
  auto kriging = Kriging::fit(factors_, points, values, known == parameters_.end() ? nullptr : &known->second.first, search);
  if (search && !kriging.isFlat()) parameters_[what] = {kriging.parameters(), points.size()};
  return kriging;
}

void Surrogate::learn(const std::vector<EvaluatedPoint>& evaluated, const std::vector<double>& weights) {
  std::vector<GridPoint> all, points;
  std::vector<double> refused;
  std::vector<std::vector<double>> objectives, constraints;
  for (const auto& [point, found] : evaluated) {
    all.push_back(point);
    refused.push_back(found ? -1 : 1);
    if (!found) continue;
    points.push_back(point);
    objectives.resize(found->objectives.size());
    constraints.resize(found->constraints.size());
    for (std::size_t k = 0; k < objectives.size(); ++k) objectives[k].push_back(found->objectives[k]);
    for (std::size_t k = 0; k < constraints.size(); ++k) constraints[k].push_back(found->constraints[k]);
  }
  objective_.reset();
  constraints_.clear();
  if (!points.empty()) {
    for (auto& own : objectives) own = tamed(std::move(own));
    const auto values = objectives.size() == 1 ? objectives.front() : scalarised(objectives, weights);
    objective_ = fitted(objectives.size() == 1 ? "objective" : "scalarised", points, values);
    const auto [low, high] = std::minmax_element(values.begin(), values.end());
    spread_ = *high - *low;
  }
  for (std::size_t k = 0; k < constraints.size(); ++k)
    if (std::any_of(constraints[k].begin(), constraints[k].end(), [](double margin) { return margin > 0; }))
      constraints_.push_back(fitted("constraint " + std::to_string(k), points, tamedMargins(std::move(constraints[k]))));
  if (points.size() < all.size()) constraints_.push_back(fitted("refused", all, refused));
  known_ = at(all);
  best_.reset();
  for (std::size_t i = 0; i < all.size(); ++i)
    if (objective_ && evaluated[i].found && known_[i].holds >= 0.5 && (!best_ || known_[i].objective.mean < *best_))
      best_ = known_[i].objective.mean;
}

std::vector<Surrogate::Belief> Surrogate::at(const std::vector<GridPoint>& points) const {
  std::vector<Belief> beliefs(points.size());
  if (objective_) {
    const auto predictions = objective_->at(points);
    for (std::size_t i = 0; i < points.size(); ++i) beliefs[i].objective = predictions[i];
  }
  for (const auto& constraint : constraints_) {
    const auto predictions = constraint.at(points);
    // Flat: all that is known of it is broken.
    constexpr double kLeast = 1e-9;
    for (std::size_t i = 0; i < points.size(); ++i)
      beliefs[i].holds *= normalCdf(-predictions[i].mean / std::max(predictions[i].deviation, kLeast));
  }
  return beliefs;
}

bool Surrogate::isBlind() const {
  const auto flat = [](const Kriging& kriging) { return kriging.isFlat(); };
  return (!objective_ || flat(*objective_) || !best_) && std::all_of(constraints_.begin(), constraints_.end(), flat);
}

std::vector<std::size_t> ranked(const std::vector<Surrogate::Belief>& beliefs) {
  std::vector<std::size_t> order(beliefs.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    const bool holdsA = beliefs[a].holds >= 0.5, holdsB = beliefs[b].holds >= 0.5;
    if (holdsA != holdsB) return holdsA;
    return holdsA ? beliefs[a].objective.mean < beliefs[b].objective.mean : beliefs[a].holds > beliefs[b].holds;
  });
  return order;
}

}  // namespace virga::simulator
