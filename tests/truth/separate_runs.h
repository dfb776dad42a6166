#pragma once

#include <vector>

#include "tests/truth/laboratory.h"

namespace virga::truth {

// The replications of an experiment as results of their own, so that any function of one run's figures is a sample.
inline std::vector<simulator::Result> separateRuns(const Experiment& experiment) {
  const auto text = fmt::format("virga: 1\nname: truth\n{}\nscenarios:\n  run: {{duration: {}, warmup: {}}}\n",
                                experiment.project, experiment.duration, experiment.warmup);
  const auto project = model::readProject(text, "truth.virga.yaml");
  if (!project) {
    for (const auto& problem : project.error()) qWarning("%s", toText(problem).c_str());
    qFatal("the experiment's project can't be read:\n%s", text.c_str());
  }
  const auto catalog = model::loadCatalog(experiment.provider);
  if (!catalog) qFatal("no catalog");
  std::vector<simulator::Result> results;
  for (int run = 0; run < experiment.replications; ++run) {
    simulator::SimulationOptions options;
    options.seed = experiment.seed + static_cast<std::uint64_t>(run);
    auto result = simulator::simulate(*project, *catalog, options);
    if (!result) {
      if (const auto* problems = std::get_if<model::Problems>(&result.error()))
        for (const auto& problem : *problems) qWarning("%s", toText(problem).c_str());
      qFatal("the experiment doesn't run:\n%s", text.c_str());
    }
    results.push_back(std::move(*result));
  }
  return results;
}

// Mean of independent samples and half of its Student-t interval at a level such as 0.99.
struct Interval {
  double mean = 0;
  double standardError = 0;
  int samples = 0;

  double half(double level) const {
    if (standardError == 0) return 0;
    const boost::math::students_t law(samples - 1);
    return standardError * boost::math::quantile(law, 0.5 + level / 2);
  }
};

inline Interval intervalOf(const std::vector<double>& samples) {
  const auto n = static_cast<double>(samples.size());
  double sum = 0, squares = 0;
  for (const double s : samples) sum += s;
  const double mean = sum / n;
  for (const double s : samples) squares += (s - mean) * (s - mean);
  return {mean, std::sqrt(squares / (n - 1) / n), static_cast<int>(samples.size())};
}

}  // namespace virga::truth
