#include "simulator/experiment/compare.h"

#include <algorithm>
#include <chrono>
#include <utility>

#include <fmt/format.h>

#include "model/project/project_file.h"
#include "simulator/experiment/compared_figures.h"
#include "simulator/experiment/comparison_jobs.h"
#include "simulator/experiment/comparison_verdict.h"
#include "simulator/experiment/prepare.h"
#include "simulator/experiment/warmup.h"

namespace virga::simulator {
namespace {

using namespace model;
using Clock = std::chrono::steady_clock;

SimulationFailure wrong(std::string path, std::string message, std::string hint) {
  return Problems{{Severity::error, "cannot-compare", {}, 0, 0, std::move(path), std::move(message), std::move(hint)}};
}

// The project as it is on the platform.
Architecture onPlatform(const Architecture& architecture, const Platform& platform) {
  auto out = architecture;
  const auto& provider = platform.catalog.provider;
  if (out.target.provider != provider) out.target = {provider, {}};
  if (platform.plan.empty()) return out;
  const auto own = std::find_if(out.providers.begin(), out.providers.end(),
                                [&](const auto& settings) { return settings.provider == provider; });
  auto& settings = own == out.providers.end() ? out.providers.emplace_back() : *own;
  settings.provider = provider;
  settings.plan = platform.plan;
  return out;
}

Scenario* scenarioOf(Architecture& architecture, const std::string& name) {
  for (auto& scenario : architecture.scenarios)
    if (scenario.name == name) return &scenario;
  return nullptr;
}

// The names of the scenarios to run; one empty name where the project has none.
tl::expected<std::vector<std::string>, SimulationFailure> scenariosOf(const Architecture& architecture,
                                                                      const CompareOptions& options) {
  if (options.scenarios.empty())
    return std::vector<std::string>{architecture.scenarios.empty() ? std::string() : architecture.scenarios.front().name};
  for (const auto& name : options.scenarios)
    if (std::none_of(architecture.scenarios.begin(), architecture.scenarios.end(),
                     [&](const Scenario& scenario) { return scenario.name == name; }))
      return tl::unexpected(wrong("scenarios", fmt::format("there is no scenario '{}'", name), ""));
  return options.scenarios;
}

tl::expected<void, SimulationFailure> checkOptions(const std::vector<Platform>& platforms, const CompareOptions& options) {
  if (platforms.empty()) return tl::unexpected(wrong("providers", "there is nothing to compare", "name a provider"));
  for (const double traffic : options.traffic)
    if (!(traffic >= kLeastTraffic && traffic <= kMostTraffic))
      return tl::unexpected(
          wrong("traffic", fmt::format("{} times the traffic", traffic), "a multiple from 0.001 to 1,000"));
  if (options.simulation.batches > 0)
    return tl::unexpected(wrong("batches", "runs are compared by their replications", "leave out the batches"));
  return {};
}

ComparedPlatform nameOf(const Architecture& design, const Catalog& catalog) {
  ComparedPlatform out{catalog.provider, catalog.name, {}, {}, {}, {}};
  const auto planned = withPlan(catalog, design);
  if (!planned) return out;
  out.plan = planned->plan;
  for (const auto& plan : planned->plans)
    if (plan.id == planned->plan) out.planName = plan.name;
  if (const auto service = planned->services.find("function"); service != planned->services.end())
    out.service = service->second;
  out.region = planned->region.empty() ? planned->defaultRegion : planned->region;
  return out;
}

bool isClosed(const Architecture& design) {
  for (const auto& component : design.components)
    if (const auto* client = std::get_if<Client>(&component.kind))
      for (const auto& flow : client->sends)
        if (std::holds_alternative<ClosedArrivals>(flow.arrivals)) return true;
  return false;
}

void addOnce(std::vector<std::string>& texts, const std::string& text) {
  if (std::find(texts.begin(), texts.end(), text) == texts.end()) texts.push_back(text);
}

class Comparing {
 public:
  Comparing(const Architecture& architecture, const std::vector<Platform>& platforms, const CompareOptions& options,
            std::stop_token stop, const ProgressSink& progress)
      : architecture_(architecture), platforms_(platforms), options_(options), stop_(std::move(stop)), progress_(progress) {
    for (const auto& platform : platforms) catalogs_.push_back(&platform.catalog);
  }

  tl::expected<Comparison, SimulationFailure> run() {
    const auto begun = Clock::now();
    auto scenarios = scenariosOf(architecture_, options_);
    if (!scenarios) return tl::unexpected(std::move(scenarios.error()));
    comparison_.project = architecture_.name;
    comparison_.seed = options_.simulation.seed;
    for (const auto& name : *scenarios)
      if (auto added = addScenario(name); !added) return tl::unexpected(std::move(added.error()));
    if (auto found = findWarmups(); !found) return tl::unexpected(std::move(found.error()));

    runJobs(jobs_, catalogs_, options_.simulation.threads, stop_, progress_);
    if (options_.simulation.precision) replicateAlike();
    if (auto gathered = gather(); !gathered) return tl::unexpected(std::move(gathered.error()));
    comparison_.wallSeconds = std::chrono::duration<double>(Clock::now() - begun).count();
    return std::move(comparison_);
  }

 private:
  tl::expected<void, SimulationFailure> addScenario(const std::string& name) {
    const auto index = comparison_.scenarios.size();
    auto& scenario = comparison_.scenarios.emplace_back();
    scenario.scenario = name;
    for (std::size_t i = 0; i < platforms_.size(); ++i) {
      auto design = designOn(architecture_, platforms_[i], name);
      if (!design) return tl::unexpected(SimulationFailure(std::move(design.error())));
      if (index == 0) comparison_.platforms.push_back(nameOf(design->architecture, platforms_[i].catalog));
      if (!options_.traffic.empty() && isClosed(design->architecture))
        addOnce(scenario.warnings, "clients that wait for their answers send no more at a multiple of the traffic");
      auto& run = scenario.runs.emplace_back();
      run.fit = std::move(design->fit);
      if (!run.fit.refusals.empty()) continue;
      auto options = options_.simulation;
      options.scenario = name;
      options.savingsPlan = platforms_[i].savingsPlan;
      options.traces.reset();
      options.frames = false;
      jobs_.push_back({index, i, 1, design->architecture, options, {}});
      addTraffic(index, i, design->architecture, options);
    }
    return {};
  }

  // Of one replication each: a month's bill of a run that isn't short hardly differs between replications.
  void addTraffic(std::size_t index, std::size_t platform, const Architecture& design, SimulationOptions options) {
    options.replications = 1;
    options.precision.reset();
    for (const double traffic : options_.traffic) {
      if (traffic == 1) continue;
      auto scaled = design;
      if (scaled.scenarios.empty()) scaled.scenarios.emplace_back();
      auto& scenario = options.scenario.empty() ? scaled.scenarios.front() : *scenarioOf(scaled, options.scenario);
      scenario.traffic.factor *= traffic;
      jobs_.push_back({index, platform, traffic, std::move(scaled), options, {}});
    }
  }

  // The longest that a platform needs, so that all figures are of the same part of the run.
  tl::expected<void, SimulationFailure> findWarmups() {
    for (std::size_t i = 0; i < comparison_.scenarios.size(); ++i) {
      Duration longest;
      bool any = false;
      for (auto& job : jobs_) {
        if (job.scenario != i || job.traffic != 1) continue;
        auto prepared = prepare(job.design, *catalogs_[job.platform], job.options);
        if (!prepared || !prepared->scenario.warmup.automatic) continue;  // what is wrong, the run will say
        const auto found = findWarmup(*prepared, job.options, job.options.replications, stop_, {progress_, 0, 0});
        if (!found) return tl::unexpected(found.error());
        any = true;
        longest = std::max(longest, found->time);
        for (const auto& warning : found->warnings) warn(job, warning);
      }
      if (!any) continue;
      foundWarmup_.push_back(i);
      for (auto& job : jobs_)
        if (job.scenario == i)
          if (auto* scenario = scenarioOf(job.design, job.options.scenario)) scenario->warmup = {longest, false};
    }
    return {};
  }

  void warn(const ComparisonJob& job, const std::string& warning) {
    addOnce(comparison_.scenarios[job.scenario].warnings,
            fmt::format("{}: {}", nameOf(comparison_.platforms[job.platform]), warning));
  }

  // With a precision each run takes as many replications as it needs; pairs want as many of both.
  void replicateAlike() {
    for (std::size_t i = 0; i < comparison_.scenarios.size(); ++i) {
      int most = 0;
      for (const auto& job : jobs_)
        if (job.scenario == i && job.traffic == 1 && job.outcome && *job.outcome)
          most = std::max(most, (*job.outcome)->replications);
      for (auto& job : jobs_) {
        if (job.scenario != i || job.traffic != 1 || !job.outcome || !*job.outcome) continue;
        if ((*job.outcome)->replications == most) continue;
        job.outcome.reset();
        job.options.precision.reset();
        job.options.replications = most;
      }
    }
    runJobs(jobs_, catalogs_, options_.simulation.threads, stop_, progress_);
  }

  // What went wrong with one platform's run is a refusal of that platform; a point of its curve is only missing.
  void take(ComparisonJob& job) {
    auto& scenario = comparison_.scenarios[job.scenario];
    auto& run = scenario.runs[job.platform];
    if (!job.outcome) {
      comparison_.stopped = true;
      return;
    }
    if (!*job.outcome) {
      auto* problems = std::get_if<Problems>(&job.outcome->error());
      if (!problems)
        comparison_.stopped = true;
      else if (job.traffic == 1)
        run.fit.refusals = std::move(*problems);
      else
        for (const auto& problem : *problems)
          addOnce(scenario.warnings, fmt::format("{} at {:g} times the traffic: {}",
                                                 nameOf(comparison_.platforms[job.platform]), job.traffic, problem.message));
      return;
    }
    auto& result = **job.outcome;
    comparison_.events += result.events;
    if (!options_.traffic.empty() && result.bill.unpriced.empty()) {
      double requests = 0;
      for (const auto& flow : result.flows) requests += meanOf(flow.figures, "requests");
      const double hours = static_cast<double>(result.usage.period.nanoseconds) / 3.6e12;
      const double months = hours / static_cast<double>(trafficHoursPerMonth(result.usage));
      if (months > 0)
        scenario.curves[job.platform].push_back(
            {job.traffic, requests / months, static_cast<double>(result.bill.total), failedShareOf(result)});
    }
    if (job.traffic != 1) return;
    result.warmupFound = std::find(foundWarmup_.begin(), foundWarmup_.end(), job.scenario) != foundWarmup_.end();
    run.limitsHit = limitsHit(result);
    for (const auto& warning : result.warnings) warn(job, warning);
    run.result = std::move(result);
  }

  tl::expected<void, SimulationFailure> gather() {
    if (!options_.traffic.empty())
      for (auto& scenario : comparison_.scenarios) scenario.curves.resize(platforms_.size());
    for (auto& job : jobs_) take(job);
    bool any = false;
    Problems refusals;
    for (auto& scenario : comparison_.scenarios) {
      for (auto& curve : scenario.curves)
        std::sort(curve.begin(), curve.end(), [](const auto& a, const auto& b) { return a.traffic < b.traffic; });
      for (const auto& run : scenario.runs) {
        if (run.result && !any) comparison_.replications = run.result->replications;
        any = any || run.result;
        for (const auto& refusal : run.fit.refusals)
          if (std::find(refusals.begin(), refusals.end(), refusal) == refusals.end()) refusals.push_back(refusal);
      }
      scenario.figures = comparedFigures(scenario.runs);
      scenario.verdict = verdictOf(comparison_.platforms, scenario);
    }
    if (any) return {};
    if (comparison_.stopped) return tl::unexpected(SimulationFailure(Stopped{}));
    return tl::unexpected(SimulationFailure(std::move(refusals)));
  }

  const Architecture& architecture_;
  const std::vector<Platform>& platforms_;
  const CompareOptions& options_;
  std::stop_token stop_;
  const ProgressSink& progress_;
  std::vector<const Catalog*> catalogs_;
  std::vector<ComparisonJob> jobs_;
  std::vector<std::size_t> foundWarmup_;  // scenarios
  Comparison comparison_;
};

}  // namespace

// The scenario's own settings come first, so that the nearest is found of what is run.
tl::expected<FittedDesign, Problems> designOn(const Architecture& architecture, const Platform& platform,
                                              const std::string& scenario) {
  auto own = architecture;
  if (const auto* chosen = scenarioOf(own, scenario)) {
    auto applied = withSettings(own, chosen->set);
    if (!applied) return tl::unexpected(std::move(applied.error()));
    own = std::move(*applied);
    if (auto* kept = scenarioOf(own, scenario)) kept->set.clear();
  }
  return fitted(onPlatform(own, platform), platform.catalog);
}

tl::expected<Comparison, SimulationFailure> compare(const Architecture& architecture, const std::vector<Platform>& platforms,
                                                    const CompareOptions& options, std::stop_token stop,
                                                    const ProgressSink& progress) {
  if (auto sensible = checkOptions(platforms, options); !sensible) return tl::unexpected(std::move(sensible.error()));
  return Comparing(architecture, platforms, options, std::move(stop), progress).run();
}

}  // namespace virga::simulator
