#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "simulator/optimise/kriging.h"
#include "simulator/optimise/minimise.h"

namespace virga::simulator {

// What a search believes about the points, from those that are evaluated.
class Surrogate {
 public:
  explicit Surrogate(const GridFactors& factors) : factors_(factors) {}

  // `weights` of the objectives: one is taken as it is.
  void learn(const std::vector<EvaluatedPoint>& points, const std::vector<double>& weights);

  struct Belief {
    Prediction objective;
    double holds = 1;  // probability that the point isn't refused and that all constraints hold
  };
  std::vector<Belief> at(const std::vector<GridPoint>& points) const;
  // At the points that it learnt from, in their order.
  const std::vector<Belief>& atKnown() const { return known_; }

  // Of the points that were learnt from, the least objective among those that hold more probably than not.
  std::optional<double> best() const { return best_; }
  // How much the objective varies, in its own scale here.
  double spread() const { return spread_; }
  // Nothing is known that could guide a search.
  bool isBlind() const;

 private:
  Kriging fitted(const std::string& what, const std::vector<GridPoint>& points, const std::vector<double>& values);

  const GridFactors& factors_;
  std::map<std::string, std::pair<KrigingParameters, std::size_t>> parameters_;  // with the points they were found for
  std::optional<Kriging> objective_;
  std::vector<Kriging> constraints_;  // of those that aren't 0 or less wherever they are known
  std::vector<Belief> known_;
  std::optional<double> best_;
  double spread_ = 0;
};

// The numbers of the points, best first: by the objective where they hold more probably than not, then by that probability.
std::vector<std::size_t> ranked(const std::vector<Surrogate::Belief>& beliefs);

}  // namespace virga::simulator
