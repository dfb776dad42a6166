#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <vector>

#include "simulator/optimise/grid.h"

// The least value of a noisy function on a grid, by few evaluations. Knows nothing of simulations.
namespace virga::simulator {

struct Evaluation {
  std::vector<double> objectives;   // to be small
  std::vector<double> constraints;  // each holds where it is 0 or less
};

struct EvaluatedPoint {
  GridPoint point;
  std::optional<Evaluation> found;  // nothing: the point is refused
};

// What is at the points; nothing where it was stopped. A function of the points alone.
using Evaluator = std::function<std::optional<std::vector<std::optional<Evaluation>>>(const std::vector<GridPoint>& points)>;

struct MinimiseOptions {
  std::size_t budget = 20;        // evaluations, at most as many as the grid has points
  std::uint64_t seed = 1;         // of the first points, of weights and of candidates where the grid is large
  std::vector<GridPoint> starts;  // evaluated before all others
};

struct Search {
  std::vector<EvaluatedPoint> points;  // in their order, none twice
  bool stopped = false;
};

// The evaluations that a search should have at least: the first points of a Latin hypercube and ten more.
std::size_t fewestEvaluations(std::size_t factors);

// Efficient global optimisation: kriging of what is known, and the next point where the expected improvement over the best
// one is greatest (Jones, Schonlau, Welch, J. Global Optimization 13 (1998)), times the probability that all constraints
// hold, each kriged too (Gardner et al., ICML 2014). As values are noisy, the best one is that of the kriging's means
// (Picheny, Wagner, Ginsbourger, Struct. Multidiscip. Optim. 48 (2013)). Of several objectives, each step improves an
// augmented Chebyshev norm with other weights, for the whole Pareto front (ParEGO: Knowles, IEEE Trans. Evol. Comput. 10
// (2006)). Fit for whole numbers and names as factors, since the grid is finite, and for few evaluations, each of which may
// take a minute.
Search minimise(const GridFactors& factors, const MinimiseOptions& options, const Evaluator& evaluate);

// The points of a search that are worth another look, best first: by the objective's kriged mean where the constraints
// hold in the kriged mean, then by how probable it is that they hold. Of one objective; refused points are left out.
std::vector<std::size_t> mostPromising(const GridFactors& factors, const std::vector<EvaluatedPoint>& points,
                                       std::size_t count);

// The points where all constraints hold and no other is as good in all objectives and better in one, rising by the first
// objective; of equal ones the first.
std::vector<std::size_t> paretoFront(const std::vector<EvaluatedPoint>& points);

}  // namespace virga::simulator
