#include "simulator/optimise/optimise.h"

#include <algorithm>
#include <cstdio>
#include <memory>
#include <string>
#include <variant>
#include <vector>

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include "app/cli/bad_input.h"
#include "app/cli/interrupt.h"
#include "app/cli/messages.h"
#include "app/cli/optimise_text.h"
#include "app/cli/output.h"
#include "app/cli/progress_bar.h"
#include "app/cli/project_input.h"
#include "app/cli/scenario_choice.h"
#include "app/cli/simulate_plan.h"
#include "app/cli/varied.h"
#include "app/cli/verbs.h"
#include "app/cli/whole_number.h"
#include "model/checks/check.h"
#include "model/project/project_file.h"
#include "simulator/optimise/minimise.h"
#include "simulator/optimise/power_tuning.h"

namespace virga::cli {

namespace {

struct OptimiseVerbOptions {
  SimulateOptions simulate;
  std::vector<std::string> vary, minimise, subjectTo;
  std::string levels = "5", budget, mostReplications = "16", powerTuning;
  OutputTarget output;  // of the project with what was found
};

tl::expected<void, std::string> readGoals(const OptimiseVerbOptions& options, simulator::OptimiseOptions& wanted) {
  for (const auto& figure : options.minimise) {
    if (std::count(options.minimise.begin(), options.minimise.end(), figure) > 1)
      return tl::unexpected(fmt::format("--minimise {} stands there twice", figure));
    if (figure != "cost" && figure.find('.') == std::string::npos)
      return tl::unexpected(
          fmt::format("--minimise '{}' names no figure of a component; write cost or e.g. checkout.latency.p99", figure));
  }
  wanted.minimise = options.minimise;
  for (const auto& text : options.subjectTo) {
    auto expectation = simulator::parseExpectation(text);
    if (!expectation) return tl::unexpected("--subject-to: " + expectation.error());
    if (expectation->compare == simulator::Expectation::Operator::equal)
      return tl::unexpected(fmt::format("--subject-to '{}': write it with < <= > or >=", text));
    wanted.subjectTo.push_back(std::move(*expectation));
  }
  return {};
}

tl::expected<void, std::string> readFactors(const OptimiseVerbOptions& options,
                                            const std::vector<simulator::Factor>& factors,
                                            simulator::OptimiseOptions& wanted) {
  const auto levels = parseWhole<std::size_t>("--levels", options.levels, 1, simulator::kMostLevels);
  if (!levels || *levels < 2) return tl::unexpected(fmt::format("--levels: from 2 to {}", simulator::kMostLevels));
  for (const auto& factor : factors) {
    for (const auto& other : wanted.factors)
      if (other.path == factor.path) return tl::unexpected(fmt::format("--vary: {} stands there twice", factor.path));
    wanted.factors.push_back(levelledFactor(factor, *levels));
  }
  if (!options.budget.empty()) {
    const auto budget = parseWhole<std::size_t>("--budget", options.budget, 1, simulator::kMostEvaluations);
    if (!budget) return tl::unexpected(budget.error());
    wanted.budget = *budget;
  }
  constexpr std::size_t kMostReplications = 10'000;
  const auto most = parseWhole<std::size_t>("--most-replications", options.mostReplications, 1, kMostReplications);
  if (!most) return tl::unexpected(most.error());
  wanted.mostReplications = static_cast<int>(*most);
  return {};
}

std::string missing(const OptimiseVerbOptions& options) {
  const bool tunes = !options.powerTuning.empty();
  if (tunes && (!options.vary.empty() || !options.minimise.empty() || !options.subjectTo.empty() || options.output.wanted()))
    return "--power-tuning goes through a function's memory by itself; leave out --vary, --minimise, --subject-to and "
           "--output";
  if (tunes) return {};
  if (options.minimise.empty()) return "--minimise is missing: say what is to be least, e.g. --minimise cost";
  if (options.vary.empty()) return "--vary is missing: say what may change, e.g. --vary checkout.memory=256MiB,512MiB,1GiB";
  if (options.minimise.size() > 1 && options.output.wanted())
    return "--output takes one --minimise: of several there are many points, none of them the best";
  return {};
}

// The project as it stands in the file, without --set and --provider, with what was found; also where the scenario sets it.
tl::expected<void, std::string> writeProjectWith(const OptimiseVerbOptions& options, const ProjectInput& input,
                                                 const simulator::Optimum& optimum) {
  if (!options.output.wanted()) return {};
  auto project = model::readProject(input.text, input.fileName);
  if (!project) return tl::unexpected(model::toText(project.error().front()));
  const auto& winner = optimum.best.front();
  if (!winner.isStart) {
    auto changed = model::withSettings(*project, winner.point.settings);
    if (!changed) return tl::unexpected(model::toText(changed.error().front()));
    for (auto& scenario : changed->scenarios)
      if (scenario.name == optimum.scenario)
        for (auto& own : scenario.set)
          for (const auto& setting : winner.point.settings)
            if (own.path == setting.path) own.value = setting.value;
    *project = std::move(*changed);
  }
  auto written = write(options.output, model::writeProject(*project, input.text));
  if (written)
    printNote(winner.isStart ? "written as it is: the project's own settings stay" : "written with what was found");
  return written;
}

Exit failureOf(const simulator::OptimiseFailure& failure, const ProjectInput& input) {
  if (const auto* message = std::get_if<std::string>(&failure)) return badInput(*message);
  if (const auto* problems = std::get_if<model::Problems>(&failure))
    return badInput(model::withLocations(*problems, input.text, input.fileName));
  printNote("interrupted; a part of the runs says nothing");
  return Exit::interrupted;
}

Exit tune(const OptimiseVerbOptions& options, const ProjectInput& input, const simulator::SimulationOptions& simulation) {
  const auto curve = [&] {
    const Interrupt interrupt;
    ProgressBar bar;
    return simulator::memoryCurve(
        input.architecture, input.catalog, options.powerTuning, simulation, interrupt.token(),
        [&bar](const simulator::OptimiseProgress& progress) { bar.show(progress.share, progress.what); });
  }();
  if (!curve) return failureOf(curve.error(), input);
  const auto& json = options.simulate.json;
  if (auto written = write(json, toJson(*curve)); !written) return badInput(written.error());
  if (!json.isStandardOutput()) fmt::print("{}", memoryCurveText(*curve));
  return Exit::done;
}

Exit search(const OptimiseVerbOptions& options, const ProjectInput& input, const simulator::OptimiseOptions& wanted) {
  const auto optimum = [&] {
    const Interrupt interrupt;
    ProgressBar bar;
    if (!bar.isShown()) printNote("simulating; Ctrl-C stops");
    return optimise(
        input.architecture, input.catalog,
        [&](const std::string& provider) { return catalogOf(provider, options.simulate.overlays); }, wanted,
        interrupt.token(), [&bar](const simulator::OptimiseProgress& progress) { bar.show(progress.share, progress.what); });
  }();
  if (!optimum) return failureOf(optimum.error(), input);
  const bool found = !optimum->best.empty() && optimum->best.front().point.allHold();
  const auto& json = options.simulate.json;
  if (auto written = write(json, toJson(*optimum)); !written) return badInput(written.error());
  if (options.output.wanted() && !found) printNote("nothing keeps every constraint, so no project is written");
  if (found)
    if (auto written = writeProjectWith(options, input, *optimum); !written) return badInput(written.error());
  if (!json.isStandardOutput() && !options.output.isStandardOutput()) fmt::print("{}", optimumText(*optimum));
  return found ? Exit::done : Exit::failed;
}

Exit runOptimise(const OptimiseVerbOptions& options) {
  if (const auto wrong = missing(options); !wrong.empty()) return badInput(wrong);
  const auto plan = planOf(options.simulate);
  if (!plan) return badInput(plan.error());
  simulator::OptimiseOptions wanted;
  const auto factors = factorsOf(options.vary);
  if (!factors) return badInput(factors.error());
  if (auto read = readGoals(options, wanted); !read) return badInput(read.error());
  if (auto read = readFactors(options, *factors, wanted); !read) return badInput(read.error());
  const auto& json = options.simulate.json;
  if (json.wanted() && json.name == options.output.name)
    return badInput(fmt::format("--json and --output both go to {}; name two", json.name));
  if (auto writable = checkWritable(json, {options.simulate.file}); !writable) return badInput(writable.error());
  if (auto writable = checkWritable(options.output); !writable) return badInput(writable.error());
  auto input = readProjectInput(options.simulate.file, options.simulate.provider, plan->settings, options.simulate.overlays);
  if (!input) return badInput(input.error());
  if (auto chosen = chooseScenario(input->architecture, plan->simulation.scenario, plan->settings); !chosen)
    return badInput(chosen.error());
  if (auto known = checkSavings(options.simulate.savingsPlan, input->catalog); !known) return badInput(known.error());
  if (const auto fits = checkFactors(*factors, *input, options.simulate.provider, plan->settings); !fits)
    return badInput(fits.error());
  wanted.simulation = plan->simulation;
  wanted.simulation.projectFolder = input->folder;
  return options.powerTuning.empty() ? search(options, *input, wanted) : tune(options, *input, wanted.simulation);
}

}  // namespace

Run addOptimise(CLI::App& verb) {
  auto options = std::make_shared<OptimiseVerbOptions>();
  auto& simulate = options->simulate;
  simulate.replications = "3";
  verb.add_option("FILE", simulate.file, "Project file, or - for standard input")->required();
  verb.add_option("--minimise", options->minimise,
                  "Figure that is to be least: cost, or e.g. checkout.latency.p99; several give their Pareto front")
      ->allow_extra_args(false);
  verb.add_option("--subject-to", options->subjectTo, "What must hold, e.g. 'checkout.latency.p95 < 300 ms'; repeatable")
      ->allow_extra_args(false);
  verb.add_option("--vary", options->vary,
                  "PATH=VALUES: a value and what it may be: a list (128MiB,512MiB), a range (1..100, ..log) or steps "
                  "(128MiB..1024MiB..128MiB); repeatable")
      ->allow_extra_args(false);
  verb.add_option("--levels", options->levels, "Values of a range without steps; default: 5");
  verb.add_option("--budget", options->budget,
                  "Points that the search may simulate; default: 15 % of all, at least 2 (n + 1) + 10 for n values that "
                  "vary, at most 200");
  verb.add_option("--power-tuning", options->powerTuning, "FUNCTION: instead, its duration and cost at each size of memory");
  verb.add_option("--replications", simulate.replications, "Runs of each point of the search; default: 3");
  verb.add_option("--most-replications", options->mostReplications,
                  "Runs of the best points in the race, and of what is confirmed; default: 16");
  verb.add_option("--scenario", simulate.scenario, "Scenario to run; default: the first");
  verb.add_option("--provider", simulate.provider, "Provider to run on; default: the project's target");
  verb.add_option("--duration", simulate.duration, "Simulated time instead of the scenario's, e.g. 10min");
  verb.add_option("--seed", simulate.seed, "Seed of the random numbers; default: 1");
  verb.add_option("--threads", simulate.threads, "Runs at once; default 0: one per core");
  verb.add_option("--set", simulate.set, "PATH=VALUE: change a value of the project for all points; repeatable")
      ->allow_extra_args(false);
  verb.add_flag("--no-free-tier", simulate.noFreeTier, "Price without the provider's free allowances");
  addSavingsOption(verb, simulate.savingsPlan);
  addOverlayOption(verb, simulate.overlays);
  verb.add_option("--json", simulate.json.name, "Write what was found as JSON to this file, or - for standard output")
      ->check(refuseEmpty);
  verb.add_option("--output", options->output.name,
                  "Write the project with what was found to this file, or - for standard output")
      ->check(refuseEmpty);
  verb.add_flag("--force", simulate.json.force, "Overwrite the files");
  return [options] {
    options->output.force = options->simulate.json.force;
    return runOptimise(*options);
  };
}

}  // namespace virga::cli
