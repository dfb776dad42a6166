#include "simulator/experiment/simulate.h"

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <cstdio>
#include <limits>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <system_error>
#include <variant>
#include <vector>

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include "app/cli/expectation.h"
#include "app/cli/figure_text.h"
#include "app/cli/interrupt.h"
#include "app/cli/messages.h"
#include "app/cli/output.h"
#include "app/cli/progress_bar.h"
#include "app/cli/project_input.h"
#include "app/cli/simulation_report.h"
#include "app/cli/trace_output.h"
#include "app/cli/verbs.h"
#include "model/checks/check.h"
#include "model/project/project_file.h"
#include "model/units/share.h"
#include "simulator/measure/replication_statistics.h"

namespace virga::cli {

namespace {

struct SimulateOptions {
  std::string file, scenario, provider, duration, precision;
  std::string seed = "1", replications = "1", threads = "0";
  std::vector<std::string> set, expect;
  OutputTarget json;
  TraceOutput traces;
  bool noFreeTier = false;
};

struct Plan {
  std::vector<model::Setting> settings;
  std::vector<Expectation> expectations;
  simulator::SimulationOptions simulation;
};

// A plain whole number within the bounds: no sign, no other base.
template <typename Number>
tl::expected<Number, std::string> parseWhole(std::string_view option, const std::string& text, Number least, Number most) {
  Number number{};
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc{} || end != text.data() + text.size() || number < least || number > most)
    return tl::unexpected(fmt::format("{}: '{}' isn't a whole number from {} to {}", option, text, least, most));
  return number;
}

tl::expected<simulator::SimulationOptions, std::string> countsOf(const SimulateOptions& options) {
  constexpr int kMostReplications = 10'000;
  constexpr int kMostThreads = 1024;
  const auto seed = parseWhole<std::uint64_t>("--seed", options.seed, 0, std::numeric_limits<std::uint64_t>::max());
  if (!seed) return tl::unexpected(seed.error());
  const auto replications = parseWhole("--replications", options.replications, 1, kMostReplications);
  if (!replications) return tl::unexpected(replications.error());
  const auto threads = parseWhole("--threads", options.threads, 0, kMostThreads);
  if (!threads) return tl::unexpected(threads.error());
  simulator::SimulationOptions simulation;
  simulation.seed = *seed;
  simulation.replications = *replications;
  simulation.threads = *threads;
  return simulation;
}

tl::expected<Plan, std::string> planOf(const SimulateOptions& options) {
  Plan plan;
  const auto counts = countsOf(options);
  if (!counts) return tl::unexpected(counts.error());
  plan.simulation = *counts;
  plan.simulation.scenario = options.scenario;
  plan.simulation.freeTier = !options.noFreeTier;
  const auto traces = traceOptionsOf(options.traces);
  if (!traces) return tl::unexpected(traces.error());
  plan.simulation.traces = *traces;
  if (!options.duration.empty()) {
    const auto duration = model::parseDuration(options.duration);
    if (!duration) return tl::unexpected("--duration: " + duration.error());
    if (duration->nanoseconds <= 0) return tl::unexpected(std::string("--duration: must be longer than nothing"));
    plan.simulation.duration = *duration;
  }
  if (!options.precision.empty()) {
    const auto precision = model::parseShare(options.precision);
    if (!precision) return tl::unexpected("--precision: " + precision.error());
    if (precision->value <= 0 || precision->value >= 1)
      return tl::unexpected(std::string("--precision: must lie between 0 % and 100 %, e.g. 2%"));
    plan.simulation.precision = precision->value;
  }
  for (const auto& text : options.set) {
    const auto equals = text.find('=');
    if (equals == std::string::npos || equals == 0 || equals + 1 == text.size())
      return tl::unexpected(fmt::format("--set '{}': write it as PATH=VALUE, e.g. checkout.memory=1GiB", text));
    plan.settings.push_back({text.substr(0, equals), text.substr(equals + 1)});
  }
  for (const auto& text : options.expect) {
    auto expectation = parseExpectation(text);
    if (!expectation) return tl::unexpected("--expect: " + expectation.error());
    plan.expectations.push_back(std::move(*expectation));
  }
  return plan;
}

// What --set says holds against what the scenario sets, so it is set once more after that.
tl::expected<void, std::string> chooseScenario(model::Architecture& architecture, const Plan& plan) {
  const auto& name = plan.simulation.scenario;
  auto chosen = architecture.scenarios.begin();
  if (!name.empty()) {
    chosen = std::find_if(architecture.scenarios.begin(), architecture.scenarios.end(),
                          [&](const auto& scenario) { return scenario.name == name; });
    if (chosen == architecture.scenarios.end()) {
      std::vector<std::string> known;
      for (const auto& scenario : architecture.scenarios) known.push_back(scenario.name);
      return tl::unexpected(unknownName("scenario", name, known));
    }
  }
  if (chosen == architecture.scenarios.end()) return {};
  for (const auto& setting : plan.settings) {
    if (setting.path.starts_with("scenarios.")) continue;
    std::erase_if(chosen->set, [&](const auto& own) { return own.path == setting.path; });
    chosen->set.push_back(setting);
  }
  return {};
}

tl::expected<std::vector<Verdict>, std::string> judgeAll(const std::vector<Expectation>& expectations,
                                                         const simulator::Result& result) {
  std::vector<Verdict> verdicts;
  for (const auto& expectation : expectations) {
    auto verdict = judge(expectation, result);
    if (!verdict) return tl::unexpected(verdict.error());
    verdicts.push_back(std::move(*verdict));
  }
  return verdicts;
}

// Whether every expectation names a figure, in its unit: told before a long run by one of a millisecond, which has the
// same figures. What that run itself finds wrong, the long one will report.
tl::expected<void, std::string> checkExpectations(const ProjectInput& input, const Plan& plan) {
  if (plan.expectations.empty()) return {};
  auto architecture = input.architecture;
  for (auto& scenario : architecture.scenarios) scenario.warmup = {};
  auto brief = plan.simulation;
  brief.duration = model::milliseconds(1);
  brief.replications = 1;
  brief.precision.reset();
  brief.traces.reset();
  const auto result = simulator::simulate(architecture, input.catalog, brief);
  if (!result) return {};
  return judgeAll(plan.expectations, *result).map([](const auto&) {});
}

const model::Scenario* scenarioOf(const model::Architecture& architecture, const std::string& name) {
  for (const auto& scenario : architecture.scenarios)
    if (name.empty() || scenario.name == name) return &scenario;
  return nullptr;
}

// A run of what the provider would refuse to deploy has figures that nobody will see, so it says so.
void noteWhatCheckRefuses(const ProjectInput& input, const Plan& plan) {
  constexpr std::size_t kMost = 5;
  const auto* scenario = scenarioOf(input.architecture, plan.simulation.scenario);
  const auto run = model::withSettings(input.architecture, scenario ? scenario->set : std::vector<model::Setting>{});
  if (!run) return;  // which the simulation says
  auto problems = model::check(*run, input.catalog);
  std::erase_if(problems, [](const auto& problem) { return problem.severity != model::Severity::error; });
  for (std::size_t i = 0; i < std::min(kMost, problems.size()); ++i)
    printNote(fmt::format("warning: {}{}{}", problems[i].path, problems[i].path.empty() ? "" : ": ", problems[i].message));
  if (problems.size() > kMost)
    printNote(fmt::format("warning: {} more errors; virga check lists them", problems.size() - kMost));
}

void notePrecision(const simulator::Result& result, double wanted) {
  for (const auto& flow : result.flows)
    for (const auto& [name, figure] : flow.figures) {
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

Exit badInput(const std::string& message) {
  printError(message);
  return Exit::badInput;
}

Exit report(const SimulateOptions& options, const Plan& plan, const simulator::Result& result) {
  const auto verdicts = judgeAll(plan.expectations, result);
  if (!verdicts) return badInput(verdicts.error());
  if (auto written = write(options.json, toJson(result)); !written) return badInput(written.error());
  if (result.traces)
    if (auto written = write(options.traces.target, traceText(options.traces, *result.traces)); !written)
      return badInput(written.error());

  // Where JSON has standard output to itself, the verdicts go beside it.
  const bool taken = options.json.isStandardOutput() || options.traces.target.isStandardOutput();
  std::FILE* out = taken ? stderr : stdout;
  if (!taken) fmt::print("{}", reportText(result));
  if (!taken && result.traces) fmt::print("\n{}", causesText(*result.traces));
  if (!verdicts->empty()) fmt::print(out, "\n");
  for (const auto& verdict : *verdicts) fmt::print(out, "{}\n", verdict.text);
  printNote(fmt::format("{} events in {} ({} events/s)", countText(static_cast<double>(result.events)),
                        timeText(result.wallSeconds * 1e3),
                        countText(result.wallSeconds > 0 ? static_cast<double>(result.events) / result.wallSeconds : 0)));
  const bool allHold = std::all_of(verdicts->begin(), verdicts->end(), [](const Verdict& verdict) { return verdict.holds; });
  return allHold ? Exit::done : Exit::failed;
}

tl::expected<void, std::string> checkOutputs(const SimulateOptions& options) {
  const auto& json = options.json;
  const auto& traces = options.traces.target;
  if (json.wanted() && json.name == traces.name)
    return tl::unexpected(fmt::format("--json and --traces both go to {}; name two", json.name));
  if (auto writable = checkWritable(json, {options.file}); !writable) return writable;
  return checkWritable(traces, {options.file});
}

Exit runSimulate(SimulateOptions options) {
  options.traces.target.force = options.json.force;
  auto plan = planOf(options);
  if (!plan) return badInput(plan.error());
  if (auto writable = checkOutputs(options); !writable) return badInput(writable.error());
  auto input = readProjectInput(options.file, options.provider, plan->settings);
  if (!input) {
    printProblems(input.error());
    return Exit::badInput;
  }
  if (auto chosen = chooseScenario(input->architecture, *plan); !chosen) return badInput(chosen.error());
  plan->simulation.projectFolder = input->folder;
  noteRegion(*input);
  noteWhatCheckRefuses(*input, *plan);
  if (auto sensible = checkExpectations(*input, *plan); !sensible) return badInput(sensible.error());

  tl::expected<simulator::Result, simulator::SimulationFailure> result;
  bool interrupted = false;
  {
    Interrupt interrupt;
    ProgressBar bar;
    if (!bar.isShown()) printNote("simulating; Ctrl-C stops");
    result = simulator::simulate(input->architecture, input->catalog, plan->simulation, interrupt.token(),
                                 [&bar](const simulator::Progress& progress) { bar.show(progress); });
    interrupted = interrupt.happened();
  }
  if (interrupted || (!result && std::holds_alternative<simulator::Stopped>(result.error()))) {
    printNote("interrupted; nothing was written");
    return Exit::interrupted;
  }
  if (!result) {
    printProblems(std::get<model::Problems>(result.error()));
    return Exit::badInput;
  }
  if (plan->simulation.precision) notePrecision(*result, *plan->simulation.precision);
  return report(options, *plan, *result);
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
  verb.add_option("--set", options->set, "PATH=VALUE: change a value of the project, e.g. checkout.memory=1GiB; repeatable")
      ->allow_extra_args(false);
  verb.add_option("--expect", options->expect,
                  "Fail with exit code 1 unless this holds, e.g. 'checkout.latency.p99 < 500 ms'; repeatable")
      ->allow_extra_args(false);
  verb.add_option("--threads", options->threads, "Threads for replications; default 0: one per core");
  verb.add_flag("--no-free-tier", options->noFreeTier, "Price without the provider's free allowances");
  verb.add_option("--json", options->json.name, "Write the result as JSON to this file, or - for standard output")
      ->check(refuseEmpty);
  addTraceOptions(verb, options->traces);
  verb.add_flag("--force", options->json.force, "Overwrite the files");
  return [options] { return runSimulate(*options); };
}

}  // namespace virga::cli
