#include "simulator/experiment/compare.h"

#include <algorithm>
#include <charconv>
#include <cstdio>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <system_error>
#include <variant>
#include <vector>

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include "app/cli/comparison_text.h"
#include "app/cli/expectations.h"
#include "app/cli/figure_text.h"
#include "app/cli/interrupt.h"
#include "app/cli/messages.h"
#include "app/cli/output.h"
#include "app/cli/progress_bar.h"
#include "app/cli/project_input.h"
#include "app/cli/scenario_choice.h"
#include "app/cli/simulate_plan.h"
#include "app/cli/verbs.h"
#include "model/catalog/overlay.h"

namespace virga::cli {

namespace {

struct CompareVerbOptions {
  SimulateOptions simulate;
  std::vector<std::string> providers = {"aws", "azure", "gcp", "oci"};
  std::vector<std::string> scenarios;
  std::vector<std::string> traffic;
  bool allScenarios = false;
};

model::Problems oneProblem(std::string message) {
  model::Problem problem;
  problem.message = std::move(message);
  return {problem};
}

// The overlay files by the provider that each is for.
tl::expected<std::map<std::string, std::vector<std::string>>, model::Problems> overlaysByProvider(
    const std::vector<std::string>& files, const std::vector<std::string>& providers) {
  std::map<std::string, std::vector<std::string>> out;
  for (const auto& file : files) {
    const auto text = readInput(file);
    if (!text) return tl::unexpected(text.error());
    const auto provider = model::overlayProvider(*text, file);
    if (!provider) return tl::unexpected(provider.error());
    if (std::find(providers.begin(), providers.end(), *provider) == providers.end())
      return tl::unexpected(oneProblem(fmt::format("{} is an overlay for '{}', which isn't compared", file, *provider)));
    out[*provider].push_back(file);
  }
  return out;
}

// "azure", "azure:premium", "azure:all".
struct Named {
  explicit Named(const std::string& text)
      : provider(text.substr(0, text.find(':'))),
        plan(provider.size() < text.size() ? text.substr(provider.size() + 1) : "") {}
  std::string provider, plan;
};

tl::expected<std::vector<simulator::Platform>, model::Problems> platformsOf(const CompareVerbOptions& options) {
  std::vector<std::string> providers;
  for (const auto& name : options.providers) providers.push_back(Named(name).provider);
  const auto overlays = overlaysByProvider(options.simulate.overlays, providers);
  if (!overlays) return tl::unexpected(overlays.error());
  std::vector<simulator::Platform> platforms;
  const auto add = [&](const model::Catalog& catalog, const std::string& plan) {
    const bool known = std::any_of(platforms.begin(), platforms.end(), [&](const auto& other) {
      return other.catalog.provider == catalog.provider && other.plan == plan;
    });
    if (!known) platforms.push_back({catalog, plan});
  };
  for (const auto& text : options.providers) {
    const Named name(text);
    const auto own = overlays->find(name.provider);
    const auto catalog = catalogOf(name.provider, own == overlays->end() ? std::vector<std::string>{} : own->second);
    if (!catalog) return tl::unexpected(catalog.error());
    std::vector<std::string> plans;
    for (const auto& plan : catalog->plans) plans.push_back(plan.id);
    if (name.plan == "all" && !plans.empty()) {
      for (const auto& plan : plans) add(*catalog, plan);
    } else if (name.plan.empty() || name.plan == "all") {
      add(*catalog, "");
    } else if (std::find(plans.begin(), plans.end(), name.plan) == plans.end()) {
      return tl::unexpected(oneProblem(unknownName("plan of " + name.provider, name.plan, plans)));
    } else {
      add(*catalog, name.plan);
    }
  }
  return platforms;
}

tl::expected<std::vector<double>, std::string> trafficOf(const std::vector<std::string>& texts) {
  std::vector<double> out;
  for (const auto& text : texts) {
    double value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    constexpr double kMost = 1'000;
    if (error != std::errc{} || end != text.data() + text.size() || !(value > 0 && value <= kMost))
      return tl::unexpected(fmt::format("--traffic: '{}' isn't a number above 0 and at most 1,000", text));
    if (std::find(out.begin(), out.end(), value) == out.end()) out.push_back(value);
  }
  return out;
}

// One line for each platform and expectation.
tl::expected<std::vector<Verdict>, std::string> judgeEach(const std::vector<Expectation>& expectations,
                                                          const simulator::Comparison& comparison) {
  std::vector<Verdict> out;
  if (expectations.empty()) return out;
  for (const auto& scenario : comparison.scenarios)
    for (std::size_t i = 0; i < scenario.runs.size(); ++i) {
      const auto name = fmt::format("{}{}", nameOf(comparison.platforms[i]),
                                    comparison.scenarios.size() > 1 ? ", " + scenario.scenario : "");
      if (!scenario.runs[i].result) {
        out.push_back({false, fmt::format("not run: {}", name)});
        continue;
      }
      auto verdicts = judgeAll(expectations, *scenario.runs[i].result);
      if (!verdicts) return tl::unexpected(verdicts.error());
      for (auto& verdict : *verdicts) out.push_back({verdict.holds, fmt::format("{}: {}", name, verdict.text)});
    }
  return out;
}

Exit badInput(const std::string& message) {
  printError(message);
  return Exit::badInput;
}

Exit badInput(const model::Problems& problems) {
  printProblems(problems);
  return Exit::badInput;
}

Exit report(const CompareVerbOptions& options, const Plan& plan, const simulator::Comparison& comparison) {
  const auto& json = options.simulate.json;
  const auto verdicts = comparison.stopped ? std::vector<Verdict>{} : judgeEach(plan.expectations, comparison);
  if (!verdicts) return badInput(verdicts.error());
  if (auto written = write(json, toJson(comparison)); !written) return badInput(written.error());
  if (!json.isStandardOutput()) fmt::print("{}", comparisonText(comparison));
  std::FILE* out = json.isStandardOutput() ? stderr : stdout;
  if (!verdicts->empty()) fmt::print(out, "\n");
  for (const auto& verdict : *verdicts) fmt::print(out, "{}\n", verdict.text);
  for (const auto& scenario : comparison.scenarios)
    for (const auto& warning : scenario.warnings) printNote("warning: " + warning);
  printNote(fmt::format("{} events in {}", countText(static_cast<double>(comparison.events)),
                        timeText(comparison.wallSeconds * 1e3)));
  if (comparison.stopped) {
    printNote("interrupted; the figures are of the runs that were done, and no expectation is judged");
    return Exit::interrupted;
  }
  const bool allHold = std::all_of(verdicts->begin(), verdicts->end(), [](const Verdict& verdict) { return verdict.holds; });
  return allHold ? Exit::done : Exit::failed;
}

Exit runCompare(const CompareVerbOptions& options) {
  const auto plan = planOf(options.simulate);
  if (!plan) return badInput(plan.error());
  const auto traffic = trafficOf(options.traffic);
  if (!traffic) return badInput(traffic.error());
  if (auto writable = checkWritable(options.simulate.json, {options.simulate.file}); !writable)
    return badInput(writable.error());
  const auto platforms = platformsOf(options);
  if (!platforms) return badInput(platforms.error());
  auto input = readProjectInput(options.simulate.file, {}, plan->settings);
  if (!input) return badInput(input.error());

  simulator::CompareOptions compared;
  compared.scenarios = options.scenarios;
  if (options.allScenarios)
    for (const auto& scenario : input->architecture.scenarios) compared.scenarios.push_back(scenario.name);
  for (const auto& name : compared.scenarios.empty() ? std::vector<std::string>{""} : compared.scenarios)
    if (auto chosen = chooseScenario(input->architecture, name, plan->settings); !chosen) return badInput(chosen.error());
  compared.traffic = *traffic;
  compared.simulation = plan->simulation;
  compared.simulation.projectFolder = input->folder;
  if (auto sensible = checkExpectations(*input, *plan); !sensible) return badInput(sensible.error());

  const Interrupt interrupt;
  const auto comparison = [&] {
    ProgressBar bar;
    if (!bar.isShown()) printNote("simulating; Ctrl-C stops");
    return simulator::compare(input->architecture, *platforms, compared, interrupt.token(),
                              [&bar](const simulator::Progress& progress) { bar.show(progress); });
  }();
  if (!comparison) {
    if (const auto* problems = std::get_if<model::Problems>(&comparison.error())) return badInput(*problems);
    printNote("interrupted before anything was measured; nothing was written");
    return Exit::interrupted;
  }
  return report(options, *plan, *comparison);
}

}  // namespace

Run addCompare(CLI::App& verb) {
  auto options = std::make_shared<CompareVerbOptions>();
  auto& simulate = options->simulate;
  // Two replications give an interval, three one that says something.
  simulate.replications = "3";
  verb.add_option("FILE", simulate.file, "Project file, or - for standard input")->required();
  verb.add_option(
          "--providers", options->providers,
          "What to compare: aws, azure, gcp, oci or custom; with a plan as azure:premium, or all plans as azure:all; "
          "default: aws,azure,gcp,oci with the project's plans")
      ->delimiter(',')
      ->check(refuseEmpty);
  verb.add_option("--scenario", options->scenarios, "Scenario to run; repeatable; default: the first")
      ->allow_extra_args(false);
  verb.add_flag("--all-scenarios", options->allScenarios, "Run all scenarios of the project");
  verb.add_option("--traffic", options->traffic,
                  "Also price these multiples of the traffic, e.g. 0.1,1,10: cost against traffic, and where lines cross")
      ->delimiter(',');
  verb.add_option("--duration", simulate.duration, "Simulated time instead of the scenario's, e.g. 10min");
  verb.add_option("--seed", simulate.seed, "Seed of the random numbers; default: 1");
  verb.add_option("--replications", simulate.replications,
                  "Independent runs of each; two or more give intervals of the differences; default: 3");
  verb.add_option("--precision", simulate.precision,
                  "Replicate until every flow's mean latency is known to this part on every platform, e.g. 2%");
  verb.add_option("--set", simulate.set, "PATH=VALUE: change a value of the project, e.g. checkout.memory=1GiB; repeatable")
      ->allow_extra_args(false);
  verb.add_option("--expect", simulate.expect,
                  "Fail with exit code 1 unless this holds on all, e.g. 'checkout.latency.p99 < 500 ms'; repeatable")
      ->allow_extra_args(false);
  verb.add_option("--threads", simulate.threads, "Threads; default 0: one per core");
  verb.add_flag("--no-free-tier", simulate.noFreeTier, "Price without the providers' free allowances");
  verb.add_option("--json", simulate.json.name, "Write all results as JSON to this file, or - for standard output")
      ->check(refuseEmpty);
  verb.add_flag("--force", simulate.json.force, "Overwrite the JSON file");
  addOverlayOption(verb, simulate.overlays);
  return [options] { return runCompare(*options); };
}

}  // namespace virga::cli
