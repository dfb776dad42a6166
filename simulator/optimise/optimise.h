#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <stop_token>
#include <string>
#include <variant>
#include <vector>

#include <tl/expected.hpp>

#include "simulator/experiment/simulate.h"
#include "simulator/optimise/levels.h"
#include "simulator/results/expectation.h"
#include "simulator/results/paired.h"
#include "simulator/sweep/point_designs.h"

// The settings of a design that make a figure least, found by simulations.
namespace virga::simulator {

struct OptimiseOptions {
  std::vector<FactorLevels> factors;
  std::vector<std::string> minimise;   // figures as an expectation names them; several: their Pareto front
  std::vector<Expectation> subjectTo;  // with < <= > or >=
  SimulationOptions simulation;        // `replications`: of each point of the search; `traces`, `precision` have no effect
  std::size_t budget = 0;              // points that are simulated in the search; 0: usualBudget()
  int mostReplications = 16;           // of the race's candidates, and of what is confirmed
};

// 15 % of the grid, at least fewestEvaluations(), at most 200, and not more than there are.
std::size_t usualBudget(const std::vector<FactorLevels>& factors);

inline constexpr std::size_t kMostEvaluations = 1'000;
inline constexpr std::size_t kMostFront = 12;  // points of a front that are confirmed

// What the simulation of one point found.
struct PointFigures {
  std::vector<model::Setting> settings;  // empty: the project as it is
  std::string refused;                   // why it has no figures; empty: it has
  std::vector<NamedFigure> objectives;
  std::vector<NamedFigure> bounded;  // what the constraints are about
  std::vector<double> bounds;        // in the units of `bounded`
  std::vector<bool> holds;           // by the means

  bool allHold() const;
};

// A point beside the project as it is, both with the same replications.
struct ConfirmedPoint {
  PointFigures point;
  std::vector<PairedFigure> differences;  // of each objective, point - start
  bool isStart = false;
};

// What a difference's interval says.
enum class Evidence { better, worse, unclear, same };
Evidence evidenceOf(const PairedFigure& difference);

struct Optimum {
  std::string project, scenario, provider, catalogEdition;
  std::vector<FactorLevels> factors;
  std::vector<std::string> minimise, subjectTo;
  std::uint64_t seed = 1, grid = 0;  // points of the grid
  int searchReplications = 1;
  std::vector<PointFigures> points;  // of the search, in their order
  std::size_t raced = 0;             // candidates of the race, with the project as it is
  std::size_t left = 0;              // of them that it could not tell from the winner
  int raceReplications = 0;
  // All that follows is of replications that the search hasn't seen, so that having been chosen by luck doesn't count.
  std::uint64_t confirmSeed = 2;
  int confirmReplications = 1;
  ConfirmedPoint start;
  // The winner; of several objectives those that aren't dominated, rising by the first. Empty: no point could be
  // simulated, or of several objectives no point keeps the constraints.
  std::vector<ConfirmedPoint> best;
  std::uint64_t events = 0;
  double wallSeconds = 0;
};

// Called from worker threads, never concurrently.
struct OptimiseProgress {
  double share = 0;  // of all work, roughly
  std::string what;  // "point 12 of 60", "race of 5", "confirming"
};
using OptimiseProgressSink = std::function<void(const OptimiseProgress&)>;

// A sentence where an option can't be had: an unknown figure, a bound in the wrong unit, too large a grid.
using OptimiseFailure = std::variant<Stopped, model::Problems, std::string>;

// Searches the factors' grid (minimise()), races the most promising points with the project as it is (race()), and confirms
// the winner with replications of another seed. All points have the same random numbers. A function of the arguments but
// `stop`, `simulation.threads`.
tl::expected<Optimum, OptimiseFailure> optimise(const model::Architecture& architecture, const model::Catalog& catalog,
                                                const CatalogSource& catalogs, const OptimiseOptions& options,
                                                std::stop_token stop = {}, const OptimiseProgressSink& progress = {});

std::string toJson(const Optimum& optimum);

}  // namespace virga::simulator
