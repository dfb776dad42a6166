#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <boost/math/distributions/lognormal.hpp>

#include "simulator/experiment/paired.h"
#include "tests/truth/laboratory.h"

// Runs the designs of resources/patterns, to hold what is claimed of them.
namespace virga::patterns {

inline std::string fileOf(const std::string& id) {
  return std::string(VIRGA_SOURCE) + "/resources/patterns/" + id + ".virga.yaml";
}

// The design under one of its scenarios, which is then its only one, so that two scenarios make a pair. `settings` come
// last.
inline model::Architecture design(const std::string& id, const std::string& scenario,
                                  const std::vector<model::Setting>& settings = {}) {
  auto project = model::loadProject(fileOf(id));
  if (!project) qFatal("%s", toText(project.error().front()).c_str());
  for (const auto& each : project->scenarios) {
    if (each.name != scenario) continue;
    auto changes = each.set;
    changes.insert(changes.end(), settings.begin(), settings.end());
    auto only = each;
    only.name = "run";
    only.set.clear();
    project->scenarios = {only};
    auto changed = model::withSettings(*project, changes);
    if (!changed) qFatal("%s", toText(changed.error().front()).c_str());
    return std::move(*changed);
  }
  qFatal("%s has no scenario %s", id.c_str(), scenario.c_str());
}

// The same for another time, of which the first part isn't measured.
inline model::Architecture lasting(model::Architecture design, model::Duration duration, model::Duration warmup = {}) {
  design.scenarios.front().duration = duration;
  design.scenarios.front().warmup = {warmup};
  return design;
}

struct Runs {
  int replications = 1;
  std::string provider = "aws";
};

inline simulator::Result run(const model::Architecture& design, const Runs& runs = {}) {
  const auto catalog = model::loadCatalog(runs.provider);
  simulator::SimulationOptions options;
  options.replications = runs.replications;
  auto result = simulator::simulate(design, *catalog, options);
  if (!result) qFatal("the design doesn't run");
  return std::move(*result);
}

struct Pair {
  simulator::Result with, without;
  simulator::Paired paired;  // with - without
};

inline Pair pairOf(const model::Architecture& with, const model::Architecture& without, const Runs& runs) {
  const auto catalog = model::loadCatalog(runs.provider);
  simulator::SimulationOptions options;
  options.replications = runs.replications;
  auto both = simulator::simulatePair(with, without, *catalog, options);
  if (!both || !both->other) qFatal("the pair doesn't run");
  auto paired = simulator::paired(both->result, *both->other);
  if (!paired) qFatal("%s", paired.error().c_str());
  return {std::move(both->result), std::move(*both->other), std::move(*paired)};
}

inline double mean(const simulator::Result& result, const std::string& part, const std::string& name) {
  return truth::figure(result, part, name).mean;
}

inline simulator::Figure difference(const Pair& pair, const std::string& part, const std::string& name) {
  for (const auto* parts : {&pair.paired.components, &pair.paired.flows})
    for (const auto& each : *parts)
      for (const auto& figure : each.figures)
        if (each.name == part && figure.name == name && figure.difference) return *figure.difference;
  qFatal("no difference of %s.%s", part.c_str(), name.c_str());
}

// Metered in the time after the warm-up, mean over the replications; 0 for nothing.
inline double metered(const simulator::Result& result, const std::string& component, const std::string& item) {
  for (const auto& usage : result.usage.items)
    if (usage.component == component && usage.item == item) return usage.quantity.convert_to<double>();
  return 0;
}

// US dollars a month.
inline double paid(const simulator::Result& result, const std::string& component, const std::string& item) {
  for (const auto& line : result.bill.lines)
    if (line.component == component && line.item == item) return line.amount.convert_to<double>();
  return 0;
}

inline const simulator::Series& seriesOf(const simulator::Result& result, const std::string& component,
                                         const std::string& name) {
  for (const auto& each : result.components)
    if (each.id == component)
      for (const auto& series : each.series)
        if (series.name == name) return series;
  qFatal("no series %s.%s", component.c_str(), name.c_str());
}

// By its median and 99th percentile.
inline boost::math::lognormal lognormal(double median, double p99) {
  return {std::log(median), std::log(p99 / median) / boost::math::quantile(boost::math::normal(), 0.99)};
}

// As the catalog states it, in milliseconds.
inline boost::math::lognormal lognormal(const std::string& provider, const std::string& id) {
  const auto catalog = model::loadCatalog(provider);
  const auto law = std::get<model::LognormalMedianP99>(catalog->distribution(id));
  return lognormal(law.median.seconds() * 1000, law.p99.seconds() * 1000);
}

inline double meanMs(const std::string& id, const std::string& provider = "aws") {
  return boost::math::mean(lognormal(provider, id));
}

inline void isNear(double value, double expected, double part, const char* what) {
  QVERIFY2(std::abs(value - expected) <= part * std::abs(expected),
           fmt::format("{}: {:.6g}, expected {:.6g} ± {:g} %", what, value, expected, part * 100).c_str());
}

// A count of independent trials is within four standard deviations of what the binomial law expects.
inline void isBinomial(double count, double trials, double probability, const char* what) {
  const double expected = trials * probability;
  QVERIFY2(std::abs(count - expected) <= 4 * std::sqrt(expected * (1 - probability)),
           fmt::format("{}: {} of {}, expected {:.6g}", what, count, trials, expected).c_str());
}

}  // namespace virga::patterns
