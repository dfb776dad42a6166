#include "simulator/experiment/compare.h"

#include <algorithm>
#include <cstdio>
#include <memory>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include "app/cli/bad_input.h"
#include "app/cli/compare_plan.h"
#include "app/cli/comparison_text.h"
#include "app/cli/expectations.h"
#include "app/cli/figure_text.h"
#include "app/cli/messages.h"
#include "app/cli/output.h"
#include "app/cli/verbs.h"
#include "model/checks/check.h"

namespace virga::cli {

namespace {

// One line for each platform and expectation.
tl::expected<std::vector<simulator::Judgement>, std::string> judgeEach(
    const std::vector<simulator::Expectation>& expectations, const simulator::Comparison& comparison) {
  std::vector<simulator::Judgement> out;
  if (expectations.empty()) return out;
  for (const auto& scenario : comparison.scenarios)
    for (std::size_t i = 0; i < scenario.runs.size(); ++i) {
      const auto name = fmt::format("{}{}", nameOf(comparison.platforms[i]),
                                    comparison.scenarios.size() > 1 ? ", " + scenario.scenario : "");
      if (!scenario.runs[i].result) {
        out.push_back({false, {}, fmt::format("not run: {}", name)});
        continue;
      }
      auto verdicts = judgeAll(expectations, *scenario.runs[i].result);
      if (!verdicts) return tl::unexpected(verdicts.error());
      for (auto& verdict : *verdicts)
        out.push_back({verdict.holds, verdict.found, fmt::format("{}: {}", name, verdict.text)});
    }
  return out;
}

Exit report(const CompareVerbOptions& options, const Plan& plan, const simulator::Comparison& comparison) {
  const auto& json = options.simulate.json;
  const auto verdicts = comparison.stopped ? std::vector<simulator::Judgement>{} : judgeEach(plan.expectations, comparison);
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
  const bool allHold = std::all_of(verdicts->begin(), verdicts->end(), [](const auto& verdict) { return verdict.holds; });
  return allHold ? Exit::done : Exit::failed;
}

Exit runCompare(const CompareVerbOptions& options) {
  if (auto writable = checkWritable(options.simulate.json, {options.simulate.file}); !writable)
    return badInput(writable.error());
  const auto plan = comparePlanOf(options);
  if (!plan) return badInput(plan.error());
  const auto comparison = runComparison(*plan);
  if (!comparison) {
    if (const auto* problems = std::get_if<model::Problems>(&comparison.error()))
      return badInput(model::withLocations(*problems, plan->input.text, plan->input.fileName));
    printNote("interrupted before anything was measured; nothing was written");
    return Exit::interrupted;
  }
  return report(options, plan->plan, *comparison);
}

}  // namespace

Run addCompare(CLI::App& verb) {
  auto options = std::make_shared<CompareVerbOptions>();
  auto& simulate = options->simulate;
  addComparedOptions(verb, *options);
  verb.add_option("--scenario", options->scenarios, "Scenario to run; repeatable; default: the first")
      ->allow_extra_args(false);
  verb.add_flag("--all-scenarios", options->allScenarios, "Run all scenarios of the project");
  verb.add_option("--traffic", options->traffic,
                  "Also price these multiples of the traffic, e.g. 0.1,1,10: cost against traffic, and where lines cross")
      ->delimiter(',');
  verb.add_option("--precision", simulate.precision,
                  "Replicate until every flow's mean latency is known to this part on every platform, e.g. 2%");
  verb.add_option("--expect", simulate.expect,
                  "Fail with exit code 1 unless this holds on all, e.g. 'checkout.latency.p99 < 500 ms'; repeatable")
      ->allow_extra_args(false);
  verb.add_option("--json", simulate.json.name, "Write all results as JSON to this file, or - for standard output")
      ->check(refuseEmpty);
  verb.add_flag("--force", simulate.json.force, "Overwrite the JSON file");
  return [options] { return runCompare(*options); };
}

}  // namespace virga::cli
