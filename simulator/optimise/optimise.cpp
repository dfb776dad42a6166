#include "simulator/optimise/optimise.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <utility>

#include <fmt/format.h>

#include "simulator/experiment/paired.h"
#include "simulator/optimise/minimise.h"
#include "simulator/optimise/point_runs.h"
#include "simulator/optimise/race.h"

namespace virga::simulator {
namespace {

using Clock = std::chrono::steady_clock;

// Below 0 where the constraint holds.
double marginOf(const Expectation& expectation, double value, double bound) {
  const bool upper =
      expectation.compare == Expectation::Operator::less || expectation.compare == Expectation::Operator::lessOrEqual;
  return upper ? value - bound : bound - value;
}

class Optimisation {
 public:
  Optimisation(const model::Architecture& architecture, const PointDesigns& designs, const OptimiseOptions& options,
               std::stop_token stop, const OptimiseProgressSink& sink)
      : options_(options), grid_(gridOf(options.factors)), runs_(designs, options, std::move(stop)), sink_(sink) {
    optimum_.project = architecture.name;
    optimum_.scenario = options.simulation.scenario;
    if (optimum_.scenario.empty() && !architecture.scenarios.empty())
      optimum_.scenario = architecture.scenarios.front().name;
    optimum_.factors = options.factors;
    optimum_.minimise = options.minimise;
    for (const auto& expectation : options.subjectTo) optimum_.subjectTo.push_back(expectation.text);
    optimum_.seed = options.simulation.seed;
    optimum_.searchReplications = options.simulation.replications;
    // Another seed, which the search knows nothing of; that after the last is 0.
    optimum_.confirmSeed = options.simulation.seed + 1;
    optimum_.confirmReplications = std::max(options.mostReplications, options.simulation.replications);
    budget_ = options.budget > 0 ? options.budget : usualBudget(options.factors);
    GridPoint own;
    for (const auto& factor : options.factors)
      if (const auto level = ownLevel(factor, architecture, options.simulation.scenario)) own.push_back(*level);
    if (own.size() == options.factors.size()) start_ = own;
  }

  tl::expected<Optimum, OptimiseFailure> run() {
    const auto size = sizeOf(grid_);
    if (!size) return tl::unexpected(OptimiseFailure(std::string("the grid has more than 2^62 points; give fewer values")));
    optimum_.grid = *size;
    budget_ = static_cast<std::size_t>(std::min<std::uint64_t>(budget_, *size));
    if (const auto checked = runs_.check(); !checked) return tl::unexpected(checked.error());
    const auto search = minimise(grid_, {budget_, options_.simulation.seed, starts()},
                                 [&](const std::vector<GridPoint>& points) { return evaluate(points); });
    if (search.stopped) return stopped();
    const bool several = options_.minimise.size() > 1;
    const auto chosen = several ? front(search.points) : winner(search.points);
    if (!chosen || !confirm(*chosen)) return stopped();
    if (several) keepFront();
    optimum_.events = runs_.events();
    return std::move(optimum_);
  }

 private:
  using Settings = std::vector<model::Setting>;

  static tl::unexpected<OptimiseFailure> stopped() { return tl::unexpected(OptimiseFailure(Stopped{})); }

  std::vector<GridPoint> starts() const { return start_ ? std::vector<GridPoint>{*start_} : std::vector<GridPoint>{}; }
  Settings startSettings() const { return start_ ? settingsAt(options_.factors, *start_) : Settings{}; }

  void tell(double share, std::string what) const {
    if (sink_) sink_({share, std::move(what)});
  }

  std::optional<std::vector<std::optional<Evaluation>>> evaluate(const std::vector<GridPoint>& points) {
    std::vector<Settings> settings;
    for (const auto& point : points) settings.push_back(settingsAt(options_.factors, point));
    const auto before = optimum_.points.size();
    auto found = runs_.at(settings, options_.simulation.replications, options_.simulation.seed, [&](std::size_t done) {
      constexpr double kSearch = 0.7;  // of all work
      tell(kSearch * static_cast<double>(before + done) / static_cast<double>(budget_),
           fmt::format("point {} of {}", before + done, budget_));
    });
    if (!found) return std::nullopt;
    std::vector<std::optional<Evaluation>> out;
    for (auto& figures : *found) {
      out.push_back(evaluationOf(figures));
      optimum_.points.push_back(std::move(figures));
    }
    return out;
  }

  std::optional<Evaluation> evaluationOf(const PointFigures& figures) const {
    if (!figures.refused.empty()) return std::nullopt;
    Evaluation out;
    for (const auto& figure : figures.objectives) out.objectives.push_back(figure.figure->mean);
    for (std::size_t k = 0; k < figures.bounded.size(); ++k)
      out.constraints.push_back(marginOf(options_.subjectTo[k], figures.bounded[k].figure->mean, figures.bounds[k]));
    return out;
  }

  // The samples of each replication; the mean alone where they aren't known.
  static std::vector<double> samplesOf(const NamedFigure& figure) {
    std::vector<double> samples;
    for (const auto& sample : figure.samples)
      if (sample) samples.push_back(*sample);
    if (samples.empty() || samples.size() != figure.samples.size()) return {figure.figure->mean};
    return samples;
  }

  std::optional<RaceSamples> raceSamplesOf(const PointFigures& figures) const {
    if (!figures.refused.empty()) return std::nullopt;
    RaceSamples out{samplesOf(figures.objectives.front()), {}};
    for (std::size_t k = 0; k < figures.bounded.size(); ++k) {
      out.margins.push_back(samplesOf(figures.bounded[k]));
      for (auto& sample : out.margins.back()) sample = marginOf(options_.subjectTo[k], sample, figures.bounds[k]);
    }
    return out;
  }

  // The settings of the race's winner, none where no point could be simulated; nothing where it was stopped.
  std::optional<std::vector<Settings>> winner(const std::vector<EvaluatedPoint>& points) {
    constexpr std::size_t kRaced = 5;
    std::vector<Settings> candidates{startSettings()};
    for (const auto i : mostPromising(grid_, points, kRaced))
      if (!start_ || points[i].point != *start_) candidates.push_back(settingsAt(options_.factors, points[i].point));
    optimum_.raced = candidates.size();
    const RaceOptions options{std::min(2 * options_.simulation.replications, options_.mostReplications),
                              options_.mostReplications};
    const auto outcome = race(candidates.size(), options,
                              [&](const std::vector<std::size_t>& left,
                                  int replications) -> std::optional<std::vector<std::optional<RaceSamples>>> {
                                tell(0.7, fmt::format("race of {}", left.size()));
                                std::vector<Settings> settings;
                                for (const auto i : left) settings.push_back(candidates[i]);
                                const auto found = runs_.at(settings, replications, options_.simulation.seed);
                                if (!found) return std::nullopt;
                                std::vector<std::optional<RaceSamples>> samples;
                                for (const auto& figures : *found) samples.push_back(raceSamplesOf(figures));
                                return samples;
                              });
    if (outcome.stopped) return std::nullopt;
    optimum_.raceReplications = outcome.replications;
    optimum_.left = outcome.left.size();
    if (outcome.replications == 0) return std::vector<Settings>{};
    return std::vector<Settings>{candidates[outcome.winner]};
  }

  // Points of the front, spread over it where it has many.
  std::optional<std::vector<Settings>> front(const std::vector<EvaluatedPoint>& points) {
    const auto all = paretoFront(points);
    std::vector<Settings> settings;
    const auto count = std::min(all.size(), kMostFront);
    for (std::size_t i = 0; i < count; ++i) {
      const auto at = count == 1 ? 0 : i * (all.size() - 1) / (count - 1);
      settings.push_back(settingsAt(options_.factors, points[all[at]].point));
    }
    return settings;
  }

  // False where it was stopped.
  bool confirm(const std::vector<Settings>& chosen) {
    const auto start = startSettings();
    std::vector<Settings> settings{start};
    for (const auto& own : chosen)
      if (own != start) settings.push_back(own);
    const auto found = runs_.at(settings, optimum_.confirmReplications, optimum_.confirmSeed, [&](std::size_t done) {
      tell(0.85 + 0.15 * static_cast<double>(done) / static_cast<double>(settings.size()), "confirming");
    });
    if (!found) return false;
    const auto confirmed = [&](const PointFigures& figures) {
      ConfirmedPoint out{figures, {}, figures.settings == start};
      if (figures.refused.empty() && found->front().refused.empty())
        for (std::size_t k = 0; k < figures.objectives.size(); ++k)
          out.differences.push_back(pairedFigure(figures.objectives[k], found->front().objectives[k]));
      return out;
    };
    optimum_.start = confirmed(found->front());
    for (const auto& own : chosen)
      for (const auto& figures : *found)
        if (figures.settings == own) optimum_.best.push_back(confirmed(figures));
    return true;
  }

  // Of the confirmed points those that nothing dominates in the confirmation, the start among them.
  void keepFront() {
    std::vector<ConfirmedPoint> all = std::move(optimum_.best);
    if (std::none_of(all.begin(), all.end(), [](const auto& own) { return own.isStart; })) all.push_back(optimum_.start);
    std::vector<EvaluatedPoint> evaluated;
    for (const auto& own : all) evaluated.push_back({{}, evaluationOf(own.point)});
    optimum_.best.clear();
    for (const auto i : paretoFront(evaluated)) optimum_.best.push_back(all[i]);
  }

  const OptimiseOptions& options_;
  GridFactors grid_;
  std::optional<GridPoint> start_;  // nothing: the project as it is isn't on the grid
  std::size_t budget_ = 0;
  PointRuns runs_;
  const OptimiseProgressSink& sink_;
  Optimum optimum_;
};

}  // namespace

bool PointFigures::allHold() const {
  return refused.empty() && std::all_of(holds.begin(), holds.end(), [](bool own) { return own; });
}

Evidence evidenceOf(const PairedFigure& difference) {
  if (!difference.difference || !difference.difference->ci95) return Evidence::unclear;
  const auto [low, high] = *difference.difference->ci95;
  if (low == 0 && high == 0) return Evidence::same;
  return high < 0 ? Evidence::better : low > 0 ? Evidence::worse : Evidence::unclear;
}

std::size_t usualBudget(const std::vector<FactorLevels>& factors) {
  constexpr double kPart = 0.15;
  constexpr std::size_t kMost = 200;
  double points = 1;
  for (const auto& factor : factors) points *= static_cast<double>(factor.values.size());
  const auto part = static_cast<std::size_t>(std::min(points * kPart, static_cast<double>(kMost)));
  const auto wanted = std::max(part, fewestEvaluations(factors.size()));
  return static_cast<double>(wanted) > points ? static_cast<std::size_t>(points) : wanted;
}

tl::expected<Optimum, OptimiseFailure> optimise(const model::Architecture& architecture, const model::Catalog& catalog,
                                                const CatalogSource& catalogs, const OptimiseOptions& options,
                                                std::stop_token stop, const OptimiseProgressSink& progress) {
  const auto begun = Clock::now();
  const PointDesigns designs(architecture, catalog, catalogs, options.simulation.scenario);
  Optimisation optimisation(architecture, designs, options, std::move(stop), progress);
  auto optimum = optimisation.run();
  if (!optimum) return optimum;
  optimum->provider = catalog.provider;
  optimum->catalogEdition = catalog.edition;
  optimum->wallSeconds = std::chrono::duration<double>(Clock::now() - begun).count();
  return optimum;
}

}  // namespace virga::simulator
