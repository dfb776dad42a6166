#include "simulator/optimise/minimise.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <set>

#include <fmt/format.h>

#include "simulator/kernel/random.h"
#include "simulator/optimise/surrogate.h"
#include "simulator/sweep/unit_points.h"

namespace virga::simulator {
namespace {

constexpr std::size_t kFurther = 10;  // evaluations behind the first points

std::size_t firstPoints(std::size_t factors) { return 2 * (factors + 1); }

// Expected value of max(best - value, 0).
double expectedImprovement(const Prediction& value, double best) {
  if (value.deviation <= 0) return std::max(0.0, best - value.mean);
  const double z = (best - value.mean) / value.deviation;
  const double density = std::exp(-z * z / 2) / std::sqrt(2 * M_PI);
  return (best - value.mean) * 0.5 * std::erfc(-z / std::sqrt(2.0)) + value.deviation * density;
}

class SearchOnGrid {
 public:
  SearchOnGrid(const GridFactors& factors, const MinimiseOptions& options, const Evaluator& evaluate)
      : factors_(factors),
        options_(options),
        evaluate_(evaluate),
        size_(*sizeOf(factors)),
        budget_(static_cast<std::size_t>(std::min<std::uint64_t>(options.budget, size_))),
        surrogate_(factors),
        random_(RandomStream(options.seed, 0, "optimise", Purpose::sampling)) {}

  Search run() {
    evaluate(design());
    while (!search_.stopped && search_.points.size() < budget_) {
      surrogate_.learn(search_.points, weights());
      evaluate({next()});
    }
    return std::move(search_);
  }

 private:
  // The starts and a Latin hypercube, none twice.
  std::vector<GridPoint> design() {
    std::vector<GridPoint> points;
    const auto add = [&](const GridPoint& point) {
      if (points.size() < budget_ && std::find(points.begin(), points.end(), point) == points.end()) points.push_back(point);
    };
    for (const auto& start : options_.starts) add(start);
    const auto count = std::min(firstPoints(factors_.size()), std::max<std::size_t>(1, budget_ / 2));
    for (const auto& unit : latinHypercube(count, factors_.size(), options_.seed)) {
      GridPoint point;
      for (std::size_t d = 0; d < factors_.size(); ++d)
        point.push_back(
            std::min(factors_[d].levels - 1, static_cast<std::size_t>(unit[d] * static_cast<double>(factors_[d].levels))));
      add(point);
    }
    return points;
  }

  void evaluate(const std::vector<GridPoint>& points) {
    auto found = evaluate_(points);
    if (!found) {
      search_.stopped = true;
      return;
    }
    for (std::size_t i = 0; i < points.size(); ++i) {
      seen_.insert(numberOf(factors_, points[i]));
      search_.points.push_back({points[i], std::move((*found)[i])});
    }
  }

  // First each objective alone, then random ones, again and again.
  std::vector<double> weights() {
    std::size_t objectives = 1;
    for (const auto& point : search_.points)
      if (point.found) objectives = point.found->objectives.size();
    std::vector<double> weights(objectives, 0);
    if (objectives == 1) return {1};
    const auto turn = turn_++ % (2 * objectives);
    if (turn < objectives) {
      weights[turn] = 1;
      return weights;
    }
    for (auto& weight : weights) weight = -std::log(random_.uniform());
    const double sum = std::accumulate(weights.begin(), weights.end(), 0.0);
    for (auto& weight : weights) weight /= sum;
    return weights;
  }

  // All points that aren't evaluated yet; of a large grid, some anywhere and those near the best.
  std::vector<GridPoint> candidates() {
    constexpr std::uint64_t kWhole = 5'000;
    std::vector<GridPoint> points;
    if (size_ <= kWhole) {
      for (std::uint64_t i = 0; i < size_; ++i)
        if (!seen_.contains(i)) points.push_back(gridPoint(factors_, i));
      return points;
    }
    constexpr std::size_t kAnywhere = 2'000, kNear = 8;
    std::set<std::uint64_t> numbers;
    for (std::size_t i = 0; i < kAnywhere; ++i)
      numbers.insert(std::min(size_ - 1, static_cast<std::uint64_t>(random_.uniform() * static_cast<double>(size_))));
    auto order = ranked(surrogate_.atKnown());
    order.resize(std::min(order.size(), kNear));
    for (const auto i : order)
      for (const auto& near : neighboursOf(factors_, search_.points[i].point)) {
        numbers.insert(numberOf(factors_, near));
        for (const auto& next : neighboursOf(factors_, near)) numbers.insert(numberOf(factors_, next));
      }
    for (const auto number : numbers)
      if (!seen_.contains(number)) points.push_back(gridPoint(factors_, number));
    for (std::uint64_t i = 0; points.empty(); ++i)
      if (!seen_.contains(i)) points.push_back(gridPoint(factors_, i));
    return points;
  }

  GridPoint next() {
    const auto points = candidates();
    std::vector<double> gain(points.size());
    if (surrogate_.isBlind()) {
      for (std::size_t i = 0; i < points.size(); ++i) gain[i] = distanceToKnown(points[i]);
    } else {
      const auto beliefs = surrogate_.at(points);
      const auto best = surrogate_.best();
      for (std::size_t i = 0; i < points.size(); ++i)
        gain[i] = beliefs[i].holds * (best ? expectedImprovement(beliefs[i].objective, *best) : 1);
    }
    auto most = std::max_element(gain.begin(), gain.end());
    // Nothing is expected anywhere: what is farthest from all that is known could surprise.
    constexpr double kNothing = 1e-12;
    if (*most <= kNothing * surrogate_.spread()) {
      for (std::size_t i = 0; i < points.size(); ++i) gain[i] = distanceToKnown(points[i]);
      most = std::max_element(gain.begin(), gain.end());
    }
    return points[static_cast<std::size_t>(most - gain.begin())];
  }

  double distanceToKnown(const GridPoint& point) const {
    double least = HUGE_VAL;
    for (const auto& known : search_.points) least = std::min(least, squaredDistance(factors_, known.point, point));
    return least;
  }

  const GridFactors& factors_;
  const MinimiseOptions& options_;
  const Evaluator& evaluate_;
  std::uint64_t size_;
  std::size_t budget_;
  Surrogate surrogate_;
  SequentialStream random_;
  std::size_t turn_ = 0;
  std::set<std::uint64_t> seen_;
  Search search_;
};

bool holds(const Evaluation& evaluation) {
  return std::all_of(evaluation.constraints.begin(), evaluation.constraints.end(),
                     [](double margin) { return margin <= 0; });
}

}  // namespace

std::size_t fewestEvaluations(std::size_t factors) { return firstPoints(factors) + kFurther; }

Search minimise(const GridFactors& factors, const MinimiseOptions& options, const Evaluator& evaluate) {
  return SearchOnGrid(factors, options, evaluate).run();
}

std::vector<std::size_t> mostPromising(const GridFactors& factors, const std::vector<EvaluatedPoint>& points,
                                       std::size_t count) {
  Surrogate surrogate(factors);
  surrogate.learn(points, {1});
  auto order = ranked(surrogate.atKnown());
  std::erase_if(order, [&](std::size_t i) { return !points[i].found; });
  order.resize(std::min(order.size(), count));
  return order;
}

std::vector<std::size_t> paretoFront(const std::vector<EvaluatedPoint>& points) {
  // As good in all, and better in one or else before it.
  const auto beats = [&](std::size_t a, std::size_t b) {
    const auto &here = points[a].found->objectives, &there = points[b].found->objectives;
    for (std::size_t k = 0; k < here.size(); ++k)
      if (here[k] > there[k]) return false;
    return here != there || a < b;
  };
  std::vector<std::size_t> able, front;
  for (std::size_t i = 0; i < points.size(); ++i)
    if (points[i].found && holds(*points[i].found)) able.push_back(i);
  for (const auto i : able)
    if (std::none_of(able.begin(), able.end(), [&](std::size_t other) { return other != i && beats(other, i); }))
      front.push_back(i);
  std::stable_sort(front.begin(), front.end(),
                   [&](std::size_t a, std::size_t b) { return points[a].found->objectives < points[b].found->objectives; });
  return front;
}

}  // namespace virga::simulator
