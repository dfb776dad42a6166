#include "app/cli/compare_plan.h"

#include <algorithm>
#include <charconv>
#include <map>
#include <system_error>

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include "app/cli/expectations.h"
#include "app/cli/interrupt.h"
#include "app/cli/messages.h"
#include "app/cli/output.h"
#include "app/cli/progress_bar.h"
#include "app/cli/scenario_choice.h"
#include "model/catalog/overlay.h"

namespace virga::cli {

namespace {

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

// Each savings plan is for the provider whose catalog knows it.
tl::expected<void, std::string> useSavings(std::vector<simulator::Platform>& platforms,
                                           const std::vector<std::string>& ids) {
  for (const auto& id : ids) {
    bool isKnown = false;
    std::vector<std::string> known;
    for (auto& platform : platforms) {
      for (const auto& plan : platform.catalog.savings)
        if (std::find(known.begin(), known.end(), plan.id) == known.end()) known.push_back(plan.id);
      if (!platform.catalog.savingsPlan(id)) continue;
      if (!platform.savingsPlan.empty() && platform.savingsPlan != id)
        return tl::unexpected(fmt::format("--savings-plan: '{}' and '{}' are both of {}; name one", platform.savingsPlan, id,
                                          platform.catalog.name));
      platform.savingsPlan = id;
      isKnown = true;
    }
    if (!isKnown) return tl::unexpected("--savings-plan: " + unknownName("savings plan", id, known));
  }
  return {};
}

std::vector<std::string> eachOnce(const std::vector<std::string>& names) {
  std::vector<std::string> out;
  for (const auto& name : names)
    if (std::find(out.begin(), out.end(), name) == out.end()) out.push_back(name);
  return out;
}

// A provider without a plan has the project's, else its default one, which may have been named too.
void dropRepeated(std::vector<simulator::Platform>& platforms, const model::Architecture& architecture) {
  std::vector<std::string> seen;
  std::erase_if(platforms, [&](const simulator::Platform& platform) {
    auto plan = platform.plan.empty() ? platform.catalog.plan : platform.plan;
    if (platform.plan.empty())
      for (const auto& settings : architecture.providers)
        if (settings.provider == platform.catalog.provider && settings.plan) plan = *settings.plan;
    const auto key = platform.catalog.provider + ":" + plan;
    const bool repeated = std::find(seen.begin(), seen.end(), key) != seen.end();
    if (!repeated) seen.push_back(key);
    return repeated;
  });
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
    if (error != std::errc{} || end != text.data() + text.size() ||
        !(value >= simulator::kLeastTraffic && value <= simulator::kMostTraffic))
      return tl::unexpected(fmt::format("--traffic: '{}' isn't a number from 0.001 to 1,000", text));
    if (std::find(out.begin(), out.end(), value) == out.end()) out.push_back(value);
  }
  return out;
}

}  // namespace

void addComparedOptions(CLI::App& verb, CompareVerbOptions& options) {
  auto& simulate = options.simulate;
  // Two replications give an interval, three one that says something.
  simulate.replications = "3";
  verb.add_option("FILE", simulate.file, "Project file, or - for standard input")->required();
  verb.add_option(
          "--providers", options.providers,
          "What to compare: aws, azure, gcp, oci or custom; with a plan as azure:premium, or all plans as azure:all; "
          "default: aws,azure,gcp,oci with the project's plans")
      ->delimiter(',')
      ->check(refuseEmpty);
  verb.add_option("--duration", simulate.duration, "Simulated time instead of the scenario's, e.g. 10min");
  verb.add_option("--seed", simulate.seed, "Seed of the random numbers; default: 1");
  verb.add_option("--replications", simulate.replications,
                  "Independent runs of each; two or more give intervals of the differences; default: 3");
  verb.add_option("--set", simulate.set, "PATH=VALUE: change a value of the project, e.g. checkout.memory=1GiB; repeatable")
      ->allow_extra_args(false);
  verb.add_option("--threads", simulate.threads, "Threads; default 0: one per core");
  verb.add_flag("--no-free-tier", simulate.noFreeTier, "Price without the providers' free allowances");
  verb.add_option(
          "--savings-plan", options.savingsPlans,
          "Price with this savings plan or commitment of one of the providers, as virga catalog lists them; repeatable")
      ->allow_extra_args(false)
      ->check(refuseEmpty);
  addOverlayOption(verb, simulate.overlays);
}

tl::expected<ComparePlan, model::Problems> comparePlanOf(const CompareVerbOptions& options) {
  auto plan = planOf(options.simulate);
  if (!plan) return tl::unexpected(oneProblem(plan.error()));
  const auto traffic = trafficOf(options.traffic);
  if (!traffic) return tl::unexpected(oneProblem(traffic.error()));
  auto platforms = platformsOf(options);
  if (!platforms) return tl::unexpected(platforms.error());
  if (auto used = useSavings(*platforms, options.savingsPlans); !used) return tl::unexpected(oneProblem(used.error()));
  auto input = readProjectInput(options.simulate.file, {}, plan->settings);
  if (!input) return tl::unexpected(input.error());

  dropRepeated(*platforms, input->architecture);

  simulator::CompareOptions compared;
  compared.scenarios = options.scenarios;
  if (options.allScenarios)
    for (const auto& scenario : input->architecture.scenarios) compared.scenarios.push_back(scenario.name);
  compared.scenarios = eachOnce(compared.scenarios);
  for (const auto& name : compared.scenarios.empty() ? std::vector<std::string>{""} : compared.scenarios)
    if (auto chosen = chooseScenario(input->architecture, name, plan->settings); !chosen)
      return tl::unexpected(oneProblem(chosen.error()));
  compared.traffic = *traffic;
  compared.simulation = plan->simulation;
  compared.simulation.projectFolder = input->folder;
  if (auto sensible = checkExpectations(*input, *plan); !sensible) return tl::unexpected(oneProblem(sensible.error()));
  return ComparePlan{std::move(*plan), std::move(*input), std::move(*platforms), std::move(compared)};
}

tl::expected<simulator::Comparison, simulator::SimulationFailure> runComparison(const ComparePlan& plan) {
  const Interrupt interrupt;
  ProgressBar bar;
  if (!bar.isShown()) printNote("simulating; Ctrl-C stops");
  return simulator::compare(plan.input.architecture, plan.platforms, plan.compare, interrupt.token(),
                            [&bar](const simulator::Progress& progress) { bar.show(progress); });
}

}  // namespace virga::cli
