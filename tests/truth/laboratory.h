#pragma once

#include <cmath>
#include <string>

#include <boost/math/distributions/students_t.hpp>
#include <fmt/format.h>

#include <QTest>

#include "model/catalog/catalog.h"
#include "model/project/project_file.h"
#include "simulator/experiment/simulate.h"

// Runs small designs on the `custom` platform and holds their figures against exact values.
namespace virga::truth {

struct Experiment {
  std::string project;  // YAML without the header
  std::string duration = "1 h";
  std::string warmup = "0 s";
  int replications = 12;
  std::string provider = "custom";
  std::uint64_t seed = 2;
};

// Under another catalog than the provider's own.
inline simulator::Result run(const Experiment& experiment, const model::Catalog& catalog) {
  const auto text = fmt::format("virga: 1\nname: truth\n{}\nscenarios:\n  run: {{duration: {}, warmup: {}}}\n",
                                experiment.project, experiment.duration, experiment.warmup);
  const auto project = model::readProject(text, "truth.virga.yaml");
  if (!project) {
    for (const auto& problem : project.error()) qWarning("%s", toText(problem).c_str());
    qFatal("the experiment's project can't be read");
  }
  simulator::SimulationOptions options;
  options.replications = experiment.replications;
  options.seed = experiment.seed;
  auto result = simulator::simulate(*project, catalog, options);
  if (!result) {
    if (const auto* problems = std::get_if<model::Problems>(&result.error()))
      for (const auto& problem : *problems) qWarning("%s", toText(problem).c_str());
    qFatal("the experiment doesn't run");
  }
  return std::move(*result);
}

inline simulator::Result run(const Experiment& experiment) {
  const auto catalog = model::loadCatalog(experiment.provider);
  if (!catalog) qFatal("no catalog");
  return run(experiment, *catalog);
}

inline simulator::Figure figure(const simulator::Result& result, const std::string& component, const std::string& name) {
  for (const auto& c : result.components)
    if (c.id == component)
      if (const auto* found = simulator::findFigure(c.figures, name); found && *found) return **found;
  for (const auto& f : result.flows)
    if (f.name == component)
      if (const auto* found = simulator::findFigure(f.figures, name); found && *found) return **found;
  qFatal("no figure %s.%s", component.c_str(), name.c_str());
}

// Half of the 99 % interval, from the 95 % one and the number of replications.
inline double half99(const simulator::Figure& f, int replications) {
  const boost::math::students_t law(replications - 1);
  return (f.ci95->second - f.ci95->first) / 2 * boost::math::quantile(law, 0.995) / boost::math::quantile(law, 0.975);
}

// The exact value lies in the 99 % interval, and the interval is narrow enough to mean something.
inline void agrees(const simulator::Figure& f, int replications, double exact, double widestPart, const char* what) {
  const double half = half99(f, replications);
  const auto message = fmt::format("{}: {:.6g} ± {:.3g} (99 %), exact {:.6g}", what, f.mean, half, exact);
  QVERIFY2(half <= widestPart * std::abs(exact), ("too wide: " + message).c_str());
  QVERIFY2(std::abs(f.mean - exact) <= half, message.c_str());
}

}  // namespace virga::truth
