#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <fmt/ranges.h>

#include "app/cli/bad_input.h"
#include "app/cli/figure_text.h"
#include "app/cli/interrupt.h"
#include "app/cli/messages.h"
#include "app/cli/output.h"
#include "app/cli/progress_bar.h"
#include "app/cli/project_input.h"
#include "app/cli/scenario_choice.h"
#include "app/cli/simulate_plan.h"
#include "app/cli/sweep_text.h"
#include "app/cli/varied.h"
#include "app/cli/verbs.h"
#include "app/cli/whole_number.h"
#include "model/manifest/slug.h"
#include "simulator/sweep/array_job.h"
#include "simulator/sweep/run_sweep.h"
#include "simulator/sweep/sweep_table.h"

namespace virga::cli {

namespace {

struct SweepVerbOptions {
  SimulateOptions simulate;
  std::vector<std::string> vary, figures;
  std::string points = "factorial", samples = "64", levels = "5", shard;
  OutputTarget csv;
  std::string emit, tasks = "16";
  OutputTarget output;  // of what is emitted
};

tl::expected<simulator::Shard, std::string> shardOf(const std::string& text) {
  if (text.empty()) return simulator::Shard{};
  const auto slash = text.find('/');
  const auto wrong = fmt::format("--shard: '{}' isn't K/N, the Kth of N parts, e.g. 3/16", text);
  if (slash == std::string::npos) return tl::unexpected(wrong);
  const std::string_view whole = text;
  const auto number = parseWhole<std::size_t>("--shard", whole.substr(0, slash), 1, simulator::kMostPoints);
  const auto of = parseWhole<std::size_t>("--shard", whole.substr(slash + 1), 1, simulator::kMostPoints);
  if (!number || !of || *number > *of) return tl::unexpected(wrong);
  return simulator::Shard{*number, *of};
}

tl::expected<simulator::SweepOptions, std::string> sweepOptionsOf(const SweepVerbOptions& options, const Plan& plan) {
  simulator::SweepOptions sweep{{}, plan.simulation, {}};
  auto factors = factorsOf(options.vary);
  if (!factors) return tl::unexpected(factors.error());
  sweep.plan.factors = std::move(*factors);
  const auto design = simulator::parseSweepDesign(options.points);
  if (!design) return tl::unexpected("--points: " + design.error());
  sweep.plan.design = *design;
  const auto samples = parseWhole<std::size_t>("--samples", options.samples, 1, simulator::kMostPoints);
  if (!samples) return tl::unexpected(samples.error());
  sweep.plan.samples = *samples;
  const auto levels = parseWhole<std::size_t>("--levels", options.levels, 2, simulator::kMostLevels);
  if (!levels) return tl::unexpected(levels.error());
  sweep.plan.levels = *levels;
  sweep.plan.seed = plan.simulation.seed;
  const auto shard = shardOf(options.shard);
  if (!shard) return tl::unexpected(shard.error());
  sweep.shard = *shard;
  if (const auto points = pointsOf(sweep.plan); !points) return tl::unexpected("--vary: " + points.error());
  return sweep;
}

// Where the points go: the file that is named, or one beside the project that a later run goes on with.
std::string storeOf(const SweepVerbOptions& options, const simulator::Shard& shard) {
  if (!options.simulate.store.empty()) return options.simulate.store;
  auto stem = options.simulate.file;
  for (const std::string_view ending : {".virga.yaml", ".yaml", ".yml"})
    if (stem.size() > ending.size() && stem.ends_with(ending)) {
      stem.resize(stem.size() - ending.size());
      break;
    }
  const auto part = shard.of > 1 ? fmt::format("-{}-of-{}", shard.number, shard.of) : std::string();
  return stem + part + ".virga-sweep";
}

void noteOutcome(const simulator::SweepOutcome& outcome, const std::string& file) {
  if (outcome.before > 0) printNote(fmt::format("{} of {} points were there already", outcome.before, outcome.points));
  if (outcome.simulated > 0)
    printNote(fmt::format("{} points, {} events in {} ({} events/s)", outcome.simulated,
                          countText(static_cast<double>(outcome.events)), timeText(outcome.wallSeconds * 1e3),
                          countText(static_cast<double>(outcome.events) / outcome.wallSeconds)));
  if (outcome.stopped)
    printNote(fmt::format("interrupted; {} has {} of {} points, and the same command goes on with it", file,
                          outcome.before + outcome.simulated, outcome.points));
}

Exit showSweep(const SweepVerbOptions& options, const std::string& file) {
  auto store = simulator::SweepStore::openExisting(file);
  if (!store) return badInput(store.error());
  const auto plan = simulator::planOf(*store);
  const auto table = simulator::readTable(*store, options.figures);
  if (!plan || !table) return badInput(!plan ? plan.error() : table.error());
  if (auto written = write(options.csv, toCsv(*table)); !written) return badInput(written.error());
  if (!options.csv.isStandardOutput()) fmt::print("{}", sweepText(*plan, *table));
  return Exit::done;
}

// The command line of one shard, but for what its task decides.
std::vector<std::string> argumentsOf(const SweepVerbOptions& options) {
  const auto& simulate = options.simulate;
  std::vector<std::string> arguments{"sweep", simulate.file};
  const auto add = [&](const char* name, const std::string& value, std::string_view usual = {}) {
    if (value != usual) arguments.insert(arguments.end(), {name, value});
  };
  for (const auto& text : options.vary) add("--vary", text);
  add("--points", options.points, "factorial");
  add("--samples", options.samples, "64");
  add("--levels", options.levels, "5");
  add("--scenario", simulate.scenario);
  add("--provider", simulate.provider);
  add("--duration", simulate.duration);
  add("--seed", simulate.seed, "1");
  add("--replications", simulate.replications, "1");
  for (const auto& text : simulate.set) add("--set", text);
  if (simulate.noFreeTier) arguments.emplace_back("--no-free-tier");
  add("--savings-plan", simulate.savingsPlan);
  for (const auto& text : simulate.overlays) add("--catalog-overlay", text);
  return arguments;
}

// A file's name without its folders and endings, as a job may be called.
std::string jobName(const std::string& file) {
  auto stem = std::filesystem::path(file).filename().string();
  stem = stem.substr(0, stem.find('.'));
  const auto name = model::slug(stem, 40);
  return name.empty() ? "sweep" : name;
}

Exit emitArray(const SweepVerbOptions& options) {
  const auto platform = simulator::parseArrayPlatform(options.emit);
  if (!platform) return badInput("--emit: " + platform.error());
  const auto tasks = parseWhole<std::size_t>("--tasks", options.tasks, simulator::kFewestTasks, simulator::kMostTasks);
  if (!tasks) return badInput(tasks.error());
  if (!options.shard.empty()) return badInput("--emit divides the sweep by itself; leave out --shard");
  const simulator::ArrayJob job{jobName(options.simulate.file), argumentsOf(options), *tasks};
  const OutputTarget target{options.output.wanted() ? options.output.name : "-", options.output.force};
  if (auto written = write(target, arrayJobText(job, *platform)); !written) return badInput(written.error());
  return Exit::done;
}

Exit runSweepVerb(const SweepVerbOptions& options) {
  if (options.vary.empty())
    return badInput("--vary is missing: say what is varied, e.g. --vary checkout.memory=128MiB,512MiB");
  auto plan = planOf(options.simulate);
  if (!plan) return badInput(plan.error());
  auto sweep = sweepOptionsOf(options, *plan);
  if (!sweep) return badInput(sweep.error());
  if (options.simulate.file == "-" && options.simulate.store.empty())
    return badInput("--store is missing: name the file for the points");
  const auto file = storeOf(options, sweep->shard);
  if (options.csv.wanted() && options.csv.name == file) return badInput("--csv and --store go to one file; name two");
  if (auto writable = checkWritable(options.csv, {options.simulate.file}); !writable) return badInput(writable.error());
  auto input = readProjectInput(options.simulate.file, options.simulate.provider, plan->settings, options.simulate.overlays);
  if (!input) return badInput(input.error());
  if (auto chosen = chooseScenario(input->architecture, plan->simulation.scenario, plan->settings); !chosen)
    return badInput(chosen.error());
  if (auto known = checkSavings(options.simulate.savingsPlan, input->catalog); !known) return badInput(known.error());
  if (const auto fits = checkFactors(sweep->plan.factors, *input, options.simulate.provider, plan->settings); !fits)
    return badInput(fits.error());
  const auto points = pointsOf(sweep->plan);
  sweep->simulation.projectFolder = input->folder;
  if (!options.emit.empty()) return emitArray(options);
  auto store = simulator::SweepStore::open(file, sweepInputs(input->architecture, input->catalog, *sweep), points->size(),
                                           sweep->shard);
  if (!store) return badInput("--store: " + store.error());

  const auto outcome = [&] {
    const Interrupt interrupt;
    ProgressBar bar;
    if (!bar.isShown()) printNote("simulating; Ctrl-C stops, and the same command goes on");
    return runSweep(
        input->architecture, input->catalog,
        [&](const std::string& provider) { return catalogOf(provider, options.simulate.overlays); }, *sweep,
        std::move(*store), interrupt.token(),
        [&bar](const simulator::SweepProgress& progress) {
          bar.show(progress.share, fmt::format("point {} of {}", progress.done, progress.points));
        });
  }();
  if (!outcome) return badInput(outcome.error());
  noteOutcome(*outcome, file);
  if (outcome->stopped) return Exit::interrupted;
  printNote(fmt::format("kept in {}", file));
  return showSweep(options, file);
}

}  // namespace

Run addSweep(CLI::App& verb) {
  auto options = std::make_shared<SweepVerbOptions>();
  auto& simulate = options->simulate;
  verb.add_option("FILE", simulate.file, "Project file, or - for standard input")->required();
  verb.add_option("--vary", options->vary,
                  "PATH=VALUES: a value and what it may be: a list (128MiB,512MiB), a range (1/s..100/s, ..log for a "
                  "logarithmic one) or steps (128MiB..1024MiB..128MiB); repeatable")
      ->allow_extra_args(false);
  verb.add_option("--points", options->points,
                  fmt::format("Which points: {}; default: factorial", fmt::join(simulator::sweepDesigns(), ", ")));
  verb.add_option("--samples", options->samples,
                  "Points of latin-hypercube and sobol; base points of sobol-indices, walks of morris; default: 64");
  verb.add_option("--levels", options->levels, "Values of a range in a grid; default: 5");
  verb.add_option("--figure", options->figures,
                  "Figure to show, e.g. checkout.latency.p99 or cost; repeatable; default: the cost and the main flow's")
      ->allow_extra_args(false);
  verb.add_option("--csv", options->csv.name, "Write the points as comma-separated values, or - for standard output")
      ->check(refuseEmpty);
  verb.add_option("--store", simulate.store,
                  "File (SQLite) that the points are kept in, and gone on with; default: FILE's name with .virga-sweep")
      ->check(refuseEmpty);
  verb.add_option("--shard", options->shard, "K/N: only the Kth of N parts; virga merge puts them together");
  verb.add_option(
      "--emit", options->emit,
      fmt::format("Simulate nothing, but write a job array that does: {}", fmt::join(simulator::arrayPlatforms(), ", ")));
  verb.add_option("--tasks", options->tasks, "Tasks of that array, each a shard; default: 16");
  verb.add_option("--output", options->output.name, "File for the array; default: standard output")->check(refuseEmpty);
  verb.add_option("--scenario", simulate.scenario, "Scenario to run; default: the first");
  verb.add_option("--provider", simulate.provider, "Provider to run on; default: the project's target");
  verb.add_option("--duration", simulate.duration, "Simulated time instead of the scenario's, e.g. 10min");
  verb.add_option("--seed", simulate.seed, "Seed of the random numbers, and of sampled points; default: 1");
  verb.add_option("--replications", simulate.replications,
                  "Runs of each point; two or more give 95 % intervals; default: 1");
  verb.add_option("--threads", simulate.threads, "Points at once; default 0: one per core");
  verb.add_option("--set", simulate.set, "PATH=VALUE: change a value of the project for all points; repeatable")
      ->allow_extra_args(false);
  verb.add_flag("--no-free-tier", simulate.noFreeTier, "Price without the provider's free allowances");
  addSavingsOption(verb, simulate.savingsPlan);
  addOverlayOption(verb, simulate.overlays);
  verb.add_flag("--force", simulate.json.force, "Overwrite the CSV file, or that of --emit");
  return [options] {
    options->csv.force = options->output.force = options->simulate.json.force;
    return runSweepVerb(*options);
  };
}

}  // namespace virga::cli
