#include "simulator/calibrate/calibrate.h"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "model/nearest_name.h"
#include "model/project/project_file.h"
#include "simulator/calibrate/calm_run.h"
#include "simulator/calibrate/logged_figures.h"
#include "simulator/calibrate/proportion.h"
#include "simulator/calibrate/propose.h"
#include "simulator/calibrate/scaled_work.h"
#include "simulator/calibrate/unknowns.h"
#include "simulator/experiment/compute_demand.h"

namespace virga::simulator {

namespace {

constexpr double kSameMean = 0.02;
constexpr int kMostTries = 3;

model::Problem unknownFunction(const std::string& name, const std::vector<std::string>& known) {
  const auto near = model::nearestName(name, known);
  return {model::Severity::error,
          "unknown-function",
          {},
          0,
          0,
          name,
          fmt::format("the design has no function '{}'", name),
          near.empty() ? fmt::format("its functions: {}", fmt::join(known, ", ")) : fmt::format("did you mean '{}'?", near)};
}

model::Problems unknownFunctions(const model::Architecture& architecture, const CalibrationOptions& options) {
  std::vector<std::string> known;
  for (const auto& component : architecture.components)
    if (std::holds_alternative<model::Function>(component.kind)) known.push_back(component.id);
  model::Problems problems;
  const auto look = [&](const std::string& name) {
    if (std::find(known.begin(), known.end(), name) == known.end()) problems.push_back(unknownFunction(name, known));
  };
  for (const auto& [logName, component] : options.names) look(component);
  for (const auto& name : options.functions) look(name);
  return problems;
}

// A function whose duration is more than its own computation: the logs tell the sum alone.
struct ScaledFunction {
  std::size_t function;  // among the calibration's
  double wantedMs;       // mean duration
  double factor = 1;
  bool given_up = false;
};

std::vector<CompanionFile> filesOf(const std::vector<Proposal>& proposals) {
  std::vector<CompanionFile> files;
  for (const auto& proposal : proposals)
    if (proposal.file) files.push_back(*proposal.file);
  return files;
}

class Calibrator {
 public:
  // `planned` is the catalog with the project's plan.
  Calibrator(const model::Architecture& architecture, const model::Catalog& catalog, const model::Catalog& planned,
             const Observations& observations, const CalibrationOptions& options, std::stop_token stop,
             const ProgressSink& progress)
      : architecture_(architecture),
        catalog_(planned),
        observations_(observations),
        options_(options),
        stop_(std::move(stop)),
        progress_(progress),
        calm_(catalog, options.projectFolder, options.requests) {}

  tl::expected<Calibration, SimulationFailure> run() {
    match();
    calm_.expect(architecture_);
    for (auto& function : out_.functions) estimate(function);
    runBefore();
    for (auto& function : out_.functions) {
      const auto basis = basisOf(function);
      proposeErrors(basis, function, simulatedErrors(function.match.component), out_.proposals);
    }
    scaleWork();
    runAfter();
    if (stop_.stop_requested()) return tl::unexpected(SimulationFailure(Stopped{}));
    compare();
    std::stable_sort(out_.proposals.begin(), out_.proposals.end(),
                     [&](const Proposal& a, const Proposal& b) { return placeOf(a.function) < placeOf(b.function); });
    return std::move(out_);
  }

 private:
  const FunctionObservations& observedOf(const FunctionCalibration& function) const {
    return observations_.functions().find(function.logName)->second;
  }
  ProposalBasis basisOf(const FunctionCalibration& function) const {
    const auto* component = architecture_.find(function.match.component);
    return {architecture_, catalog_, std::get<model::Function>(component->kind), observedOf(function),
            options_.companionStem};
  }
  std::size_t placeOf(const model::ComponentId& id) const {
    std::size_t place = 0;
    while (place < out_.functions.size() && out_.functions[place].match.component != id) ++place;
    return place;
  }

  void match() {
    std::vector<std::string> logNames;
    const auto& others = options_.otherNames;
    for (const auto& [name, observed] : observations_.functions())
      if (std::find(others.begin(), others.end(), name) == others.end()) logNames.push_back(name);
    auto matches = matchNames(logNames, architecture_, options_.names);
    out_.unmatched = std::move(matches.unmatched);
    for (const auto& component : architecture_.components) {
      if (!std::holds_alternative<model::Function>(component.kind)) continue;
      const bool wanted = options_.functions.empty() || std::find(options_.functions.begin(), options_.functions.end(),
                                                                  component.id) != options_.functions.end();
      const auto found = std::find_if(matches.matched.begin(), matches.matched.end(),
                                      [&](const auto& entry) { return entry.second.component == component.id; });
      if (found == matches.matched.end()) {
        if (wanted) out_.unlogged.push_back(component.id);
        continue;
      }
      if (!wanted) continue;
      FunctionCalibration function;
      function.logName = found->first;
      function.match = found->second;
      out_.functions.push_back(std::move(function));
    }
    out_.unknowns = logUnknowns(observations_);
  }

  // Everything that needs no run.
  void estimate(FunctionCalibration& function) {
    const auto& observed = observedOf(function);
    const auto basis = basisOf(function);
    function.records = observed.records;
    function.finished = observed.served.count() + observed.firstServed.count();
    if (observed.firstServed.count() > 0) function.firstServedMs = observed.firstServed.mean();
    if (observed.cold + observed.warm > 0) function.coldShare = wilson(observed.cold, observed.cold + observed.warm);
    if (observed.billed > 0) function.billedMs = observed.billedMs / static_cast<double>(observed.billed);
    const auto& served = observed.served.count() > 0 ? observed.served : observed.firstServed;
    function.service = fitServiceLaw(served.sorted(), served.count());
    if (observed.unfinished > 0)
      function.remarks.push_back(
          fmt::format("durations that end with a failure or the timeout aren't among those that the law is fitted to: {}",
                      observed.unfinished));
    function.arrivals = estimateArrivals(observed.starts);
    if (function.arrivals) calm_.expect(function.arrivals->perSecond.value);
    proposeArrivals(basis, function, out_.proposals);
    proposeMemory(basis, function, out_.proposals);
    proposeStart(basis, function, out_.proposals);
    proposeKeepAlive(basis, function, out_.proposals);
    if (onlyComputes(basis.function)) {
      proposeWork(basis, function, out_.proposals);
    } else if (function.service && observed.durations.count() < kFewestToPropose) {
      function.remarks.push_back(tooFewText(observed.durations.count(), "duration", timesText(function.service->sorted)));
    } else if (function.service) {
      scaled_.push_back(
          {static_cast<std::size_t>(&function - out_.functions.data()), observed.durations.mean().value_or(0) * 1e-6});
    }
  }

  // Nothing where it can't be run; why is kept.
  std::optional<Result> simulated(const model::Architecture& architecture, const std::vector<CompanionFile>& files) {
    if (options_.requests == 0 || out_.functions.empty() || !out_.whyNotSimulated.empty() || stop_.stop_requested())
      return std::nullopt;
    auto result = calm_.run(architecture, files, stop_, progress_);
    if (result) return std::move(*result);
    if (const auto* problems = std::get_if<model::Problems>(&result.error()); problems && !problems->empty())
      out_.whyNotSimulated = model::toText(problems->front());
    return std::nullopt;
  }

  void runBefore() {
    if (options_.requests == 0) out_.whyNotSimulated = "no runs were asked for";
    before_ = simulated(architecture_, {});
  }

  std::optional<double> simulatedErrors(const model::ComponentId& function) const {
    if (!before_) return std::nullopt;
    const auto invocations = functionFigure(*before_, function, "invocations");
    const auto errors = functionFigure(*before_, function, "errors");
    if (!invocations || !errors || *invocations <= 0) return std::nullopt;
    return *errors / *invocations;
  }

  // The design with all proposals and the scaled functions' factors.
  std::optional<model::Architecture> proposed(const std::vector<ScaledFunction>& scaled) {
    auto changed = withProposals(architecture_, out_.proposals);
    if (!changed) {
      out_.whyNotSimulated = model::toText(changed.error().front());
      return std::nullopt;
    }
    for (const auto& one : scaled) {
      if (one.given_up) continue;
      const auto& id = out_.functions[one.function].match.component;
      auto next = model::withSettings(*changed, scaledWork(*changed, id, one.factor));
      if (next) changed = std::move(next);
    }
    return std::move(*changed);
  }

  void giveUp(ScaledFunction& one, std::string why) {
    one.given_up = true;
    out_.functions[one.function].remarks.push_back(std::move(why));
  }

  // Looks for the factors at which the simulated mean durations are the logged ones.
  void scaleWork() {
    std::vector<double> atOne(scaled_.size());
    const auto asIs = scaled_.empty() ? std::nullopt : meansWith(scaled_);
    for (std::size_t i = 0; i < scaled_.size(); ++i) {
      auto& one = scaled_[i];
      auto& function = out_.functions[one.function];
      const auto basis = basisOf(function);
      if (!asIs || !(*asIs)[i]) {
        giveUp(one, "it does more than compute, and the design couldn't be run to see how long the rest takes");
        continue;
      }
      atOne[i] = *(*asIs)[i];
      const double computing =
          meanCompute(basis.function.steps, 1, options_.projectFolder) * 1000 / workPerMs(basis, function);
      if (computing <= 0 || computationsOf(architecture_, function.match.component).empty()) {
        giveUp(one,
               fmt::format("it has no computation to fit: its duration is that of its calls, {:.4g} ms in the design and "
                           "{:.4g} ms in the logs",
                           atOne[i], one.wantedMs));
        continue;
      }
      one.factor = std::max(0.05, 1 + (one.wantedMs - atOne[i]) / computing);
      if (std::abs(one.factor - 1) < 0.01) one.factor = 1;
    }
    auto last = scaled_;
    for (int attempt = 0; attempt < kMostTries; ++attempt) {
      if (std::all_of(last.begin(), last.end(), [](const auto& one) { return one.given_up || one.factor == 1; })) break;
      const auto means = meansWith(last);
      if (!means) break;
      bool done = true;
      for (std::size_t i = 0; i < last.size(); ++i) {
        auto& one = last[i];
        if (one.given_up || one.factor == 1 || !(*means)[i]) continue;
        if (std::abs(*(*means)[i] / one.wantedMs - 1) <= kSameMean) continue;
        done = false;
        const auto next = factorFor(one.wantedMs, atOne[i], one.factor, *(*means)[i]);
        if (!next) {
          giveUp(one,
                 fmt::format("even without any computation the design waits longer for its calls than the logged {:.4g} ms "
                             "on the mean: look at the latencies of what it calls",
                             one.wantedMs));
          continue;
        }
        one.factor = *next;
      }
      if (done) break;
    }
    scaled_ = std::move(last);
    for (const auto& one : scaled_)
      if (!one.given_up) proposeScaled(one);
  }

  std::optional<std::vector<std::optional<double>>> meansWith(const std::vector<ScaledFunction>& scaled) {
    const auto design = proposed(scaled);
    const auto result = design ? simulated(*design, filesOf(out_.proposals)) : std::nullopt;
    if (!result) return std::nullopt;
    std::vector<std::optional<double>> means;
    for (const auto& one : scaled)
      means.push_back(functionFigure(*result, out_.functions[one.function].match.component, "duration_ms.mean"));
    return means;
  }

  void proposeScaled(const ScaledFunction& one) {
    auto& function = out_.functions[one.function];
    const auto& id = function.match.component;
    if (one.factor == 1) {
      function.remarks.push_back(
          fmt::format("its computations stay: the logged mean of {:.4g} ms is the design's", one.wantedMs));
      return;
    }
    for (auto& setting : scaledWork(architecture_, id, toFourDigits(one.factor))) {
      Proposal proposal;
      proposal.function = id;
      proposal.oldValue = statedAt(architecture_, setting.path);
      proposal.setting = std::move(setting);
      proposal.records = observedOf(function).durations.count();
      proposal.evidence = fmt::format("{} durations of {:.4g} ms on the mean: all its computations × {:.3g}",
                                      proposal.records, one.wantedMs, one.factor);
      proposal.note =
          "the logs can't tell computing from waiting for calls: what it calls is taken to be as fast as the design says, "
          "and "
          "the computation's share is the rest of the mean";
      out_.proposals.push_back(std::move(proposal));
    }
  }

  void runAfter() {
    if (out_.proposals.empty()) return;
    const auto design = proposed({});
    if (design) after_ = simulated(*design, filesOf(out_.proposals));
  }

  void compare() {
    if (!before_) return;
    out_.simulatedSeconds = before_->simulated.seconds();
    out_.figures = figuresOf(out_.functions, observations_, *before_);
    if (after_) setAfter(out_.figures, *after_);
  }

  const model::Architecture& architecture_;
  const model::Catalog& catalog_;
  const Observations& observations_;
  const CalibrationOptions& options_;
  std::stop_token stop_;
  const ProgressSink& progress_;
  CalmRun calm_;
  Calibration out_;
  std::vector<ScaledFunction> scaled_;
  std::optional<Result> before_, after_;
};

}  // namespace

tl::expected<model::Architecture, model::Problems> withProposals(const model::Architecture& architecture,
                                                                 const std::vector<Proposal>& proposals) {
  std::vector<model::Setting> settings;
  for (const auto& proposal : proposals) settings.push_back(proposal.setting);
  return model::withSettings(architecture, settings);
}

tl::expected<Calibration, SimulationFailure> calibrate(const model::Architecture& architecture,
                                                       const model::Catalog& catalog, const Observations& observations,
                                                       const CalibrationOptions& options, std::stop_token stop,
                                                       const ProgressSink& progress) {
  if (auto problems = unknownFunctions(architecture, options); !problems.empty())
    return tl::unexpected(SimulationFailure(std::move(problems)));
  const auto planned = model::withPlan(catalog, architecture);
  if (!planned) return tl::unexpected(SimulationFailure(planned.error()));
  return Calibrator(architecture, catalog, *planned, observations, options, std::move(stop), progress).run();
}

tl::expected<std::vector<LoggedFigure>, SimulationFailure> figuresWith(const model::Architecture& architecture,
                                                                       const model::Catalog& catalog,
                                                                       const Calibration& calibration,
                                                                       const std::vector<Proposal>& proposals,
                                                                       const CalibrationOptions& options,
                                                                       std::stop_token stop, const ProgressSink& progress) {
  auto figures = calibration.figures;
  if (figures.empty()) return figures;
  const auto design = withProposals(architecture, proposals);
  if (!design) return tl::unexpected(SimulationFailure(design.error()));
  CalmRun calm(catalog, options.projectFolder, options.requests);
  calm.expect(architecture);
  for (const auto& function : calibration.functions)
    if (function.arrivals) calm.expect(function.arrivals->perSecond.value);
  const auto after = calm.run(*design, filesOf(proposals), std::move(stop), progress);
  if (!after) return tl::unexpected(after.error());
  setAfter(figures, *after);
  return figures;
}

}  // namespace virga::simulator
