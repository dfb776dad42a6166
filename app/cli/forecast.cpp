#include "simulator/forecast/forecast.h"

#include <charconv>
#include <memory>
#include <string>
#include <variant>
#include <vector>

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include "app/cli/bad_input.h"
#include "app/cli/forecast_text.h"
#include "app/cli/interrupt.h"
#include "app/cli/messages.h"
#include "app/cli/output.h"
#include "app/cli/progress_bar.h"
#include "app/cli/project_input.h"
#include "app/cli/scenario_choice.h"
#include "app/cli/simulate_plan.h"
#include "app/cli/verbs.h"
#include "app/cli/whole_number.h"

namespace virga::cli {

namespace {

struct ForecastVerbOptions {
  SimulateOptions simulate;
  std::vector<std::string> uncertain, figures;
  std::string growth, futures = "32", months = "12", budget;
};

tl::expected<simulator::ForecastOptions, std::string> forecastOptionsOf(const ForecastVerbOptions& options,
                                                                        const Plan& plan) {
  simulator::ForecastOptions forecast;
  forecast.simulation = plan.simulation;
  forecast.figures = options.figures;
  for (const auto& text : options.uncertain) {
    auto factor = simulator::parseFactor(text);
    if (!factor) return tl::unexpected("--vary " + factor.error());
    forecast.uncertain.push_back(std::move(*factor));
  }
  if (!options.growth.empty()) {
    auto growth = simulator::parseFactorValues({}, options.growth);
    if (!growth) return tl::unexpected("--growth " + growth.error());
    forecast.growth = std::move(*growth);
  }
  if (forecast.uncertain.empty() && !forecast.growth)
    return tl::unexpected(
        std::string("nothing is uncertain: write e.g. --growth 5%..9% or --vary "
                    "users.sends.0.arrivals.poisson.rate=15/s..40/s"));
  const auto futures = parseWhole<std::size_t>("--futures", options.futures, 2, simulator::kMostFutures);
  if (!futures) return tl::unexpected(futures.error());
  forecast.futures = *futures;
  const auto months = parseWhole<std::size_t>("--months", options.months, 1, simulator::kMostMonths);
  if (!months) return tl::unexpected(months.error());
  forecast.months = *months;
  if (!options.budget.empty()) {
    double budget = 0;
    const auto& text = options.budget;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), budget);
    if (error != std::errc{} || end != text.data() + text.size() || !(budget > 0))
      return tl::unexpected(fmt::format("--budget: '{}' isn't a number above 0, in the currency of the bill", text));
    forecast.budget = budget;
  }
  return forecast;
}

Exit runForecast(const ForecastVerbOptions& options) {
  const auto plan = planOf(options.simulate);
  if (!plan) return badInput(plan.error());
  auto wanted = forecastOptionsOf(options, *plan);
  if (!wanted) return badInput(wanted.error());
  const auto& json = options.simulate.json;
  if (auto writable = checkWritable(json, {options.simulate.file}); !writable) return badInput(writable.error());
  auto input = readProjectInput(options.simulate.file, options.simulate.provider, plan->settings, options.simulate.overlays);
  if (!input) return badInput(input.error());
  if (auto chosen = chooseScenario(input->architecture, plan->simulation.scenario, plan->settings); !chosen)
    return badInput(chosen.error());
  if (auto known = checkSavings(options.simulate.savingsPlan, input->catalog); !known) return badInput(known.error());
  wanted->simulation.projectFolder = input->folder;

  const auto forecast = [&] {
    const Interrupt interrupt;
    ProgressBar bar;
    if (!bar.isShown()) printNote("simulating; Ctrl-C stops");
    return simulator::forecast(
        input->architecture, input->catalog,
        [&](const std::string& provider) { return catalogOf(provider, options.simulate.overlays); }, *wanted,
        interrupt.token(),
        [&bar](const simulator::Progress& progress) {
          bar.show(progress.share, fmt::format("month {} of {}", progress.replicationsDone, progress.replications));
        });
  }();
  if (!forecast) {
    if (const auto* problems = std::get_if<model::Problems>(&forecast.error())) return badInput(*problems);
    printNote("interrupted; a part of the futures says nothing");
    return Exit::interrupted;
  }
  if (auto written = write(json, toJson(*forecast)); !written) return badInput(written.error());
  if (!json.isStandardOutput()) fmt::print("{}", forecastText(*forecast));
  return Exit::done;
}

}  // namespace

Run addForecast(CLI::App& verb) {
  auto options = std::make_shared<ForecastVerbOptions>();
  auto& simulate = options->simulate;
  verb.add_option("FILE", simulate.file, "Project file, or - for standard input")->required();
  verb.add_option("--vary", options->uncertain,
                  "PATH=VALUES: a value that isn't known: a range (15/s..40/s), a law (normal(30/s, 5/s), lognormal(30/s, "
                  "0.4), triangular(15/s, 20/s, 40/s)) or a list; repeatable")
      ->allow_extra_args(false);
  verb.add_option("--growth", options->growth, "What the traffic grows by each month: 7%, 5%..9% or a law");
  verb.add_option("--months", options->months, "Months to look ahead; the first has the traffic of now; default: 12");
  verb.add_option("--futures", options->futures, "Ways that things may go, each simulated month by month; default: 32");
  verb.add_option("--budget", options->budget, "Amount of a month, in the bill's currency, that shouldn't be exceeded");
  verb.add_option("--figure", options->figures,
                  "Figure to show beside the cost, e.g. checkout.latency.p99; repeatable; default: the main flow's latency")
      ->allow_extra_args(false);
  verb.add_option("--scenario", simulate.scenario, "Scenario to run; default: the first");
  verb.add_option("--provider", simulate.provider, "Provider to run on; default: the project's target");
  verb.add_option("--duration", simulate.duration, "Simulated time instead of the scenario's, e.g. 10min");
  verb.add_option("--seed", simulate.seed, "Seed of the random numbers and of the futures; default: 1");
  verb.add_option("--threads", simulate.threads, "Months at once; default 0: one per core");
  verb.add_option("--set", simulate.set, "PATH=VALUE: change a value of the project; repeatable")->allow_extra_args(false);
  verb.add_flag("--no-free-tier", simulate.noFreeTier, "Price without the provider's free allowances");
  addSavingsOption(verb, simulate.savingsPlan);
  addOverlayOption(verb, simulate.overlays);
  verb.add_option("--json", simulate.json.name, "Write the forecast as JSON to this file, or - for standard output")
      ->check(refuseEmpty);
  verb.add_flag("--force", simulate.json.force, "Overwrite the file");
  return [options] { return runForecast(*options); };
}

}  // namespace virga::cli
