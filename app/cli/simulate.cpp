#include "simulator/experiment/simulate.h"

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include "app/cli/against_text.h"
#include "app/cli/bad_input.h"
#include "app/cli/expectations.h"
#include "app/cli/figure_text.h"
#include "app/cli/infracost_text.h"
#include "app/cli/interrupt.h"
#include "app/cli/messages.h"
#include "app/cli/output.h"
#include "app/cli/progress_bar.h"
#include "app/cli/project_input.h"
#include "app/cli/pull_request_output.h"
#include "app/cli/scenario_choice.h"
#include "app/cli/simulate_plan.h"
#include "app/cli/simulation_report.h"
#include "app/cli/trace_output.h"
#include "app/cli/verbs.h"
#include "model/checks/check.h"
#include "model/pricing/bill.h"
#include "model/pricing/infracost_usage.h"
#include "model/project/project_file.h"
#include "simulator/experiment/paired.h"
#include "simulator/measure/replication_statistics.h"
#include "simulator/store/run_store.h"

namespace virga::cli {

namespace {

// What the provider would refuse to deploy, under the scenario.
model::Problems refusedByCheck(const model::Architecture& architecture, const model::Catalog& catalog, const Plan& plan) {
  const auto* scenario = scenarioOf(architecture, plan.simulation.scenario);
  const auto run = model::withSettings(architecture, scenario ? scenario->set : std::vector<model::Setting>{});
  if (!run) return {};  // which the simulation says
  auto problems = model::check(*run, catalog);
  std::erase_if(problems, [](const auto& problem) { return problem.severity != model::Severity::error; });
  return problems;
}

// A run of it has figures that nobody will see, so it says so.
void noteWhatCheckRefuses(const ProjectInput& input, const Plan& plan, const std::optional<model::Architecture>& other) {
  constexpr std::size_t kMost = 5;
  auto problems = refusedByCheck(input.architecture, input.catalog, plan);
  const auto isKnown = [&problems, own = problems.size()](const auto& problem) {
    return std::any_of(problems.begin(), problems.begin() + static_cast<std::ptrdiff_t>(own),
                       [&](const auto& known) { return known.path == problem.path && known.message == problem.message; });
  };
  if (other)
    for (const auto& problem : refusedByCheck(*other, input.catalog, plan))
      if (!isKnown(problem)) problems.push_back(problem);
  for (std::size_t i = 0; i < std::min(kMost, problems.size()); ++i)
    printNote(fmt::format("warning: {}{}{}", problems[i].path, problems[i].path.empty() ? "" : ": ", problems[i].message));
  if (problems.size() > kMost)
    printNote(fmt::format("warning: {} more errors; virga check lists them", problems.size() - kMost));
}

void notePrecision(const simulator::Result& result, double wanted) {
  for (const auto& flow : result.flows)
    for (const auto& [name, figure, samples] : flow.figures) {
      if (name != "latency_ms.mean") continue;
      if (!figure) {
        printNote(fmt::format("warning: nothing of '{}' was answered, so its latency isn't known", flow.name));
        continue;
      }
      const auto reached = simulator::relativePrecision(*figure);
      if (!reached || *reached > wanted)
        printNote(fmt::format("warning: the latency of '{}' isn't known to {:.3g} % after {} replications", flow.name,
                              wanted * 100, result.replications));
    }
}

// What a run of one or two settings has come to.
struct Outcome {
  simulator::Result result;
  std::optional<simulator::Against> against;
  bool interrupted = false;  // a part is missing
};

// Adds the run to the file of kept runs, if one is named.
tl::expected<void, std::string> keep(const SimulateOptions& options, const ProjectInput& input,
                                     const simulator::Result& result) {
  if (options.store.empty()) return {};
  auto store = simulator::RunStore::open(options.store, simulator::RunStore::Open::orCreate);
  if (!store) return tl::unexpected("--store: " + store.error());
  const auto number = store->add(simulator::newRun(input.architecture, model::writeProject(input.architecture, input.text),
                                                   std::make_shared<const simulator::Result>(result)));
  if (!number) return tl::unexpected("--store: " + number.error());
  printNote(fmt::format("kept as run {} in {}", *number, options.store));
  return {};
}

Exit report(const SimulateOptions& options, const ProjectInput& input, const Plan& plan, const Outcome& outcome) {
  const auto& result = outcome.result;
  // A part of a run proves nothing.
  const auto verdicts = result.partOf ? std::vector<simulator::Judgement>{} : judgeAll(plan.expectations, result);
  if (!verdicts) return badInput(verdicts.error());
  if (auto written = write(options.json, outcome.against ? toJson(result, *outcome.against) : toJson(result)); !written)
    return badInput(written.error());
  if (result.traces)
    if (auto written = write(options.traces.target, traceText(options.traces, *result.traces)); !written)
      return badInput(written.error());

  if (auto written = write(options.usage, model::usageText(result.usage)); !written) return badInput(written.error());
  if (options.infracost.wanted())
    if (auto written = write(options.infracost, infracostText(input, plan.simulation.scenario, result)); !written)
      return badInput(written.error());

  if (auto kept = keep(options, input, result); !kept) return badInput(kept.error());

  // Where JSON has standard output to itself, the verdicts go beside it.
  const bool taken = options.json.isStandardOutput() || options.traces.target.isStandardOutput() ||
                     options.log.target.isStandardOutput() || options.pullRequest.junit.isStandardOutput() ||
                     options.pullRequest.summary.isStandardOutput() || options.usage.isStandardOutput() ||
                     options.infracost.isStandardOutput();
  std::FILE* out = taken ? stderr : stdout;
  if (!taken) {
    fmt::print("{}", reportText(result));
    if (outcome.against) fmt::print("\n{}", againstText(*outcome.against, result.bill.currency));
    if (result.traces) fmt::print("\n{}", causesText(*result.traces));
  }
  if (!verdicts->empty()) fmt::print(out, "\n");
  for (const auto& verdict : *verdicts) fmt::print(out, "{}\n", verdict.text);
  printNote(fmt::format("{} events in {} ({} events/s)", countText(static_cast<double>(result.events)),
                        timeText(result.wallSeconds * 1e3),
                        countText(result.wallSeconds > 0 ? static_cast<double>(result.events) / result.wallSeconds : 0)));
  if (outcome.interrupted) {
    if (result.partOf)
      printNote("interrupted; the figures are of what was simulated until then, and no expectation is judged");
    else if (!plan.against.empty() && !outcome.against)
      printNote("interrupted before the other setting was simulated");
    if (plan.simulation.traces && !result.traces)
      printNote("interrupted before requests were followed; there are no traces");
    return Exit::interrupted;
  }
  const bool allHold = std::all_of(verdicts->begin(), verdicts->end(), [](const auto& verdict) { return verdict.holds; });
  return allHold ? Exit::done : Exit::failed;
}

// The project with the settings of --against on top of the others; nothing without them.
tl::expected<std::optional<model::Architecture>, model::Problems> otherSetting(const SimulateOptions& options,
                                                                               const Plan& plan, const ProjectInput& input) {
  if (plan.against.empty()) return std::nullopt;
  auto settings = plan.settings;
  settings.insert(settings.end(), plan.against.begin(), plan.against.end());
  auto other = architectureWith(input, options.provider, settings);
  if (!other) return tl::unexpected(other.error());
  // The same scenario as in the project itself, where it was found.
  if (auto chosen = chooseScenario(*other, plan.simulation.scenario, settings); !chosen) {
    model::Problem problem;
    problem.message = chosen.error();
    return tl::unexpected(model::Problems{problem});
  }
  return other;
}

tl::expected<Outcome, simulator::SimulationFailure> simulate(const ProjectInput& input, const Plan& plan,
                                                             const std::optional<model::Architecture>& other) {
  const Interrupt interrupt;
  ProgressBar bar;
  if (!bar.isShown()) printNote("simulating; Ctrl-C stops");
  const auto show = [&bar](const simulator::Progress& progress) { bar.show(progress); };
  if (!other)
    return simulator::simulate(input.architecture, input.catalog, plan.simulation, interrupt.token(), show)
        .map([traced = plan.simulation.traces.has_value()](simulator::Result result) {
          const bool interrupted = result.partOf.has_value() || (traced && !result.traces);
          return Outcome{std::move(result), std::nullopt, interrupted};
        });
  auto pair = simulator::simulatePair(input.architecture, *other, input.catalog, plan.simulation, interrupt.token(), show);
  if (!pair) return tl::unexpected(std::move(pair.error()));
  if (!pair->other) return Outcome{std::move(pair->result), std::nullopt, true};
  auto differences = simulator::paired(pair->result, *pair->other);
  if (!differences) throw std::logic_error(differences.error());
  simulator::Against against{{}, std::move(*differences)};
  for (const auto& setting : plan.against) against.set.emplace_back(setting.path, setting.value);
  for (const auto& warning : pair->other->warnings)
    if (std::find(pair->result.warnings.begin(), pair->result.warnings.end(), warning) == pair->result.warnings.end())
      pair->result.warnings.push_back(warning);
  return Outcome{std::move(pair->result), std::move(against), false};
}

// A file of kept runs that can't be added to, before long work is done in vain.
tl::expected<void, std::string> checkStore(const SimulateOptions& options) {
  if (options.store.empty()) return {};
  std::error_code error;
  if (!std::filesystem::exists(options.store, error)) return checkWritable({options.store, false});
  const auto store = simulator::RunStore::open(options.store, simulator::RunStore::Open::existing);
  if (!store) return tl::unexpected("--store: " + store.error());
  return {};
}

tl::expected<void, std::string> checkOutputs(const SimulateOptions& options) {
  const std::pair<const char*, const std::string&> targets[] = {{"--json", options.json.name},
                                                                {"--traces", options.traces.target.name},
                                                                {"--invocation-log", options.log.target.name},
                                                                {"--junit", options.pullRequest.junit.name},
                                                                {"--summary", options.pullRequest.summary.name},
                                                                {"--usage", options.usage.name},
                                                                {"--infracost", options.infracost.name},
                                                                {"--store", options.store}};
  for (std::size_t i = 0; i < std::size(targets); ++i)
    for (std::size_t j = 0; j < i; ++j)
      if (!targets[i].second.empty() && targets[i].second == targets[j].second)
        return tl::unexpected(
            fmt::format("{} and {} both go to {}; name two", targets[j].first, targets[i].first, targets[i].second));
  if (auto writable = checkStore(options); !writable) return writable;
  for (const auto* target : {&options.json, &options.infracost, &options.usage, &options.traces.target, &options.log.target,
                             &options.pullRequest.junit, &options.pullRequest.summary})
    if (auto writable = checkWritable(*target, {options.file}); !writable) return writable;
  return {};
}

// The project as it was, under the same settings; nothing where there is none.
tl::expected<std::optional<ProjectInput>, model::Problems> baseOf(const SimulateOptions& options, const Plan& plan) {
  const auto& file = options.pullRequest.base;
  if (file.empty()) return std::nullopt;
  auto base = readProjectInput(file, options.provider, plan.settings, options.overlays);
  if (!base) return tl::unexpected(base.error());
  if (auto chosen = chooseScenario(base->architecture, plan.simulation.scenario, plan.settings); !chosen) {
    model::Problem problem;
    problem.file = file;
    problem.message = chosen.error();
    return tl::unexpected(model::Problems{problem});
  }
  return base;
}

Exit runSimulate(SimulateOptions options) {
  options.traces.target.force = options.log.target.force = options.pullRequest.junit.force =
      options.pullRequest.summary.force = options.usage.force = options.infracost.force = options.json.force;
  auto plan = planOf(options);
  if (!plan) return badInput(plan.error());
  if (auto writable = checkOutputs(options); !writable) return badInput(writable.error());
  auto input = readProjectInput(options.file, options.provider, plan->settings, options.overlays);
  if (!input) {
    printProblems(input.error());
    return Exit::badInput;
  }
  if (auto chosen = chooseScenario(input->architecture, plan->simulation.scenario, plan->settings); !chosen)
    return badInput(chosen.error());
  const auto other = otherSetting(options, *plan, *input);
  if (!other) {
    printProblems(other.error());
    return Exit::badInput;
  }
  const auto base = baseOf(options, *plan);
  if (!base) return badInput(base.error());
  plan->simulation.projectFolder = input->folder;
  if (auto known = checkSavings(options.savingsPlan, input->catalog); !known) return badInput(known.error());
  if (options.infracost.wanted() && !model::isPricedByInfracost(input->catalog.provider))
    return badInput(fmt::format("--infracost: Infracost prices aws, azure and gcp, and not '{}'", input->catalog.provider));
  noteRegion(*input);
  noteWhatCheckRefuses(*input, *plan, *other);
  if (auto sensible = checkExpectations(*input, *plan); !sensible) return badInput(sensible.error());

  const auto outcome = simulate(*input, *plan, *other);
  if (!outcome) {
    if (const auto* problems = std::get_if<model::Problems>(&outcome.error())) {
      printProblems(*problems);
      return Exit::badInput;
    }
    printNote("interrupted before anything was measured; nothing was written");
    return Exit::interrupted;
  }
  for (const auto& warning : outcome->result.warnings) printNote("warning: " + warning);
  if (plan->simulation.precision) notePrecision(outcome->result, *plan->simulation.precision);
  const auto reported = report(options, *input, *plan, *outcome);
  if (reported == Exit::badInput || reported == Exit::interrupted) return reported;
  const Interrupt interrupt;
  const auto verdicts = judgeAll(plan->expectations, outcome->result);
  const auto guarded = writePullRequest(options.pullRequest, *input, *base, plan->simulation, outcome->result,
                                        plan->expectations, *verdicts, interrupt.token());
  if (guarded != Exit::done) return guarded;
  const auto logged = writeInvocationLog(options.log, *input, plan->simulation, interrupt.token());
  return logged == Exit::done ? reported : logged;
}

}  // namespace

Run addSimulate(CLI::App& verb) {
  auto options = std::make_shared<SimulateOptions>();
  verb.add_option("FILE", options->file, "Project file, or - for standard input")->required();
  verb.add_option("--scenario", options->scenario, "Scenario to run; default: the first, or one hour without scenarios");
  verb.add_option("--provider", options->provider, "Provider to run on; default: the project's target");
  verb.add_option("--duration", options->duration, "Simulated time instead of the scenario's, e.g. 10min");
  verb.add_option("--seed", options->seed, "Seed of the random numbers; default: 1");
  verb.add_option("--replications", options->replications, "Independent runs; two or more give 95 % intervals; default: 1");
  verb.add_option("--precision", options->precision,
                  "Replicate until every flow's mean latency is known to this part, e.g. 2%");
  verb.add_option("--batch-means", options->batchMeans,
                  "95 % intervals of one long run from so many batches of equal time, 10 to 100");
  verb.add_option("--set", options->set, "PATH=VALUE: change a value of the project, e.g. checkout.memory=1GiB; repeatable")
      ->allow_extra_args(false);
  verb.add_option(
          "--against", options->against,
          "PATH=VALUE: simulate this setting too, with the same random numbers, and show the differences; repeatable")
      ->allow_extra_args(false);
  verb.add_option("--expect", options->expect,
                  "Fail with exit code 1 unless this holds, e.g. 'checkout.latency.p99 < 500 ms'; repeatable")
      ->allow_extra_args(false);
  verb.add_option("--threads", options->threads, "Threads for replications; default 0: one per core");
  verb.add_flag("--no-free-tier", options->noFreeTier, "Price without the provider's free allowances");
  addSavingsOption(verb, options->savingsPlan);
  verb.add_option("--json", options->json.name, "Write the result as JSON to this file, or - for standard output")
      ->check(refuseEmpty);
  verb.add_option("--usage", options->usage.name,
                  "Write what was metered as a usage file for virga price, or - for standard output")
      ->check(refuseEmpty);
  verb.add_option("--infracost", options->infracost.name,
                  "Write what was metered as a usage file for Infracost, or - for standard output")
      ->check(refuseEmpty);
  verb.add_option(
          "--store", options->store,
          "Keep the run, with its design and result, in this file of runs, for virga history; made if it isn't there")
      ->check(refuseEmpty);
  addOverlayOption(verb, options->overlays);
  addTraceOptions(verb, options->traces);
  addInvocationLogOptions(verb, options->log);
  addPullRequestOptions(verb, options->pullRequest);
  verb.add_flag("--force", options->json.force, "Overwrite the files");
  return [options] { return runSimulate(*options); };
}

}  // namespace virga::cli
